"""`python -m alktui`, and the alktui command."""

from __future__ import annotations

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


def main() -> None:
    """Open the interface where nothing else is asked for, else run the command line.

    The interface is opened before the command line's modules are imported: start-up is felt at every start.
    """
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
