"""A place in a JSON value: what stands below it, and what it is called in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from alktui.cases.importing.gathering import Gathering
from alktui.plain import clean


@dataclass(frozen=True)
class JsonNode:
    """A value with its path; a value that is missing is None, and so is all below it."""

    value: object
    path: str
    gathering: Gathering

    def __getitem__(self, name: str) -> JsonNode:
        """The value of a key, in camelCase or, as protobuf may also write it, in snake_case."""
        path = f"{self.path}.{name}" if self.path else name
        found = None
        if isinstance(self.value, dict):
            snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
            found = self.value.get(name, self.value.get(snake))
        elif self.value is not None:
            self._told("an object")
        return JsonNode(found, path, self.gathering)

    def __bool__(self) -> bool:
        return self.value is not None

    @property
    def items(self) -> list[JsonNode]:
        """The values of a list."""
        if isinstance(self.value, list):
            return [JsonNode(value, f"{self.path}[{number}]", self.gathering) for number, value in enumerate(self.value)]
        if self.value is not None:
            self._told("a list")
        return []

    @property
    def text(self) -> str:
        """A text, cleaned; empty where there is none. A number, as others write one into a text's place, is its digits."""
        if isinstance(self.value, str):
            return clean(self.value).strip()
        if isinstance(self.value, int | float) and not isinstance(self.value, bool) and isfinite(self.value):
            return str(self.value)
        if self.value is not None:
            self._told("a text")
        return ""

    def _told(self, wanted: str) -> None:
        told = f"{self.path or 'the whole'}: "
        if not any(refusal.problem.startswith(told) for refusal in self.gathering.refusals):
            self.gathering.refuse(self.path or "the whole", f"it is not {wanted}, so it was passed over")
