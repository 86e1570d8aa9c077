"""Inventing summits at size: ``generate``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.inputs import FACTS, seed_option
from summitry.cli.output import count, json_option, say, tell, tell_json

if TYPE_CHECKING:
    from summitry.summit import Summit


@click.command(short_help="Invent a large summit: a UN week or a trade exchange.")
@click.argument("kind", metavar="KIND", type=click.Choice(["un-week", "trade-exchange"]))
@click.option("--out", metavar="DIR", type=FACTS, required=True, help="Folder to write the facts to; must be new.")
@seed_option("Which of them; the same seed and scale give the same facts on any machine.")
@click.option(
    "--scale",
    metavar="F",
    type=click.FloatRange(min=0.01, max=2),
    default=1.0,
    show_default=True,
    help="Factor on the numbers of people, meetings and rooms, from 0.01 to 2.",
)
@json_option
def generate(kind: str, out: Path, seed: int, scale: float, as_json: bool) -> None:
    """Invent a large summit of KIND un-week or trade-exchange, and write its facts as a folder.

    At scale 1 a un-week has 208 delegations, six days and about 2,400 agreed requests, and a trade-exchange 1,600
    sellers, 700 buyers, four days and 60,000 agreed appointments. docs/reference/generated-summits.md says how the
    numbers are drawn, and after what. Nothing that is there is overwritten.

    \b
    Example:
      summitry generate un-week --seed 1 --out my-week
      summitry generate trade-exchange --scale 0.1 --out my-exchange
    """
    from summitry.formats import write_folder
    from summitry.formats.writing import refuse_full_folder
    from summitry.generate import trade_exchange, un_week

    refuse_full_folder(out)
    if not as_json:
        say(f"inventing a {kind} of scale {scale:g}, seed {seed} ...")
    summit = {"un-week": un_week, "trade-exchange": trade_exchange}[kind](seed, scale)
    write_folder(summit, out)
    if as_json:
        tell_json({"written": str(out), "summit": summit.id, "seed": seed, "scale": scale} | _sizes(summit))
    else:
        sizes = ", ".join(count(number, noun[:-1]) for noun, number in _sizes(summit).items())
        tell(f"{summit.name}: {sizes}.")
        tell(f"Written to {out}.")


def _sizes(summit: "Summit") -> dict[str, int]:
    return {
        "delegations": len(summit.delegations),
        "meetings": len(summit.meetings),
        "sessions": len(summit.sessions),
        "rooms": len(summit.rooms),
        "days": len(summit.days),
    }
