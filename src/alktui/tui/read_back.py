"""How what was typed was read, said once it is taken, so that nobody has to guess; nothing where it was read as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.cases.beside_text import beside_in_words, parts_of, text_of_beside
from alktui.cases.therapy_text import text_of_therapy
from alktui.tui.view.case import again_in_words, profiles_of_lines

if TYPE_CHECKING:
    from alktui.tui.session import Session

PHASE = "on the line Phase, left and right say whether the variants stand on one allele (cis); it is taken as unknown"


def read_back(key: str, typed: str, session: Session) -> str:
    """What to say of a text that was taken on a line of the form; of the phase only once the list of variants has ended."""
    kind, _, place = key.partition(":")
    if not typed.strip():
        return PHASE if place == "+" and is_phase_open(key, session) else ""
    if kind == "beside":
        beside = parts_of(typed)
        return "" if text_of_beside(beside) == typed.strip() and beside.sampled else f"read as {beside_in_words(beside)}"
    if kind == "finding":
        at = len(session.entry.findings) - 1 if place == "+" else int(place)
        again = again_in_words(profiles_of_lines(session), at)
        twice = (f"entered twice, {again}: it counts once, with every specimen",) if again else ()
        return "; ".join((*twice, *_finding(typed, session), *((PHASE,) if place != "+" and is_phase_open(key, session) else ())))
    return _therapy(kind, place, typed, session) if kind in ("prior", "prior-therapy") else ""


def is_phase_open(key: str, session: Session) -> bool:
    """Whether a variant was entered beside another one, and nothing says whether they share an allele."""
    report = session.report
    if report is None or not key.startswith("finding:"):
        return False
    return len(report.case.counted) > 1 and "phase unknown" in report.case.assumed


def _finding(typed: str, session: Session) -> tuple[str, ...]:
    if session.catalogue is None:
        return ()
    from alktui.cases.finding_text import CIS, is_joined_by_plus, split_finding  # noqa: PLC0415 - after the first frame
    from alktui.variants import read_finding  # noqa: PLC0415

    whole = split_finding(typed, session.catalogue.known_profiles)
    if whole is not None:
        return (f"read as {whole.text} with {beside_in_words(whole.beside)}",)
    reading = read_finding(typed, known=session.catalogue.known_profiles)
    return (*((CIS,) if is_joined_by_plus(typed, reading) else ()), *reading.notices)


def list_to_ask(key: str, typed: str, session: Session) -> tuple[str, ...]:
    """The findings of a line whose phase is to be asked at once; none where it is said, or there are not two that count."""
    if not typed.strip() or session.catalogue is None or session.report is None or not is_phase_open(key, session):
        return ()
    from alktui.cases.finding_text import is_phase_said  # noqa: PLC0415 - after the first frame
    from alktui.errors import VariantRefused  # noqa: PLC0415 - after the first frame
    from alktui.variants import read_finding  # noqa: PLC0415

    try:
        reading = read_finding(typed, known=session.catalogue.known_profiles)
    except VariantRefused:
        return ()
    counted = {finding.profile for finding in session.report.case.counted}
    several = tuple(profile.text for profile in reading.profiles if profile.text in counted)
    return several if reading.relation == "unknown" and len(several) > 1 and not is_phase_said(typed) else ()


def _therapy(kind: str, place: str, typed: str, session: Session) -> str:
    lines = session.entry.prior if kind == "prior" else session.entry.prior_therapies
    therapy = lines[-1 if place == "+" else int(place)]
    text = text_of_therapy(therapy)
    is_one_day = bool(therapy.started and not therapy.ended and therapy.outcome not in ("", "ongoing"))
    if text == typed.strip() and not is_one_day:
        return ""
    return f"read as {text}" + (f'; write "to {therapy.started}" if it ended then' if is_one_day else "")
