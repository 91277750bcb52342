"""JSON text, written alike everywhere and read without surprises."""

from __future__ import annotations

import json
from collections import Counter
from operator import itemgetter
from typing import Any

from alktui.errors import InputRefused
from alktui.plain import shown


def json_bytes(value: object) -> bytes:
    """A value as indented JSON. What cannot be printed, or held by UTF-8, is written in JSON's own escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if not text.replace("\n", "").isprintable():
        text = "".join(letter if letter.isprintable() or letter == "\n" else json.dumps(letter)[1:-1] for letter in text)
    return text.encode("utf-8") + b"\n"


def read_json(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON
    """The value of a JSON text.

    Raises:
        InputRefused: it is none, or one that no honest writer makes.
    """
    try:
        return json.loads(text if isinstance(text, str) else text.decode("utf-8-sig"), object_pairs_hook=_object)
    except json.JSONDecodeError as trouble:
        raise InputRefused(
            f"line {trouble.lineno}, column {trouble.colno}: not JSON: {trouble.msg.removesuffix(' starting at')}"
        ) from None
    except UnicodeDecodeError as trouble:
        raise InputRefused(f"byte {trouble.start + 1} is not UTF-8") from None
    except RecursionError:
        raise InputRefused("the JSON is nested too deeply") from None
    except ValueError:
        raise InputRefused("a number in the JSON is too long") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of two values of one key, Python would keep the last without a word."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = max(Counter(key for key, _ in pairs).items(), key=itemgetter(1))
        raise InputRefused(f"the key {shown(twice)} stands twice in one object of the JSON", "Keep the one that holds.")
    return found
