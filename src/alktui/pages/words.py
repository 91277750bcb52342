"""The words every format of a report shares: calls, the case, options, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from alktui.model.case import PriorTherapy
from alktui.model.catalogue import Catalogue
from alktui.model.escape import Rung
from alktui.model.evidence import Erratum
from alktui.model.option import TestedIn
from alktui.model.report import (
    CrossCheck,
    CrossCheckItem,
    Given,
    ImmuneContext,
    Option,
    ProfileCall,
    Report,
    ReportedCase,
    ReportedPrior,
    TkiRow,
)
from alktui.model.source import DOCUMENTS, Source
from alktui.plain import response_in_words, span_in_words

LETTERS = {"sensitive": "S", "resistant": "R", "conflicting": "S/R", "no-data": "-", None: "."}
CALLS = {
    "sensitive": "sensitive",
    "resistant": "resistant",
    "conflicting": "conflicting",
    "no-data": "no call",
    None: "no mutation entered",
}
BADGES = {"applies": "+", "possible": "?", "excluded": "x"}
"""How a line says its state; letters are left to levels of evidence."""
ORDER = "ordered by call, seen in patients, found before possible, level, not given, generation, name"
"""The order of the TKIs, as short as a heading needs it."""
NOT_STATED = "not stated"
POOL = "NSCLC+ALCL table"
"""The diseases that a pooled item speaks of together."""
NOT_STUDIED = '"not studied": these documents have no call of it'
"""What "not studied" does not mean: that nobody studied it."""
SEQUENCING_IS_FOR = "gives each TKI its call on the mutation found"
"""What a test says that comes first, though nothing can be said to move before its result is there."""
LEVELS_IN_WORDS = (
    "Letters beside a level are CIViC's: A approval, B trials and cohorts, C case reports, D in vivo and in vitro. What a review "
    "states without a study has none, nor has its Table 1, which cites by column."
)
SHORT_LEVELS = {
    "review statement": "review",
    "review table": "",
    "prospective": "patients",
    "retrospective": "patients",
    "clinical study": "patients",
    "case report": "case",
    "case series": "cases",
}
AGAINST = ("not-supported", "stopped-for-toxicity")
SEQUENCED = {"none-found": "sequenced, no ALK mutation", "not-sequenced": "ALK not sequenced"}
ENDED = {"progressed": "progressed", "intolerant": "not tolerated", "stopped": "stopped", "ongoing": "ongoing"}


def short_level(level: str) -> str:
    """A level in at most nine letters; of the review table nothing, as the source says it."""
    return SHORT_LEVELS.get(level, level)


def call_in_words(call: str | None, qualifier: str | None = None) -> str:
    """A call as a letter and a word, with its qualifier."""
    words = f"{LETTERS[call]} {CALLS[call]}"
    return f"{words} ({qualifier})" if qualifier else words


def marker_name(marker: str, catalogue: Catalogue) -> str:
    """The name of a marker as a clinician spells it."""
    known = catalogue.biomarker.get(marker)
    return known.name if known is not None and len(known.name) <= len(marker) + 8 else marker.replace("-", " ")


def source_in_words(source: Source, catalogue: Catalogue) -> str:
    """Document, locator and reference numbers of a source."""
    document = catalogue.document.get(source.document)
    references = f" [{ranges(source.references)}]" if source.references else ""
    return f"{document.short if document else source.document}, {source.locator}{references}"


def sources_in_words(sources: Iterable[Source], catalogue: Catalogue) -> str:
    """Several sources, each document named."""
    return "; ".join(source_in_words(source, catalogue) for source in sources)


def ranges(numbers: Sequence[int]) -> str:
    """Reference numbers as printed lists do: 54, 87-89."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(
        f"{part[0]}-{part[-1]}" if len(part) > 2 else ", ".join(str(number) for number in part)  # noqa: PLR2004 - a pair is no range
        for part in parts
    )


def case_in_words(case: ReportedCase) -> str:
    """The case in one line, without its biomarkers."""
    parts = [case.disease, case.setting or "setting not given"]
    if case.alk == "negative":
        parts.append("ALK negative")
    if case.age_group:
        parts.append(case.age_group)
    given = ((entry.name, outcome_in_words(entry.outcome)) for entry in case.prior)
    prior = " > ".join(name if ended == "progressed" else f"{name} ({ended})" for name, ended in given)
    none = "no prior ALK TKI" if case.prior_complete else "prior ALK TKIs not known"
    return " | ".join([", ".join(parts), prior or none, findings_in_words(case)])


NONE_IN_PLASMA = "none found in plasma (leaves the question open)"


