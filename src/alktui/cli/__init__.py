"""The command line: stdout is data, stderr is talk; 0 done, 1 internal fault, 2 bad usage or input, 3 catalogue or file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

import click

from alktui import __version__
from alktui.cases.example import EXAMPLES
from alktui.cli.case import case
from alktui.cli.catalogue import catalogue
from alktui.cli.escape import escape
from alktui.cli.evidence import evidence
from alktui.cli.output import echo, silence
from alktui.cli.report import report
from alktui.cli.schema import schema
from alktui.cli.triage import print_report, triage
from alktui.cli.trials import trials
from alktui.environment import can_draw, home_named, is_terminal
from alktui.errors import AlktuiError, CatalogueFaulty, FileTrouble, InputRefused
from alktui.plain import clean


def run_command_line(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code. The only place, beside the interface, that catches what nothing else did."""
    try:
        code = cli.main(args=list(arguments), prog_name="alktui", standalone_mode=False)
    except click.exceptions.Abort as abort:
        return _aborted(abort)
    except click.ClickException as trouble:
        _tell(f"alktui: {trouble.format_message()}")
        return 2
    except AlktuiError as trouble:
        _tell(f"alktui: {trouble}")
        for fault in trouble.faults if isinstance(trouble, CatalogueFaulty) else ():
            _tell(f"  {fault}")
        return trouble.exit_code
    except (BrokenPipeError, SystemExit) as leaving:
        return _left(leaving)
    except Exception as trouble:  # the edge: no traceback ever reaches a user
        if os.environ.get("ALKTUI_DEBUG"):
            raise
        return _failed(trouble)
    return code if isinstance(code, int) else 0


def _aborted(abort: click.exceptions.Abort) -> int:
    """The exit code of a command that a person broke off, or whose input ended where it asked."""
    if not isinstance(abort.__cause__, KeyboardInterrupt):  # the command has said what became of it
        return 2
    _tell("alktui: interrupted")
    return 128 + signal.SIGINT


def _failed(trouble: Exception) -> int:
    """The exit code of a command that the system let down, as where click prints help on a full disk, or that has a fault."""
    if isinstance(trouble, OSError):
        _tell(f"alktui: the system refuses: {trouble.strerror or type(trouble).__name__}")
        silence(sys.stdout.fileno())
        return FileTrouble.exit_code
    _tell(f"alktui: an internal fault: {type(trouble).__name__}. Set ALKTUI_DEBUG=1 to see where.")
    return 1


def _left(leaving: BaseException) -> int:
    """The exit code of a command that ended itself; 0 where the reader of stdout went away, as click ends that too."""
    if isinstance(leaving, SystemExit) and not type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
        return leaving.code if isinstance(leaving.code, int) else 1
    silence(sys.stdout.fileno())
    return 0


def _tell(sentence: str) -> None:
    """Say something on stderr; what users and files wrote into it stays text."""
    echo(clean(sentence), err=True)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alktui")
@click.option(
    "--plain", is_flag=True, help="Walk a case as numbered plain text on stdin and stdout, for screen readers and pipes."
)
@click.pass_context
def cli(context: click.Context, *, plain: bool) -> None:
    """From an ALK-driven case of NSCLC or ALCL to what two reviews say of it, with sources on every line.

    Without a command the interface opens; without a terminal the report of an example case is printed.
    """
    if plain:
        if context.invoked_subcommand is not None:
            raise click.UsageError("--plain takes no command; the commands print plain text already")
        from alktui.linear import run as walk  # noqa: PLC0415 - only this option reads the knowledge here

        context.exit(walk())
    if context.invoked_subcommand is None:
        if is_terminal():
            if not can_draw():
                named = os.environ.get("TERM", "")
                problem = f"this terminal ({f'TERM={named}' if named else 'without TERM'}) cannot draw a screen"
                raise InputRefused(problem, "alktui --plain walks the case as text.")
            home_named()
            from alktui.tui import run  # noqa: PLC0415 - only this command imports textual

            context.exit(run())
        echo("alktui: no terminal here; this is the report of an example case (alktui --help lists the commands)", err=True)
        print_report(next(iter(EXAMPLES.values())), "text", None)


for command in (triage, report, case, schema, escape, catalogue, trials, evidence):
    cli.add_command(command)
