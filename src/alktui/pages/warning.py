"""What speaks against a TKI on a case, or limits what its call says: for the list, its why, the projector and the plain walk."""

from __future__ import annotations

from collections.abc import Iterable

from alktui.model.evidence import OutsideCheck
from alktui.model.report import Option, Report, TkiRow
from alktui.pages.history import unexplained_of
from alktui.pages.words import CALLS, LETTERS, without_errata


def is_marked(row: TkiRow, report: Report) -> bool:
    """Whether something speaks against this TKI: a caution that holds, for all of them too, progression, or an outside source."""
    return bool(is_contradicted(row) or unexplained_of(row) or holding(row.cautions, report))


def is_contradicted(row: TkiRow) -> bool:
    """Whether what was looked up elsewhere says another thing of a profile the headline rests on than the documents."""
    deciding = {call.profile for call in row.profiles if call.role != "member"}
    return any(differs(check) and check.profile in deciding for check in row.outside_checks) or any(
        check.verdict == "disagrees" and check.profile in deciding for check in row.cross_checks
    )


def differs(check: OutsideCheck) -> bool:
    """Whether an outside check says another thing than the documents."""
    return not check.outside_says.startswith(check.documents_say)


def call_here(therapy: str, option: Option, report: Report, *, short: bool = False) -> str:
    """A TKI's call in this case, with what a misprint would change and what is said outside; empty without one.

    Args:
        short: the call if the misprint is corrected as a letter.
    """
    call = option.partner_calls.get(therapy)
    if call is None:
        return ""
    row = next((row for row in report.tkis if row.therapy == therapy), None)
    words = CALLS[call]
    if row is not None and row.call_if_read:
        read = f"{LETTERS[row.call_if_read]}?" if short else f"{CALLS[row.call_if_read]}, if a misprint is corrected"
        words += f" ({read})"
    return f"{words}, {outside_in_words(row)}" if row is not None and is_contradicted(row) else words


def partners_here(option: Option, report: Report) -> str:
    """The case's call for each TKI in an option: "lorlatinib here: no data"."""
    called = ((tki, call_here(tki, option, report)) for tki in option.partner_calls)
    return "; ".join(f"{tki} here: {words}" for tki, words in called if words)


def of_all_in_words(report: Report) -> list[str]:
    """The cautions that hold beside every TKI of the case, which one is not to miss by looking at one line."""
    shared = [name for name in report.tkis[0].cautions if all(name in row.cautions for row in report.tkis)] if report.tkis else []
    return [without_errata(statement) for statement in holding(shared, report)]


def holding(names: Iterable[str], report: Report) -> list[str]:
    """What those of some cautions say that hold; one that only may hold speaks against nothing yet."""
    statements = {caution.id: caution.statement for caution in report.cautions if caution.state == "met"}
    return [statements[name] for name in names if name in statements]


def outside_in_words(row: TkiRow, *, short: bool = False) -> str:
    """What other sources say of the profiles the headline rests on, in a few words; each profile is named where they are several.

    Args:
        short: what a knowledge base says as a letter, for a narrow column.
    """
    calls = [call for call in row.profiles if call.role != "member"]
    several = len({call.profile for call in calls if call.role == "finding"}) > 1
    said = [
        f"{f'{check.profile} ' if several else ''}{f'{check.source} {LETTERS[check.says]}' if short else check.words}"
        for call in calls
        for check in call.cross_checks
        if check.says
    ]
    noted = dict.fromkeys(check.outside_says for call in calls for check in row.outside_checks if check.profile == call.profile)
    return "; ".join([*said, *([f"outside: {', '.join(noted)}"] if noted else [])])