def findings_in_words(case: ReportedCase) -> str:
    """The findings with their phase, or what is known where there are none."""
    texts = [finding.profile for finding in case.counted]
    if not texts:
        words = {"none-found": "sequenced, no ALK mutation", "not-sequenced": "ALK not sequenced"}
        found = words.get(case.sequencing or "", "ALK sequencing not given")
        if case.sequencing_specimen == "plasma":
            found = NONE_IN_PLASMA
        elif case.sequencing_specimen:
            found += f" in {case.sequencing_specimen}"
    else:
        phase = {"cis": " (cis)", "trans": " (trans)", "unknown": " (phase unknown)"}[case.phase] if len(texts) > 1 else ""
        found = " + ".join(texts) + phase if len(texts) == 1 else ", ".join(texts) + phase
    amplified = {True: ", amplified", False: ", not amplified", None: ""}[case.amplification]
    left = ", ".join(finding.profile for finding in case.not_counted)
    return found + amplified + (f" (not counted: {left})" if left else "")


def seen_in_words(entry: ImmuneContext) -> str:
    """At which stage, in which model and in how many an immune finding was seen; what is not stated is named."""
    stage = f"stage {entry.stage}" if entry.stage == NOT_STATED else entry.stage
    model = f"model {entry.model}" if entry.model == NOT_STATED else entry.model
    return f"{stage}; {model}{_number(entry.n)}"


def where_tested(tested: TestedIn) -> str:
    """Where an option was tested, as "two cell lines, ALCL" or "ALCL, model not stated"; empty where nothing is said."""
    if tested.model == NOT_STATED:
        return f"{tested.disease}, model not stated{_number(tested.n)}" if tested.disease not in ("", NOT_STATED) else NOT_STATED
    disease = "disease not stated" if tested.disease == NOT_STATED else tested.disease
    said = ", ".join(part for part in (tested.model, disease) if part)
    return f"{said}{_number(tested.n)}" if said else ""


def _number(n: int | None) -> str:
    return "" if n is None else f", n={n}"


def erratum_in_words(erratum: Erratum) -> str:
    """An erratum: as printed, our reading, why; one full stop after each."""
    return f'printed "{erratum.printed}"; read as: {erratum.reading.rstrip(".")}. {erratum.why}'


def scope_in_words(scope: str, disease: str) -> str:
    """How the disease of a record stands to the case's."""
    words = {"pooled": POOL, "borrowed": f"borrowed from {disease}", "not stated": "disease not stated"}
    return words.get(scope, disease)


def escaped_in_words(rung: Rung) -> str:
    """By which findings a TKI is escaped, and by which compounds if they stand on one allele; empty where by none."""
    parts = [f"escaped by {', '.join(rung.escaped_by)}" if rung.escaped_by else ""]
    parts.append(f"by {', '.join(rung.escaped_if_cis)} if on one allele" if rung.escaped_if_cis else "")
    return ", ".join(filter(None, parts))


def given_in_words(row: TkiRow) -> str:
    """When a TKI was given and how that ended: "1st, progressed"."""
    return "; ".join(f"{ordinal(entry.line)}, {ended_in_words(entry)}" for entry in row.given)


def outcome_in_words(outcome: str) -> str:
    """How a therapy ended, in a clinician's word."""
    return "not tolerated" if outcome == "intolerant" else outcome


def ended_in_words(entry: Given | PriorTherapy | ReportedPrior) -> str:
    """How a therapy ended, from when to when it was given, and the best response: "progressed, 2023-02 to 2023-11"."""
    parts = (outcome_in_words(entry.outcome), span_in_words(entry.started, entry.ended), response_in_words(entry.response))
    return ", ".join(filter(None, parts))


def rebiopsy_in_words(case: ReportedCase) -> str:
    """What a re-biopsy showed that no document covers: "transformation: small cell; ALK negative"; empty for nothing."""
    transformation = f"transformation: {case.transformation}" if case.transformation else ""
    alk = f"ALK {case.alk_at_rebiopsy}" if case.alk_at_rebiopsy else ""
    return "; ".join(filter(None, (transformation, alk)))


_SEE_ERRATUM = re.compile(r";? \(?see (?:the )?errat(?:um|a)\)?")


def without_errata(text: str) -> str:
    """A text that does not point to an erratum, for a page that has none to be seen."""
    return _SEE_ERRATUM.sub("", text)


def shortened(text: str, most: int) -> str:
    """A text of the user's that has room for so many letters; where it is cut, it says so and how much is missing."""
    if len(text) <= most:
        return text
    return f"{text[:most].rstrip()} ... [cut here: {len(text) - most} more letters, which the case has]"


