"""`python -m alktui`, and the alktui command."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys


def interrupted(*_: object) -> None:
    """End at ctrl-c with one line: while modules are imported there is nothing to finish, and a traceback helps nobody."""
    try:
        os.write(2, b"alktui: interrupted\n")
    finally:
        os._exit(128 + signal.SIGINT)


signal.signal(signal.SIGINT, interrupted)  # before anything else is imported

from alktui.environment import can_draw, home_named, is_terminal  # noqa: E402 - as said above
from alktui.errors import FileTrouble  # noqa: E402
from alktui.plain import as_escape  # noqa: E402


def _sound_streams() -> None:
    """Give the program the three streams it counts on: a closed one reads nothing, and no letter is one too many for it.

    A letter that the encoding of a stream lacks is written as JSON writes it, so that JSON stays whole and text readable.
    """
    was_closed = {name: getattr(sys, name) is None for name in ("stdin", "stdout", "stderr")}
    if any(was_closed.values()):
        while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - stderr; else a file would take its place
            pass
        os.close(handle)
        for name in (name for name, closed in was_closed.items() if closed):
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for good
    if was_closed["stdout"]:
        sys.stderr.write("alktui: stdout is closed, so that nothing can be printed.\n")
        sys.exit(3)
    codecs.register_error("alktui", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="alktui")


def _escaped(trouble: UnicodeError) -> tuple[str, int]:
    if not isinstance(trouble, UnicodeEncodeError):
        raise trouble
    return as_escape(trouble.object[trouble.start : trouble.end]), trouble.end


def main() -> None:
    """Open the interface where nothing else is asked for, else run the command line.

    The interface is opened before the command line's modules are imported: start-up is felt at every start.
    """
    _sound_streams()
    if len(sys.argv) == 1 and is_terminal() and can_draw():
        try:
            home_named()
        except FileTrouble as trouble:  # before the screen is drawn, where nobody would read it
            sys.stderr.write(f"alktui: {trouble}\n")
            sys.exit(trouble.exit_code)
        from alktui.tui import run  # noqa: PLC0415 - only the interface imports textual

        sys.exit(run())
    from alktui.cli import run_command_line  # noqa: PLC0415 - click and the catalogue are not needed above

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a command may have something to finish
    try:
        sys.exit(run_command_line(sys.argv[1:]))
    except KeyboardInterrupt:
        interrupted()


if __name__ == "__main__":
    main()
