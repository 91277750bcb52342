"""Where every word of a command leaves it: to the terminal or a pipe, and to a file."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from alktui.errors import FileTrouble
from alktui.plain import inert
from alktui.whole_file import FileThere, write_file


def echo(text: str | bytes, *, nl: bool = True, err: bool = False) -> None:
    """Print on stdout, or on stderr. Nothing of it commands a terminal, whoever wrote it; bytes are a file's and stay.

    Raises:
        FileTrouble: stdout takes nothing, as where the disk is full.
        BrokenPipeError: who read it went away.
    """
    try:
        click.echo(inert(text) if isinstance(text, str) else text, nl=nl, err=err)
    except BrokenPipeError:
        raise
    except OSError as trouble:
        if err:  # there is nobody to tell
            silence(sys.stderr.fileno())
            return
        silence(sys.stdout.fileno())
        raise FileTrouble(f"what was to be printed cannot be written: {trouble.strerror}") from trouble


def silence(handle: int) -> None:
    """Send to nowhere what is still held for a stream that takes nothing."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), handle)


def write_output(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file that its owner alone can read, whole or not at all.

    Args:
        force: whether --force was given.

    Raises:
        FileTrouble: there is one and it may not be replaced, or it cannot be written.
    """
    try:
        write_file(path, content, force=force)
    except FileThere as there:
        raise FileTrouble(there.problem, "Name another file, or give --force to replace it.") from None
