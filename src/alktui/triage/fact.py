"""What criteria are asked about: the case, its profiles and its calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import CallWord
from alktui.model.source import Source
from alktui.triage.call import called, profiles_of


class OfDisease(NamedTuple):
    """What follows from a disease alone.

    Attributes:
        scopes: the disease and every wider scope.
        named: those of them that name it, not so wide as "solid tumour".
        states: by biomarker, the state that the diagnosis gives it, and the sources for that.
        bypass_markers: the biomarkers with a state that count as bypass markers in it.
    """

    scopes: frozenset[str]
    named: frozenset[str]
    states: dict[str, tuple[str, tuple[Source, ...]]]
    bypass_markers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CaseFacts:
    """A case with what follows from it.

    Attributes:
        calls: the headline call by TKI; None where the case has no profile.
        of_disease: what its disease says.
        findings, possible: the names of its profiles, and of the compounds that could be there.
    """

    case: Case
    catalogue: Catalogue
    calls: Mapping[str, CallWord | None]
    of_disease: OfDisease
    findings: frozenset[str] = field(default=frozenset())
    possible: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, case: Case, catalogue: Catalogue, calls: Mapping[str, CallWord | None]) -> CaseFacts:
        """The facts of a case, its profiles named."""
        rows = profiles_of(case)
        findings = frozenset(profile.text for role, profile, _ in rows if role == "finding")
        possible = frozenset(profile.text for role, profile, _ in rows if role == "possible-compound")
        return cls(case, catalogue, calls, _of_disease(case.disease, catalogue), findings, possible)

    def learning(self, case: Case, calls: Mapping[str, CallWord | None]) -> CaseFacts:
        """The facts of this case with something more known; the profiles are named anew only where they can differ."""
        if case.phase == self.case.phase and case.findings == self.case.findings and case.disease == self.case.disease:
            return CaseFacts(case, self.catalogue, calls, self.of_disease, self.findings, self.possible)
        return CaseFacts.of(case, self.catalogue, calls)

    def of_one(self, finding: str) -> CaseFacts:
        """The facts of this case with one of its findings alone, and the compounds that it may be part of."""
        members = set(finding.split("+"))
        possible = frozenset(profile for profile in self.possible if members <= set(profile.split("+")))
        calls: dict[str, CallWord | None] = {tki: called(tki, finding, self.case.disease, self.catalogue) for tki in self.calls}
        return CaseFacts(self.case, self.catalogue, calls, self.of_disease, frozenset({finding}), possible)

    def possible_calls(self, tki: str) -> frozenset[CallWord | None]:
        """Every headline call that the phase could still give: one where nothing depends on the phase.

        Which findings share an allele decides which profiles there are; the headline is then the most cautious of them. Where
        all profiles that could be there agree, so does every headline.
        """
        if not self.possible or tki not in self.calls:
            return frozenset({self.calls.get(tki)})
        profiles = self.findings | self.possible
        return frozenset(called(tki, profile, self.case.disease, self.catalogue) for profile in profiles)

    @property
    def scopes(self) -> frozenset[str]:
        """The disease of the case and every wider scope."""
        return self.of_disease.scopes

    @property
    def bypass_markers(self) -> tuple[tuple[str, str], ...]:
        """The biomarkers with a state that count as bypass markers in this disease."""
        return self.of_disease.bypass_markers

    def biomarker_state(self, biomarker: str) -> tuple[str | None, tuple[Source, ...]]:
        """The state of a biomarker, and the sources where the diagnosis gives it; None where not known."""
        given = self.case.biomarkers.get(biomarker)
        return (given, ()) if given is not None else self.of_disease.states.get(biomarker, (None, ()))


def _of_disease(disease: str, catalogue: Catalogue) -> OfDisease:
    """What a disease says, made once."""
    key = f"facts of {disease}"
    if key not in catalogue.memo:
        scopes = catalogue.scopes.get(disease, frozenset({disease}))
        markers = catalogue.biomarkers
        given = [(marker.id, default) for marker in markers for default in marker.defaults if default.disease in scopes]
        bypass = tuple((marker.id, state) for marker in markers for state in marker.bypass_states_in(scopes))
        states = {marker: (default.state, default.sources) for marker, default in reversed(given)}
        wide = {known.id for known in catalogue.diseases if known.wide}
        catalogue.memo[key] = OfDisease(scopes, scopes - wide, states, bypass)
    return cast("OfDisease", catalogue.memo[key])