def plural(count: int, word: str) -> str:
    """A count with its word: 1 strategy, 2 strategies."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word.removesuffix('y')}ies" if word.endswith("y") else f"{count} {word}s"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th ..."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004 - English ordinals
    return f"{number}{suffix}"


def match_in_words(row: TkiRow) -> str:
    """What the headline rests on, and what an unread erratum would change; empty where there is no call."""
    if row.call is None:
        return ""
    if row.call_if_read:
        numbers = ", ".join(erratum.rsplit("/", 1)[-1] for call in row.profiles for erratum in _unread(call))
        return f"{row.match}; {CALLS[row.call_if_read]} if erratum {numbers} is read as we read it"
    return f"only {words}" if (words := only_in_cis_in_words(row)) else row.match


def only_in_cis_in_words(row: TkiRow) -> str:
    """What a call rests on that holds only on one allele; empty for any other call."""
    return f"if on one allele: possible compound {', '.join(row.decided_by)}" if row.match == "possible compound" else ""


def _unread(call: ProfileCall) -> list[str]:
    return list(dict.fromkeys(item.erratum for item in call.evidence if not item.counted and item.erratum))


def why_of(option: Option) -> str:
    """What an option needs or what excludes it, in one line."""
    if option.state == "applies":
        return "; ".join(dict.fromkeys(criterion.text for criterion in option.criteria))
    wanted = "unmet" if option.state == "excluded" else "unknown"
    word = "excluded by" if option.state == "excluded" else "needs"
    named = [f"{criterion.text} ({reason_in_words(criterion.why)})" for criterion in option.criteria if criterion.state == wanted]
    return f"{word}: {'; '.join(named)}"


_UNTESTED = " not tested"


def reason_in_words(why: str) -> str:
    """Why a criterion is as it is; that something was not tested is said of the patient, and once for all such names."""
    reasons = why.split("; ")
    names = [reason.removesuffix(_UNTESTED) for reason in reasons if reason.endswith(_UNTESTED)]
    others = [reason for reason in reasons if not reason.endswith(_UNTESTED)]
    if len(names) > 1:
        others.append(f"not tested in this patient: {', '.join(names)}")
    return "; ".join([*others, *(f"{name}{_UNTESTED} in this patient" for name in names if len(names) == 1)])


def origin_in_words(origin: str) -> str:
    """Whose own a record is; empty for the documents'."""
    return "" if origin == DOCUMENTS else f"{origin}'s own, not from the documents"


def check_in_words(check: CrossCheck) -> str:
    """What another knowledge base says of a call: verdict, then each item with level, direction, citation and disease."""
    verdict = {
        "agrees": "agrees",
        "disagrees": "DISAGREES",
        "partly": "agrees in part",
        "documents-silent": "has items where the documents have none",
        "not-comparable": "has items that make no call",
        "silent": "is silent",
    }[check.verdict]
    items = "; ".join(map(_checked_item, check.items))
    other = " (in other diseases)" if check.borrowed else ""
    same = ", from the same publication: no second voice" if check.same_publication else ""
    return f"{check.source} {verdict}{other}{same}{f': {items}' if items else ''}"


def check_in_short(check: CrossCheck) -> str:
    """What another knowledge base says of a call, in one line with the items that say it; empty where it is silent."""
    cited = ", ".join(f"{item.id}, {item.citation}" for item in check.items)
    differs = " - not what the documents say" if check.verdict == "disagrees" else ""
    return f"{check.words}{differs} [{cited}]" if check.words else ""


def _checked_item(item: CrossCheckItem) -> str:
    together = f" of {' + '.join(item.therapies)} together" if len(item.therapies) > 1 else ""
    flagged = ", flagged" if item.flagged else ""
    same = f" ({item.same_publication})" if item.same_publication else ""
    said = f"{item.id} level {item.level} {item.direction} {item.significance}{together}, {item.citation}"
    return f"{said}{same}, {item.disease}{flagged}"


def caution_in_words(identity: str, report: Report) -> str:
    """A caution as the report holds it; one whose criteria are not known says on what it depends. Empty where it is not there."""
    caution = next((caution for caution in report.cautions if caution.id == identity), None)
    if caution is None:
        return ""
    if caution.state == "met":
        return f"! {caution.statement}"
    needed = "; ".join(
        f"{criterion.text} ({reason_in_words(criterion.why)})" for criterion in caution.criteria if criterion.state == "unknown"
    )
    return f"? only if {needed}: {caution.statement}"


def counted(options: Iterable[Option]) -> dict[str, int]:
    """How many options apply, are possible, are excluded, and are reported not to work or to harm."""
    counts = {"applies": 0, "possible": 0, "excluded": 0, "against": 0}
    for option in options:
        if option.state == "excluded":
            counts["excluded"] += 1
        else:
            counts["against" if option.verdict in AGAINST else option.state] += 1
    return counts
