"""Names as users type them -> names of the catalogue. Case, hyphens and blanks make no difference."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from alktui.cases.therapy_text import EXAMPLE, OUTCOMES, text_of_therapy, therapy_of_text
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.model.vocabulary import Therapy
from alktui.plain import OTHER, clean, other_name, shown

_MOST_SUGGESTED = 4
_MOST_LISTED = 12
_LONGEST_NAME = 60


def folded(text: str) -> str:
    """A name without case, hyphens, blanks and punctuation."""
    return "".join(letter for letter in clean(text).casefold() if letter.isalnum() or letter == "+")


def find(typed: str, names: Mapping[str, Iterable[str]], field: str, what: str) -> str:
    """The id whose names hold what was typed.

    Args:
        names: every id with all names it goes by.
        field: the field of the case, for the refusal.
        what: what is looked for, in words, with its article.

    Raises:
        InputRefused: none fits; the nearest names are suggested.
    """
    wanted = folded(typed)
    known = _ids_by_name(names)
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=4, cutoff=0.5)
    suggestions = _suggested(wanted, known, near)
    listed = suggestions or tuple(names)[:_MOST_LISTED]
    hint = f"Did you mean {_either(suggestions)}?" if suggestions else f"Use one of {', '.join(listed)}."
    raise InputRefused(f"{shown(typed)} is not {what} known here", hint, field=field, typed=typed, suggestions=listed)


def find_drug(typed: str, names: Mapping[str, Iterable[str]], field: str, what: str, listed: str) -> str:
    """As `find`, for a drug: none is suggested that is more than one letter away, since that is another drug.

    Args:
        listed: what may be typed instead, in words.
    """
    wanted = folded(typed)
    known = _ids_by_name(names)
    if wanted in known:
        return known[wanted]
    suggestions = _suggested(wanted, known, [name for name in known if is_a_letter_away(wanted, name)])
    hint = f"Did you mean {_either(suggestions)}?" if suggestions else f"Use one of {listed}."
    raise InputRefused(f"{shown(typed)} is not {what} known here", hint, field=field, typed=typed, suggestions=suggestions)


def _ids_by_name(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {folded(name): identity for identity, spellings in names.items() for name in (*spellings, identity)}


def _suggested(wanted: str, known: Mapping[str, str], near: Iterable[str]) -> tuple[str, ...]:
    """The ids whose names begin so, then those that are near."""
    begun = [name for name in known if wanted and name.startswith(wanted)]
    return tuple(dict.fromkeys(known[name] for name in (*begun, *near)))[:_MOST_SUGGESTED]


def is_a_letter_away(one: str, other: str) -> bool:
    """Whether a letter more, less or different, or two neighbours exchanged, is all that parts two names."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    exchanged = f"{one[1:2]}{one[:1]}{one[2:]}" == other
    return exchanged or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def find_disease(typed: str, catalogue: Catalogue) -> str:
    """The disease of a case."""
    names = {disease.id: (disease.name, *disease.synonyms) for disease in catalogue.diseases if disease.choice}
    return find(typed, names, "disease", "a disease")


def find_tki(typed: str, catalogue: Catalogue) -> str:
    """An ALK TKI that may have been given before: its id, or `other:NAME` for one that is not known here and is typed so.

    Raises:
        InputRefused: it is not known and not typed so, or it is no ALK TKI.
    """
    tkis = [therapy for therapy in catalogue.therapies if "alk-tki" in therapy.classes and therapy.kind == "alk-tki"]
    names = {therapy.id: (therapy.name, *therapy.synonyms) for therapy in tkis}
    name = " ".join(clean(other_name(typed)).split())
    is_other = typed.strip().casefold().startswith(OTHER)
    listed = f"{', '.join(therapy.name for therapy in tkis)}, or {OTHER}NAME for another ALK TKI"
    try:
        return _find_given(name if is_other else typed, names, "prior", "an ALK TKI", listed)
    except InputRefused as refusal:
        try:
            other = find_therapy(name or typed, catalogue)
        except InputRefused:
            if not is_other:
                raise refusal from None
            return _other_tki(name, typed)
        problem = f"{shown(name or typed)} is not an ALK TKI"
        raise InputRefused(
            problem, f"Enter it among the other prior therapies: --prior-therapy {other}.", field="prior", typed=typed
        ) from None


def _other_tki(name: str, typed: str) -> str:
    """An ALK TKI that is known by its name alone.

    Raises:
        InputRefused: that is no name.
    """
    if not any(letter.isalpha() for letter in name) or len(name) > _LONGEST_NAME:
        problem = f"{shown(typed)} has no name of at most {_LONGEST_NAME} letters behind {OTHER}"
        raise InputRefused(problem, f"Write {OTHER}NAME with the name of the ALK TKI.", field="prior", typed=typed)
    return f"{OTHER}{name}"


