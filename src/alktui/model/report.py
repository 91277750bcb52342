"""The report: what triage gives for a case. Its JSON is the contract `alktui/report/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alktui.model.case import Specimen
from alktui.model.criterion import Outcome as TherapyOutcome
from alktui.model.evidence import Erratum, Outcome, OutsideCheck
from alktui.model.option import TestedIn
from alktui.model.record import Record
from alktui.model.source import DOCUMENTS, SiteLayer, Source

CallWord = Literal["sensitive", "resistant", "conflicting", "no-data"]
State = Literal["met", "unmet", "unknown"]
OptionState = Literal["applies", "possible", "excluded"]
Role = Literal["finding", "possible-compound", "member"]
Scope = Literal["own", "pooled", "borrowed", "not stated"]
Heading = Literal["sensitive", "mixed", "progressed-on-last", "no-call", "resistant"]
Group = Literal["called-for", "fits", "general", "spoken-against"]
TrialHeading = Literal["disease-and-setting", "disease", "wider"]
AnswerKind = Literal["call", "phase", "called-for", "history", "caution", "next-test", "trials", "limits"]


class Release(Record):
    """Which catalogue answered; `knowledge_ends` is yyyy-mm by document, `layers` are the hospital's own records beside it."""

    release: str
    fingerprint: str
    knowledge_ends: dict[str, str]
    layers: tuple[SiteLayer, ...] = ()


class ReportedFinding(Record):
    """A finding of the case.

    Attributes:
        profile: its name; of a variant that is not counted the name of that variant, which stands in no profile.
        hgvs: the HGVS description without its sequence, for example p.Gly1202Arg.
        hgvs_of_sequence: the same with it, for example NP_004295.2:p.Gly1202Arg.
        specimen, sampled, vaf: of the first specimen it was seen in.
        specimens: every specimen it was seen in, the first among them, in the order entered.
        typed: the text as it was typed where that holds a c. notation or an accession, so that these are kept; else empty.
        counted: whether it stands in a profile; `not_counted_why` says why not, as the end of "I1461V, ...".
    """

    profile: str
    hgvs: str
    hgvs_of_sequence: str = ""
    specimen: str = ""
    sampled: str = ""
    vaf: str = ""
    specimens: tuple[Specimen, ...] = ()
    typed: str = ""
    counted: bool = True
    not_counted_why: str = ""


class ReportedPrior(Record):
    """A prior therapy of the case; its dates and best response are empty where not given, and decide nothing.

    Attributes:
        therapy: its id, or `other:NAME` for an ALK TKI that is not known here.
        name: the name under which it is shown.
        outcome_assumed: whether nobody entered how it ended, so that it counts as progressed.
    """

    therapy: str
    name: str
    line: int
    outcome: TherapyOutcome
    outcome_assumed: bool = False
    started: str = ""
    ended: str = ""
    response: str = ""


class ReportedCase(Record):
    """The case as the report repeats it.

    Attributes:
        findings: those that count first.
        transformation, alk_at_rebiopsy: what a re-biopsy showed that no document covers; they decide nothing.
        sequencing_specimen: where no mutation was found: "tissue", "plasma" (which leaves `sequencing` unknown), or empty.
    """

    label: str
    disease: str
    setting: str | None
    alk: str
    fusion: str
    findings: tuple[ReportedFinding, ...]
    phase: str
    sequencing: str | None
    sequencing_specimen: str = ""
    amplification: bool | None
    prior: tuple[ReportedPrior, ...]
    prior_complete: bool
    prior_therapies: tuple[ReportedPrior, ...]
    prior_therapies_complete: bool
    biomarkers: dict[str, str]
    age_group: str | None
    transformation: str = ""
    alk_at_rebiopsy: str | None = None
    question: str
    assumed: tuple[str, ...]
    as_of: str

    @property
    def counted(self) -> tuple[ReportedFinding, ...]:
        """The findings that stand in a profile."""
        return tuple(finding for finding in self.findings if finding.counted)

    @property
    def not_counted(self) -> tuple[ReportedFinding, ...]:
        """The variants that were entered and stand in no profile."""
        return tuple(finding for finding in self.findings if not finding.counted)


class Notice(Record):
    """One sentence for the reader; `code` is stable."""

    severity: Literal["info", "warning"]
    code: str
    message: str


class ReportedEvidence(Record):
    """An evidence item in a report; `scope` says how its disease stands to the case's, `origin` whose item it is."""

    id: str
    therapy: str
    profile: str
    direction: str
    qualifier: str | None
    printed: str
    mark: str
    level: str
    civic_level: str
    disease: str
    scope: Scope
    counted: bool
    read_as: str
    erratum: str
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]


CheckVerdict = Literal["agrees", "disagrees", "partly", "documents-silent", "not-comparable", "silent"]
"""How another knowledge base stands to a call of the documents.

"partly": one of the two is divided and the other is not. "documents-silent": they make no call and it has items.
"not-comparable": it has only items that make none, as "does not support". "silent": it has none.
"""


