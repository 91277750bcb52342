"""The base of every noun: frozen, typed, no unknown keys."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict

_NEW = object.__new__
_SET_VALUES, _SET_GIVEN, _SET_EXTRA, _SET_PRIVATE = (
    vars(BaseModel)[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
"""The slots of a frozen record, looked up once: a report makes some hundred copies."""


class Record(BaseModel):
    """An immutable record; a key it does not know is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def but(self, **values: Any) -> Self:  # noqa: ANN401 - any field's value
        """A copy with some values replaced, which must already be valid: nothing is checked or copied deeply."""
        copied = _NEW(type(self))
        _SET_VALUES(copied, {**self.__dict__, **values})
        given = self.__pydantic_fields_set__
        _SET_GIVEN(copied, given if given.issuperset(values) else given.union(values))
        _SET_EXTRA(copied, None)
        _SET_PRIVATE(copied, None)
        return copied
