"""The ``summitry`` command."""

import io
import sys
from importlib.metadata import entry_points

import click

from summitry.cli.bench import bench
from summitry.cli.explaining import explain, starts
from summitry.cli.files import convert, new
from summitry.cli.front import Front
from summitry.cli.generating import generate
from summitry.cli.planning import check, plan
from summitry.cli.rehearsing import rehearse
from summitry.cli.repairing import repair, standby
from summitry.cli.replaying import replay
from summitry.cli.variants import whatif
from summitry.cli.viewing import compare, show


@click.group(cls=Front, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--debug", is_flag=True, envvar="SUMMITRY_DEBUG", help="Show the traceback of an internal error (SUMMITRY_DEBUG=1)."
)
@click.version_option(package_name="summitry")
def cli(debug: bool) -> None:
    """Plan the meetings of a summit, prove the plan, and print what people need.

    A summit is a folder of CSV files or an Excel workbook; 'summitry new' writes an empty one.

    \b
    Example:
      summitry new my-summit
      summitry plan my-summit --out out/my-summit
    """


for command in (
    plan,
    check,
    show,
    compare,
    convert,
    new,
    generate,
    bench,
    whatif,
    repair,
    standby,
    replay,
    rehearse,
    starts,
    explain,
):
    cli.add_command(command)
for found in entry_points(group="summitry.commands"):
    cli.add_command(found.load())  # of packages that build on the engine, which knows none of them


def main() -> None:
    """Run the command line; the entry point of the ``summitry`` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # names in any script must not end a run on a terminal without them
    cli()
