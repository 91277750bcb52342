"""What holds for every text: order, case and separator change nothing; names are read back; nothing else is raised."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from alktui.errors import VariantRefused
from alktui.model.variant import THREE_LETTERS, Profile, Variant
from alktui.variants import PROTEIN_LENGTH, Reading, read_finding, read_profile, reference_residue
from alktui.variants.change import Change
from alktui.variants.normal_form import normal
from alktui.variants.sequence import protein

RESIDUES = st.sampled_from([letter for letter in THREE_LETTERS if letter != "*"])
CIS = st.sampled_from(["+", " + ", "+p.", "+ALK "])
LISTED = st.sampled_from([", ", ",", ";", "; ", " and ", " AND ALK ", " & ", " "])
FRAGMENTS = st.sampled_from(
    "p. c. [ ] ( ) ; + / (;) ]; [ del dup ins delins fs = * > _ , :: ALK NPM1-ALK EML4::ALK NM_004304.5: NP_004295: G1202 R "
    "Gly1202 Arg 3604 G A I1171 T N l1171 1151Tins L256M Ter X and or % 0 9999 Fusion".split()
)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A change of any kind, as it may be typed; it fits."""
    kind = draw(st.sampled_from(["substitution", "deletion", "duplication", "insertion", "delins", "frameshift"]))
    start = draw(st.integers(2, PROTEIN_LENGTH - 5))
    end = start if kind in {"substitution", "frameshift"} else start + draw(st.integers(1 if kind == "insertion" else 0, 4))
    end = start + 1 if kind == "insertion" else end
    ends = [reference_residue(position) or "" for position in dict.fromkeys((start, end))]
    alternate = ""
    if kind == "substitution":
        alternate = draw(st.sampled_from([letter for letter in THREE_LETTERS if letter != ends[0]]))
    elif kind in {"insertion", "delins"}:
        alternate = draw(st.text(RESIDUES, min_size=1, max_size=6))
        there = "".join(reference_residue(position) or "" for position in range(start, end + 1))
        if kind == "delins" and alternate == there:
            alternate += "W"
    return Change(kind, start, end, "".join(ends), alternate)  # type: ignore[arg-type]


def variants() -> st.SearchStrategy[Variant]:
    """A variant of any kind, in its normal form."""
    return changes().map(normal)


def changed_protein(kind: str, start: int, end: int, alternate: str) -> str:
    """The protein that a change makes."""
    if kind == "insertion":
        return protein()[:start] + alternate + protein()[start:]
    there = protein()[start - 1 : end]
    return protein()[: start - 1] + (there * 2 if kind == "duplication" else alternate) + protein()[end:]


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """One to four variants that one allele can hold."""
    taken: set[int] = set()
    members = []
    for variant in draw(st.lists(variants(), min_size=1, max_size=4)):
        span = set(range(variant.start, variant.end + 1))
        if not span & taken:
            members.append(variant)
            taken |= span
    return Profile.of(*members)


@given(changes())
def test_normal_form_is_the_same_protein(change: Change) -> None:
    made = normal(change)
    expected = changed_protein(change.kind, change.start, change.end, change.alternate)
    assert changed_protein(made.kind, made.start, made.end, made.alternate) == expected


@given(changes(), changes())
@example(Change("insertion", 1200, 1201, "AG", "G"), Change("duplication", 1202, 1202, "G"))
@example(Change("deletion", 1201, 1201, "G"), Change("deletion", 1202, 1202, "G"))
def test_variants_are_equal_when_their_proteins_are(one: Change, other: Change) -> None:
    proteins = [changed_protein(change.kind, change.start, change.end, change.alternate) for change in (one, other)]
    if "frameshift" not in {one.kind, other.kind}:
        assert (normal(one) == normal(other)) == (proteins[0] == proteins[1])


@given(profiles())
def test_name_is_read_back(profile: Profile) -> None:
    assert read_profile(profile.text) == profile


@given(profiles())
def test_hgvs_is_read_back(profile: Profile) -> None:
    assert read_profile(profile.hgvs) == profile
    assert read_profile(f"NP_004295.2:{profile.hgvs}") == profile


