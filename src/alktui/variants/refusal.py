"""How a text is refused: the words, made safe to print."""

from __future__ import annotations

from alktui.errors import VariantRefused

_LONGEST_QUOTE = 60
EXAMPLES = "Type a variant like G1202R, p.Gly1202Arg, T1151dup or c.3604G>A; join those on one allele with +"


def shown(text: str) -> str:
    """A text of the user's, safe to print: at most 60 characters, none of which controls a terminal."""
    kept = "".join(character for character in text if character.isprintable())
    return kept if len(kept) <= _LONGEST_QUOTE else f"{kept[: _LONGEST_QUOTE - 3]}..."


def quoted(text: str) -> str:
    """A text of the user's in quotation marks, safe to print."""
    return f"'{shown(text)}'"


def refused(problem: str, hint: str | None = None, *, typed: str = "", suggestions: tuple[str, ...] = ()) -> VariantRefused:
    """The refusal of a variant, to be raised."""
    return VariantRefused(problem, hint, field="variant", typed=typed, suggestions=suggestions)


def listed(names: tuple[str, ...], word: str = "or") -> str:
    """Names as a phrase: `A`, `A or B`, `A, B or C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def asked(names: tuple[str, ...]) -> str:
    """The question that names at most three suggestions, to stand behind a problem; empty when there are none."""
    return f"; did you mean {listed(names[:3])}?" if names else ""
