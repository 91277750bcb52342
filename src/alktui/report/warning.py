"""What speaks against a TKI on a case, or limits what its call says: for the list, its why, the projector and the plain walk."""

from __future__ import annotations

from alktui.model.report import Report, TkiRow
from alktui.report.history import unexplained_of
from alktui.report.words import caution_in_words, scope_in_words, without_errata


def is_marked(row: TkiRow, report: Report) -> bool:
    """Whether something speaks against this TKI: a caution that holds, for all of them too, progression, or an outside source."""
    return bool(outside_in_words(row) or unexplained_of(row)) or any(
        caution_in_words(name, report).startswith("!") for name in row.cautions
    )


def of_all_in_words(report: Report) -> list[str]:
    """The cautions that hold beside every TKI of the case, which one is not to miss by looking at one line."""
    shared = [name for name in report.tkis[0].cautions if all(name in row.cautions for row in report.tkis)] if report.tkis else []
    standing = [caution_in_words(name, report) for name in shared]
    return [without_errata(words.removeprefix("! ")) for words in standing if words.startswith("!")]


def outside_in_words(row: TkiRow) -> str:
    """What an outside check says of a profile the headline rests on, where the documents say something else."""
    profiles = {call.profile for call in row.profiles if call.role != "member"}
    said = [check.outside_says for check in row.outside_checks if check.profile in profiles]
    said += [check.verdict for check in row.cross_checks if check.verdict == "disagrees" and check.profile in profiles]
    return f"outside: {', '.join(dict.fromkeys(said))}" if said else ""


def scopes_in_words(row: TkiRow) -> list[str]:
    """Whose disease the evidence behind the headline speaks of, as "borrowed from NSCLC"; none without evidence."""
    items = [item for call in row.profiles if call.profile in row.decided_by for item in call.evidence if item.counted]
    return list(dict.fromkeys(scope_in_words(item.scope, item.disease) for item in items))