class CrossCheckItem(Record):
    """An item of another knowledge base beside a call.

    Attributes:
        significance, level, disease: in its own words.
        relation: how the item stands to the call: one that does not support, or speaks of a combination, stands "apart".
        scope: how its disease stands to the case's.
        same_publication: that the documents cite its publication behind this very call, as "same publication as reference 87";
            "of the column" where they cite it for a whole column of a table. Empty where they don't: another voice.
    """

    id: str
    therapies: tuple[str, ...]
    direction: Literal["supports", "does not support"]
    significance: str
    level: str
    citation: str
    disease: str
    scope: Scope
    relation: Literal["agrees", "disagrees", "adds", "apart"]
    flagged: bool = False
    same_publication: str = ""


class CrossCheck(Record):
    """What another knowledge base says of one profile and one therapy; it never changes the call.

    Attributes:
        borrowed: whether the verdict rests on items of other diseases, for want of any in the case's own.
        same_publication: whether all that the verdict rests on is from publications behind this very call: no second voice.
        says: what the items that the verdict rests on add up to; None where there are none.
        words: the same in a few words, with strength and whether it is a second voice; empty where it is silent.
    """

    source: str
    profile: str
    verdict: CheckVerdict
    borrowed: bool = False
    same_publication: bool = False
    says: CallWord | None = None
    words: str = ""
    items: tuple[CrossCheckItem, ...] = ()


class ProfileCall(Record):
    """The call of one profile for one therapy.

    Attributes:
        call_if_read: the call if an erratum's residue is read as we read it; None where that changes nothing.
        call_with_site: the call if a hospital's own evidence counted too; None where that changes nothing.
        cross_checks: other knowledge bases beside the call; empty where there is none.
        evidence: what the call rests on, and (with `counted` false) what an erratum keeps from counting.
    """

    profile: str
    role: Role
    of: str = ""
    call: CallWord
    qualifier: str | None = None
    call_if_read: CallWord | None = None
    call_with_site: CallWord | None = None
    evidence: tuple[ReportedEvidence, ...] = ()
    cross_checks: tuple[CrossCheck, ...] = ()


class Given(Record):
    """That a TKI was given before, from when to when and with which best response where the case says it."""

    line: int
    outcome: TherapyOutcome
    started: str = ""
    ended: str = ""
    response: str = ""


class StatedGeneration(Record):
    """A generation as a document states it, with the erratum on this place."""

    value: str
    document: str
    locator: str
    erratum: str = ""


class ReportedStatement(Record):
    """What the documents say of a therapy or profile without making a call."""

    id: str
    topic: str
    statement: str
    level: str
    civic_level: str
    disease: str
    scope: Scope
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]


class Range(Record):
    """What the headline of a TKI is, by how findings of unknown phase stand to each other.

    Attributes:
        cis: the most cautious call over every grouping in which findings share an allele.
        trans: the most cautious call where every finding stands alone.
        grouping: the profile that decides `cis`.
        cis_reduced: whether `cis` is resistant on reduced sensitivity alone.
    """

    cis: CallWord
    trans: CallWord
    grouping: str
    cis_reduced: bool = False


class TkiRow(Record):
    """One TKI for the case.

    Attributes:
        call: None where the case has no profile.
        range: None unless the phase is unknown and could matter.
        failed_as: the class of drugs that a document says failed on the very profile; empty where none did.
        cross_checks: those of the findings.
    """

    therapy: str
    name: str
    call: CallWord | None
    range: Range | None = None
    heading: Heading = "no-call"
    failed_as: str = ""
    qualifier: str | None
    match: str
    decided_by: tuple[str, ...]
    call_if_read: CallWord | None
    level: str
    civic_level: str
    patient_data: bool
    given: tuple[Given, ...]
    generation: tuple[StatedGeneration, ...]
    statements: tuple[ReportedStatement, ...]
    options: tuple[str, ...]
    cautions: tuple[str, ...]
    errata: tuple[str, ...]
    outside_checks: tuple[OutsideCheck, ...]
    cross_checks: tuple[CrossCheck, ...] = ()
    profiles: tuple[ProfileCall, ...]


class Evaluated(Record):
    """One criterion, evaluated: the question it asks, one readable line, its state, and why."""

    fact: str
    text: str
    state: State
    why: str


class Option(Record):
    """A strategy, target or trial with its criteria evaluated.

    Attributes:
        group: how it stands to the case; None where it is excluded.
        group_why: what of the case calls for it or speaks against it, in words; else what kind of condition it has.
        not_tolerated: the drugs of it that the patient did not tolerate.
    """

    id: str
    name: str
    kind: str
    therapies: tuple[str, ...]
    state: OptionState
    group: Group | None = None
    group_why: str = ""
    not_tolerated: tuple[str, ...] = ()
    verdict: str
    toxicity: str
    tested_in: TestedIn
    criteria: tuple[Evaluated, ...]
    not_stated: tuple[str, ...]
    partner_calls: dict[str, CallWord | None]
    cautions: tuple[str, ...]
    level: str
    civic_level: str
    statement: str
    outcomes: tuple[Outcome, ...]
    sources: tuple[Source, ...]
    target: str = ""
    origin: str = DOCUMENTS