@given(profiles(), CIS, st.data())
def test_order_and_separator_change_nothing(profile: Profile, separator: str, data: st.DataObject) -> None:
    members = data.draw(st.permutations([variant.text for variant in profile.variants]))
    assert read_profile(separator.join(members)) == profile


@given(profiles(), LISTED, st.data())
def test_list_is_of_unknown_phase_whatever_parts_it(profile: Profile, separator: str, data: st.DataObject) -> None:
    members = data.draw(st.permutations([variant.text for variant in profile.variants]))
    reading = read_finding(separator.join(members))
    assert [found.text for found in reading.profiles] == [variant.text for variant in profile.variants]
    assert reading.relation == ("unknown" if len(members) > 1 else "one")


@given(profiles(), st.sampled_from([str.upper, str.lower, str.swapcase]))
def test_case_changes_nothing(profile: Profile, recase: type[str]) -> None:
    assert read_profile(recase(profile.text)) == profile
    assert read_profile(recase(profile.hgvs)) == profile


@given(st.integers(1, PROTEIN_LENGTH), RESIDUES, st.lists(st.booleans(), min_size=6, max_size=6))
def test_any_mixture_of_case_is_the_same_substitution(position: int, alternate: str, capitals: list[bool]) -> None:
    reference = reference_residue(position)
    if reference == alternate:
        return
    name = f"{reference}{position}{alternate}"
    typed = "".join(letter.upper() if capital else letter.lower() for letter, capital in zip(name, capitals, strict=False))
    assert read_profile(typed).text == name[: len(typed)]


@given(profiles(), profiles(), st.sampled_from(["trans", "unknown"]))
def test_order_of_separate_profiles_changes_nothing(one: Profile, other: Profile, phase: str) -> None:
    if one == other:
        return
    between = ";" if phase == "trans" else "(;)"
    texts = [f"[{';'.join(variant.text for variant in profile.variants)}]" for profile in (one, other)]
    forth, back = read_finding(f"p.{between.join(texts)}"), read_finding(f"p.{between.join(reversed(texts))}")
    assert forth == back
    assert (forth.relation, set(forth.profiles)) == (phase, {one, other})


def require_answer(text: str) -> None:
    """Either a reading that holds profiles or a refusal of one printable sentence."""
    try:
        reading = read_finding(text, known=("G1202R", "C1156Y+L1198F"))
    except VariantRefused as refusal:
        require_plain_refusal(refusal, text)
        return
    assert isinstance(reading, Reading)
    assert (len(reading.profiles) == 1) == (reading.relation == "one")
    assert all(notice.isprintable() for notice in reading.notices)


def require_plain_refusal(refusal: VariantRefused, text: str) -> None:
    """One printable sentence that keeps what was typed; what it suggests can be typed."""
    assert str(refusal).isprintable()
    assert refusal.typed == text
    for suggestion in refusal.suggestions:
        assert suggestion.isprintable()


@given(st.text(max_size=220))
@example("c.3604_3606dup" * 3)
@example("/" * 100)
@example("\u2460202R")
def test_any_text_is_read_or_refused(text: str) -> None:
    require_answer(text)


@given(st.lists(FRAGMENTS, max_size=12), st.sampled_from(["", " "]))
def test_any_heap_of_notation_is_read_or_refused(fragments: list[str], between: str) -> None:
    require_answer(between.join(fragments))


@given(
    st.from_regex(
        r"(p\.)?[A-Za-z*]{0,4}[0-9]{1,5}(_[A-Za-z]{1,3}[0-9]{1,5})?(del|dup|ins|fs|delins)?[A-Za-z*=]{0,6}", fullmatch=True
    )
)
def test_anything_like_a_variant_is_read_or_refused(text: str) -> None:
    require_answer(text)


@given(st.from_regex(r"c\.[-*]?[0-9]{3,5}([+-][0-9])?(_[0-9]{3,5})?(del|dup|ins|delins|[ACGT]>)?[ACGTN]{0,7}", fullmatch=True))
def test_anything_like_a_coding_change_is_read_or_refused(text: str) -> None:
    require_answer(text)