def find_therapy(typed: str, catalogue: Catalogue) -> str:
    """A prior therapy that is not an ALK TKI; classes such as chemotherapy are suggested first."""
    others = [therapy for therapy in catalogue.therapies if "alk-tki" not in (*therapy.classes, therapy.id)]
    first = sorted(others, key=lambda therapy: (not therapy.prior_class, therapy.id))
    try:
        names = {therapy.id: (therapy.name, *therapy.synonyms) for therapy in first}
        return _find_given(
            typed, names, "prior-therapy", "a therapy", ", ".join(therapy.id for therapy in first if therapy.prior_class)
        )
    except InputRefused:
        tkis = [therapy for therapy in catalogue.therapies if therapy.kind == "alk-tki" and therapy.id != "alk-tki"]
        named = next((therapy.id for therapy in tkis if _is_named(typed, therapy)), "")
        tki = named or (typed.strip() if other_name(typed) else "")
        if not tki:
            raise
    problem = f"{shown(typed)} is an ALK TKI"
    raise InputRefused(problem, f"Enter it among the prior ALK TKIs: --prior {tki}.", field="prior-therapy", typed=typed)


def _is_named(typed: str, therapy: Therapy) -> bool:
    return folded(typed) in {folded(name) for name in (therapy.id, therapy.name, *therapy.synonyms)}


def _find_given(typed: str, names: Mapping[str, Iterable[str]], field: str, what: str, listed: str) -> str:
    """The id of a therapy; where words stand behind a name that is known, they are what is refused."""
    try:
        return find_drug(typed, names, field, what, listed)
    except InputRefused:
        known = {folded(name) for identity, spellings in names.items() for name in (*spellings, identity)}
        words = clean(typed).split()
        name = next((" ".join(words[:end]) for end in range(len(words) - 1, 0, -1) if folded("".join(words[:end])) in known), "")
        if not name:
            raise
    behind = " ".join(words[len(name.split()) :]).strip(" ,;>")
    near = tuple(difflib.get_close_matches(behind.casefold(), OUTCOMES, n=1, cutoff=0.5))
    hint = f"Did you mean {near[0]}?" if near else f"How it ended is one of {', '.join(OUTCOMES)}."
    if folded(behind) in known:
        hint = "Each therapy goes on a line of its own."
    problem = f"{shown(behind)} behind {name.rstrip(',;')} is not understood"
    raise InputRefused(problem, f"{hint} For example: {EXAMPLE}.", field=field, typed=behind, suggestions=near)


def named_therapy(text: str, field: str, catalogue: Catalogue) -> str:
    """A therapy as it is written, by the name of the catalogue, also where its name was begun and can be only one; else the text.

    Args:
        field: prior or prior-therapy.
    """
    typed = therapy_of_text(text)
    try:
        name = (find_tki if field == "prior" else find_therapy)(typed.name, catalogue)
    except InputRefused:
        is_tki = field == "prior"
        known = [therapy for therapy in catalogue.therapies if (therapy.kind == "alk-tki") == is_tki and therapy.id != "alk-tki"]
        begun = [therapy.id for therapy in known if therapy.id.startswith(clean(typed.name).strip().casefold())]
        if not typed.name or len(begun) != 1:
            return text
        name = begun[0]
    return text_of_therapy(replace(typed, name=name))


def find_outcome(typed: str, field: str) -> str:
    """How a therapy ended."""
    return find(typed, dict.fromkeys(OUTCOMES, ()), field, "an outcome of a therapy")


def find_biomarker(typed: str, catalogue: Catalogue) -> str:
    """A biomarker."""
    names = {marker.id: (marker.name, *marker.synonyms) for marker in catalogue.biomarkers}
    return find(typed, names, "biomarker", "a biomarker")


def find_state(typed: str, biomarker: str, catalogue: Catalogue) -> str:
    """A state of a biomarker."""
    states = catalogue.biomarker[biomarker].states
    return find(typed, dict.fromkeys(states, ()), "biomarker", f"a state of {biomarker}")


def find_choice(typed: str, choices: tuple[str, ...], field: str) -> str:
    """One of a few fixed words."""
    return find(typed, dict.fromkeys(choices, ()), field, f"a value of {field}")


def find_choice_given(typed: str, choices: tuple[str, ...], field: str) -> str | None:
    """One of a few fixed words; None where nothing was entered."""
    return find_choice(typed, choices, field) if typed.strip() else None


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