class TrialStatus(Record):
    """Printed and registry status side by side, each with its date; None where there is none.

    Attributes:
        registry: the registry's own word, for example ACTIVE_NOT_RECRUITING; also one this program does not know.
        registry_as_of: the day of the registry's data; `fetched_on` where an imported file did not say it.
        enrolling: whether patients can enter now as the registry has it; None where it does not know. UNKNOWN is not closed.
        last_known: with UNKNOWN, the status the registry knew last.
        verified, last_update, completion: of the registry record (yyyy, yyyy-mm or yyyy-mm-dd).
        not_verified_since: `verified` where that is more than a year before the report's day.
        completion_passed: whether the registry's completion date is over.
        nct_id: the number the registry holds the trial under now, where it differs from the printed one.
        excludes_alk: lines of the record's eligibility criteria that may exclude ALK-driven disease, as written there.
        other_disease: whether its title and conditions name none of the printed diseases.
        attribution: what must stand where any of this is shown.
    """

    printed: str
    printed_as_of: str
    registry: str | None = None
    registry_as_of: str | None = None
    fetched_on: str | None = None
    enrolling: bool | None = None
    last_known: str | None = None
    why_stopped: str | None = None
    verified: str | None = None
    not_verified_since: str | None = None
    last_update: str | None = None
    completion: str | None = None
    completion_type: str | None = None
    completion_passed: bool | None = None
    title: str | None = None
    conditions: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    nct_id: str | None = None
    excludes_alk: tuple[str, ...] = ()
    other_disease: bool = False
    attribution: str | None = None


class TrialOption(Option):
    """A trial as an option.

    Attributes:
        heading: whether its print names the very disease of the case, and its setting too; "wider" where it names a wider
            group or does not say.
        completion_passed: None where no completion date is printed.
    """

    nct_id: str
    heading: TrialHeading = "wider"
    phase: str
    population: str
    interventions: str
    completion: str
    completion_passed: bool | None
    primary_outcome: str
    role: str
    status: TrialStatus


class ImmuneContext(Record):
    """An immune finding and whether it speaks of the case's stage."""

    id: str
    statement: str
    direction: str
    stage: str
    marker: str
    tki: tuple[str, ...]
    model: str
    n: int | None
    state: State
    why: str
    sources: tuple[Source, ...]


class Move(Record):
    """An option or call that an answer would move, and where to: a state of an option, or a call, or "no-profile"."""

    id: str
    to: OptionState | CallWord | Literal["no-profile"]


class Answer(Record):
    """One answer to a question, with all that would move."""

    state: str
    moves: tuple[Move, ...]


class DecidesBy(Record):
    """How many options and calls a question decides, by step."""

    tkis: int = 0
    strategies: int = 0
    targets: int = 0
    trials: int = 0


class NextTest(Record):
    """An open question of the case and what its answers would decide.

    Attributes:
        folded: whether it moves only what has no patient data in this disease.
        how: what could answer it, where the documents or the sequence say so; empty elsewhere.
    """

    fact: str
    question: str
    answers: tuple[Answer, ...]
    decides: int
    by: DecidesBy
    first: bool = False
    folded: bool = False
    how: str = ""
    why: str = ""
    sources: tuple[Source, ...] = ()


class ReportedCaution(Record):
    """A caution that speaks to this case."""

    id: str
    name: str
    state: State
    speaks_against: tuple[str, ...]
    statement: str
    criteria: tuple[Evaluated, ...]
    level: str
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]


class AnswerLine(Record):
    """One short line of the answer, composed of what stands below it; `ids` name the records it rests on.

    Attributes:
        lead: the first words of `text`, which say what it is about: "Reported sensitive:".
    """

    kind: AnswerKind
    lead: str = ""
    text: str
    ids: tuple[str, ...] = ()


class Report(Record):
    """What triage gives. Equal case, catalogue and day give equal bytes."""

    schema_: Literal["alktui/report/1"] = Field(default="alktui/report/1", alias="schema")
    catalogue: Release
    case: ReportedCase
    notices: tuple[Notice, ...]
    answer: tuple[AnswerLine, ...]
    tkis: tuple[TkiRow, ...]
    strategies: tuple[Option, ...]
    targets: tuple[Option, ...]
    trials: tuple[TrialOption, ...]
    immune_context: tuple[ImmuneContext, ...]
    next_tests: tuple[NextTest, ...]
    cautions: tuple[ReportedCaution, ...]
    errata: tuple[Erratum, ...]
    disclaimer: str
