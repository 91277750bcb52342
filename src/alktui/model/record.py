"""The base of every noun: frozen, typed, no unknown keys."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable record; a key it does not know is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def but(self, **values: Any) -> Self:  # noqa: ANN401 - any field's value
        """A copy with some values replaced, which must already be valid: nothing is checked or copied deeply."""
        copied = type(self).__new__(type(self))
        object.__setattr__(copied, "__dict__", {**self.__dict__, **values})
        given = self.__pydantic_fields_set__
        object.__setattr__(copied, "__pydantic_fields_set__", given if given.issuperset(values) else given.union(values))
        object.__setattr__(copied, "__pydantic_extra__", None)
        object.__setattr__(copied, "__pydantic_private__", None)
        return copied
