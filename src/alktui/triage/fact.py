"""What criteria are asked about: the case, its profiles and its calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import CallWord
from alktui.model.source import Source
from alktui.triage.call import add_up, counted_evidence, profiles_of


@dataclass(frozen=True)
class CaseFacts:
    """A case with what follows from it.

    Attributes:
        calls: the headline call by TKI; None where the case has no profile.
        findings, possible: the names of its profiles, and of the compounds that could be there.
    """

    case: Case
    catalogue: Catalogue
    calls: Mapping[str, CallWord | None]
    findings: frozenset[str] = field(default=frozenset())
    possible: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, case: Case, catalogue: Catalogue, calls: Mapping[str, CallWord | None]) -> CaseFacts:
        """The facts of a case, its profiles named."""
        rows = profiles_of(case)
        findings = frozenset(profile.text for role, profile, _ in rows if role == "finding")
        possible = frozenset(profile.text for role, profile, _ in rows if role == "possible-compound")
        return cls(case, catalogue, calls, findings, possible)

    def learning(self, case: Case, calls: Mapping[str, CallWord | None]) -> CaseFacts:
        """The facts of this case with something more known; the profiles are named anew only where they can differ."""
        if case.phase == self.case.phase and case.findings == self.case.findings:
            return CaseFacts(case, self.catalogue, calls, self.findings, self.possible)
        return CaseFacts.of(case, self.catalogue, calls)

    def possible_calls(self, tki: str) -> frozenset[CallWord | None]:
        """Every headline call that the phase could still give: one where nothing depends on the phase.

        Which findings share an allele decides which profiles there are; the headline is then the most cautious of them. Where
        all profiles that could be there agree, so does every headline.
        """
        if not self.possible or tki not in self.calls:
            return frozenset({self.calls.get(tki)})
        profiles = self.findings | self.possible
        return frozenset(add_up(counted_evidence(tki, profile, self.catalogue))[0] for profile in profiles)

    @property
    def scopes(self) -> frozenset[str]:
        """The disease of the case and every wider scope."""
        return self.catalogue.scopes.get(self.case.disease, frozenset({self.case.disease}))

    @property
    def bypass_markers(self) -> tuple[tuple[str, str], ...]:
        """The biomarkers with a state that count as bypass markers in this disease; found once a disease."""
        memo, key = self.catalogue.memo, f"bypass markers in {self.case.disease}"
        if key not in memo:
            markers = self.catalogue.biomarkers
            memo[key] = tuple((marker.id, state) for marker in markers for state in marker.bypass_states_in(self.scopes))
        return cast("tuple[tuple[str, str], ...]", memo[key])

    def biomarker_state(self, biomarker: str) -> tuple[str | None, tuple[Source, ...]]:
        """The state of a biomarker, and the sources where the diagnosis gives it; None where not known."""
        given = self.case.biomarkers.get(biomarker)
        if given is not None:
            return given, ()
        record = self.catalogue.biomarker.get(biomarker)
        for default in record.defaults if record else ():
            if default.disease in self.scopes:
                return default.state, default.sources
        return None, ()
