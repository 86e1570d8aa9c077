"""Files of facts: ``convert``, ``new``."""

from pathlib import Path

import click

from summitry.cli.inputs import FACTS
from summitry.cli.output import json_option, say, tell, tell_json

WORKBOOK_SUFFIX = ".xlsx"


@click.command(short_help="Convert facts from a folder to a workbook, or back.")
@click.argument("source", metavar="SOURCE", type=FACTS)
@click.argument("destination", metavar="DESTINATION", type=FACTS)
@json_option
def convert(source: Path, destination: Path, as_json: bool) -> None:
    """Convert the facts of a summit from a folder to an Excel workbook, or back, without loss.

    SOURCE is a summit folder or an .xlsx file; DESTINATION is the other of the two.

    \b
    Example:
      summitry convert examples/vilnius-2023 vilnius.xlsx
      summitry convert vilnius.xlsx vilnius-again
    """
    from summitry.formats import convert as convert_facts

    reading = convert_facts(source, destination)
    for warning in reading.warnings:
        say(f"warning: {warning}")
    _tell_written(destination, as_json=as_json)


@click.command(short_help="Write empty facts to fill in: a folder or a workbook.")
@click.argument("folder", metavar="DIR", required=False, type=FACTS)
@click.option("--workbook", metavar="FILE.xlsx", type=FACTS, help="Write an Excel workbook instead of a folder.")
@json_option
def new(folder: Path | None, workbook: Path | None, as_json: bool) -> None:
    """Write the facts of a summit yet to be filled in: the folder DIR, or a workbook with drop-downs.

    Every table is there with its headers, which docs/reference/folder.md explains.

    \b
    Example:
      summitry new my-summit
      summitry new --workbook my-summit.xlsx
    """
    from summitry.formats import new_folder, new_workbook

    if (folder is None) == (workbook is None):
        raise click.UsageError("Name either a folder DIR or --workbook FILE.xlsx.")
    if folder is not None:
        new_folder(folder)
    elif workbook is not None:
        if workbook.suffix.lower() != WORKBOOK_SUFFIX:
            raise click.BadParameter(f"{workbook} does not end in {WORKBOOK_SUFFIX}.", param_hint="--workbook")
        new_workbook(workbook)
    _tell_written(folder or workbook, as_json=as_json)


def _tell_written(path: Path | None, *, as_json: bool) -> None:
    if as_json:
        tell_json({"written": str(path)})
    else:
        tell(f"Written to {path}.")
