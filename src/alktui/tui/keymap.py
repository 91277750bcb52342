"""Keys of a user's own: keymap.toml in the configuration folder, a command's id and the keys it shall have.

[keys]
matrix = "M"
next-step = "tab,greater_than_sign"
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from alktui.plain import shown
from alktui.tui.command import COMMANDS, SHOWN, Keys, key_in_words

DEFAULT: Keys = {command.id: command.keys for command in COMMANDS}

RESERVED = ("ctrl+c", "ctrl+z", *(f"ctrl+{letter}" for letter in "hijm"))
"""What ends or suspends alktui everywhere, and what most terminals send as backspace, tab and enter."""

_AS_SHOWN = {words: key for key, words in SHOWN.items()}
ESSENTIAL = ("quit", "back", "help", "palette", "open", "down", "up")
"""Commands without which one is locked in: their last key is not given away."""


class Keymap(NamedTuple):
    """The keys of every command by its id, and one sentence for each line of the file that does not hold."""

    keys: Keys
    troubles: tuple[str, ...] = ()


def read_keymap(path: Path | None = None) -> Keymap:
    """The keys as the file has them; a line that does not hold is told and changes nothing."""
    path = path or keymap_path()
    try:
        if path is None or not path.exists() or path.is_dir():
            return Keymap(DEFAULT)
        from alktui.whole_file import read_toml  # noqa: PLC0415 - few have a key map, and the first frame waits for this

        found = read_toml(path)
    except OSError as trouble:
        return Keymap(DEFAULT, (f"it cannot be read: {trouble.strerror}",))
    except ValueError as trouble:
        return Keymap(DEFAULT, (f"it cannot be read: {trouble}",))
    asked = found.pop("keys", {})
    if not isinstance(asked, dict):
        return Keymap(DEFAULT, ("[keys] is no table",))
    strays = tuple(f"{shown(name)} does not count: keys stand under [keys]" for name in found)
    keymap = _merged(asked)
    return Keymap(keymap.keys, (*strays, *keymap.troubles))


def _merged(asked: dict[str, object]) -> Keymap:
    """The defaults with what was asked for; a key that was asked for is taken from the command that had it."""
    troubles: list[str] = []
    own: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    for name, value in asked.items():
        keys = tuple(key_of(key) for key in value.split(",") if key.strip()) if isinstance(value, str) else ()
        if name not in DEFAULT:
            troubles.append(f"{shown(name)} is no command")
        elif not keys:
            troubles.append(f'{name} has no key; write {name} = "M", or several with commas')
        elif unknown := next((key for key in keys if not is_key(key)), ""):
            troubles.append(f"{shown(unknown)} is no key that {name} could have")
        elif twice := next((key for key in keys if key in taken), ""):
            troubles.append(f"{key_in_words(twice)} is given to {taken[twice]} and to {name}")
        else:
            own[name] = keys
            taken |= dict.fromkeys(keys, name)
    for name in ESSENTIAL:
        if name not in own and all(key in taken for key in DEFAULT[name]):
            key = DEFAULT[name][0]
            taker = taken.pop(key)
            own[taker] = tuple(other for other in own[taker] if other != key)
            troubles.append(f"{key_in_words(key)} stays with {name}, which has no other key")
    kept = {name: own.get(name) or tuple(key for key in keys if key not in taken) for name, keys in DEFAULT.items()}
    troubles += [f"{name} has no key left" for name, keys in kept.items() if not keys]
    return Keymap(kept, tuple(troubles))


def key_of(typed: str) -> str:
    """A key as the framework names it: as it is shown (esc, pgdn, ?), as a letter or sign, or by its name in any case."""
    key = typed.strip()
    if key in _AS_SHOWN:
        return _AS_SHOWN[key]
    if len(key) > 1:
        name = key.lower()
        letter = name.removeprefix("shift+")
        if len(letter) == 1 and letter.isalpha():
            return letter.upper()
        return name if is_key(name) else key
    if key.isalnum():
        return key
    from textual.keys import _character_to_key  # noqa: PLC0415 - few have a key map

    return _character_to_key(key)


def is_key(name: str) -> bool:
    """Whether a key can arrive under a name, in any terminal; what is reserved cannot be another command's."""
    from textual.keys import Keys, _character_to_key  # noqa: PLC0415 - as above

    bare = name.rpartition("+")[2] or name
    signs = {_character_to_key(chr(code)) for code in range(ord("!"), ord("~") + 1)}
    held = name.removesuffix(bare)
    is_sent = len(bare) > 1 or held in ("", "alt+") or (held == "ctrl+" and bare.isalpha())
    return is_sent and name not in RESERVED and (bare in signs or bare in {key.value for key in Keys})


def as_bindings(keys: Keys) -> dict[str, str]:
    """The keys as the framework takes them; a command without one gets a name that no key has."""
    return {name: ",".join(of) or f"no-key-for-{name}" for name, of in keys.items()}


def keymap_path() -> Path | None:
    """Where the key map stands: ALKTUI_HOME, XDG_CONFIG_HOME or ~/.config; None where there is no home."""
    if home := os.environ.get("ALKTUI_HOME"):
        return Path(home) / "keymap.toml"
    base = os.environ.get("XDG_CONFIG_HOME") or (Path(os.environ["HOME"]) / ".config" if "HOME" in os.environ else "")
    return Path(base) / "alktui" / "keymap.toml" if base else None
