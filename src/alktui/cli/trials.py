"""alktui trials: statuses of the trials, as the documents print them and as the registry has them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alktui.cli.day import as_date, today
from alktui.cli.knowledge import read_knowledge, read_statuses
from alktui.cli.output import echo
from alktui.errors import InputRefused

if TYPE_CHECKING:
    from alktui.registry.refresh import Arrived


@click.group()
def trials() -> None:
    """Trial statuses: as printed, and as ClinicalTrials.gov has them."""


@trials.command()
@click.argument("numbers", nargs=-1, metavar="[NCT]...")
@click.option("--base-url", metavar="URL", help="Another address of the registry; also ALKTUI_REGISTRY_URL.")
@click.option(
    "--timeout", type=click.FloatRange(1, 600), default=30.0, show_default=True, help="Seconds an answer may stand still."
)
@click.option("--print-url", is_flag=True, help="Only print the addresses to open elsewhere; asks nothing.")
def refresh(numbers: tuple[str, ...], base_url: str | None, timeout: float, *, print_url: bool) -> None:
    """Ask ClinicalTrials.gov for the statuses of all trials, or of those named. The only command that uses the network.

    The proxy is taken from HTTPS_PROXY, certificates from SSL_CERT_FILE. Ctrl-C keeps what has arrived.
    """
    from alktui.registry import client  # noqa: PLC0415

    base = client.base_url(base_url)
    ids = _numbers(numbers)
    if print_url:
        for address in client.addresses(ids, base):
            echo(address)
        return
    from alktui.registry import refresh as work  # noqa: PLC0415

    arrived = 0
    with click.progressbar(length=len(ids), label=f"asking for {len(ids)} trials", file=sys.stderr) as bar:

        def progressed(count: int) -> None:
            nonlocal arrived
            bar.update(count - arrived)
            arrived = count

        try:
            with client.RegistryClient(base, timeout=timeout) as registry:
                done = work.refresh(registry, ids, today().isoformat(), progressed)
        except KeyboardInterrupt:
            echo(f"\nalktui: cancelled; the {arrived} status(es) that had arrived are kept", err=True)
            raise click.Abort from None
    _tell(done, "the registry does not know")


@trials.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--data-date", callback=as_date, metavar="DATE", help="The day of the data, YYYY-MM-DD, where the file does not say it."
)
def import_(file: Path, data_date: date | None) -> None:
    """Store statuses from JSON of ClinicalTrials.gov that was saved elsewhere: a page, one study or several; - is stdin."""
    from alktui.registry.refresh import import_file  # noqa: PLC0415

    source = sys.stdin.buffer if str(file) == "-" else file
    ids = tuple(dict.fromkeys(trial.nct_id for trial in read_knowledge().trials))
    day = data_date.isoformat() if data_date else ""
    done = import_file(source, ids, today().isoformat(), day)
    _tell(done, "not in the file:")
    if done.more:
        echo("alktui: the file is one page of several; save and import the next one too", err=True)


@trials.command()
@click.option("--as-of", callback=as_date, metavar="DATE", help="The day ages are counted to; today unless said.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def status(form: str, as_of: date | None) -> None:
    """List every trial, printed and registry status side by side."""
    from alktui.pages.trial_listing import listing_page  # noqa: PLC0415
    from alktui.paint.json import json_of  # noqa: PLC0415
    from alktui.paint.text import written  # noqa: PLC0415
    from alktui.triage.registry import trial_listing  # noqa: PLC0415

    catalogue = read_knowledge()
    listing = trial_listing(catalogue, read_statuses(), as_of or today())
    echo(json_of(listing) if form == "json" else written(listing_page(listing), catalogue), nl=False)


@trials.command()
def forget() -> None:
    """Remove every stored registry status; what the documents print stays."""
    from alktui.registry.store import forget_statuses  # noqa: PLC0415

    echo(f"{forget_statuses()} status(es) forgotten", err=True)


def _numbers(named: tuple[str, ...]) -> tuple[str, ...]:
    """The trials to ask for: those named, else all of the catalogue."""
    known = tuple(dict.fromkeys(trial.nct_id for trial in read_knowledge().trials))
    if not named:
        return known
    asked = tuple(dict.fromkeys(number.strip().upper() for number in named))
    for number in asked:
        if number not in known:
            raise InputRefused(f"no trial of the catalogue is {number[:40]!r}", "alktui trials status lists them", typed=number)
    return asked


def _tell(done: Arrived, of_missing: str) -> None:
    dated = f", data of {done.data_date}" if done.data_date else ", the day of the data not given"
    echo(f"{len(done.stored)} status(es) stored{dated if done.stored else ''}", err=True)
    if done.kept:
        echo(f"{len(done.kept)} kept, as what is stored is of newer data: {', '.join(done.kept)}", err=True)
    if done.missing:
        echo(f"{len(done.missing)} {of_missing} {', '.join(done.missing)}", err=True)
    if done.others or done.unnamed:
        echo(f"{len(done.others) + done.unnamed} of no trial of the catalogue, left out", err=True)
