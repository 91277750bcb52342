"""The linear mode: the whole walk as numbered plain text, for screen readers, dumb terminals and pipes.

Lines of at most 80 ASCII characters; no colour, box, cursor movement, alternate screen or animation.
"""

from __future__ import annotations

import sys


def run() -> int:
    """Walk a case on standard input and output; the exit code: 0, or 130 when interrupted.

    Raises:
        AlktuiError: the catalogue cannot be read.
    """
    try:
        # Within the try, so that an interrupt while the knowledge is read ends as quietly as one at a prompt.
        from alktui.linear.sitting import sit  # noqa: PLC0415 - pydantic is slow to import and --help needs none of it

        sit()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        return 130
    return 0
