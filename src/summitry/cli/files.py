"""Files of facts: ``convert``, ``new``."""

from datetime import datetime
from pathlib import Path

import click

from summitry.cli.inputs import FACTS
from summitry.cli.output import json_option, say, tell, tell_json


@click.command(short_help="Convert facts from a folder to a workbook, or back.")
@click.argument("source", metavar="SOURCE", type=FACTS)
@click.argument("destination", metavar="DESTINATION", type=FACTS)
@click.option("--overwrite", is_flag=True, help="Replace a DESTINATION that is there already.")
@json_option
def convert(source: Path, destination: Path, overwrite: bool, as_json: bool) -> None:
    """Convert the facts of a summit from a folder to an Excel workbook, or back, without loss.

    SOURCE is a summit folder or an .xlsx file; DESTINATION is the other of the two.

    \b
    Example:
      summitry convert examples/vilnius-2023 vilnius.xlsx
      summitry convert vilnius.xlsx vilnius-again
    """
    from summitry.formats import convert as convert_facts

    reading = convert_facts(source, destination, overwrite=overwrite)
    for warning in reading.warnings:
        say(f"warning: {warning}")
    _tell_written(destination, as_json=as_json)


@click.command(short_help="Write empty facts to fill in: a folder or a workbook.")
@click.argument("folder", metavar="DIR", required=False, type=FACTS)
@click.option("--workbook", metavar="FILE.xlsx", type=FACTS, help="Write an Excel workbook instead of a folder.")
@click.option(
    "--first-day",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day of the summit, such as 2026-10-24.  [default: today]",
)
@json_option
def new(folder: Path | None, workbook: Path | None, first_day: datetime | None, as_json: bool) -> None:
    """Write the facts of a summit yet to be filled in: the folder DIR, or a workbook with drop-downs.

    Every table is there with its headers, and a text that explains them. Nothing that is there is overwritten.

    \b
    Example:
      summitry new my-summit --first-day 2026-10-24
      summitry new --workbook my-summit.xlsx
    """
    from summitry.formats import new_folder, new_workbook

    day = (first_day or datetime.now().astimezone()).date()
    if folder is not None and workbook is None:
        new_folder(folder, first_day=day)
    elif workbook is not None and folder is None:
        _check_suffix(workbook)
        new_workbook(workbook, first_day=day)
    else:
        raise click.UsageError("Name either a folder DIR or --workbook FILE.xlsx.")
    _tell_written(folder or workbook, as_json=as_json)


def _check_suffix(workbook: Path) -> None:
    if workbook.suffix.casefold() != ".xlsx":
        raise click.BadParameter(f"{workbook} does not end in .xlsx.", param_hint="--workbook")


def _tell_written(path: Path | None, *, as_json: bool) -> None:
    if as_json:
        tell_json({"written": str(path)})
    else:
        tell(f"Written to {path}.")
