"""The reference of rehearsals states the defaults, and what follows from them."""

import math
import re
from pathlib import Path

import pytest

from summitry.formats.noise_toml import read_noise
from summitry.planning.rehearsal import Chance, Habits, Noise

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "rehearsal.md").read_text(encoding="utf-8")
NOISE = Noise()


def at_least(chance: Chance, amount: float) -> float:
    """Return how often something happens by an amount or more."""
    return chance.probability * math.exp(-amount / chance.mean)


def test_the_file_that_the_reference_shows_holds_the_defaults(tmp_path: Path) -> None:
    shown = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    path = tmp_path / "noise.toml"
    path.write_text(shown[1], encoding="utf-8")
    assert read_noise(path) == (Noise(), Habits())


@pytest.mark.parametrize(
    ("stated", "share"),
    [
        ("at least twice the time: 14 %", at_least(NOISE.known_overrun, 1.0)),
        ("at least 50 instead of 30 min: 22 %", at_least(NOISE.known_overrun, 2 / 3)),
        ("overruns in 10 %", 1 - (1 - NOISE.overrun.probability) ** 2),
        ("in 29 % of cases none of twelve does", (1 - NOISE.overrun.probability) ** 24),
        ("The bound on that share is 22 %", 1 - 0.05 ** (1 / 12)),
        ("40 % or more: 11 %", at_least(NOISE.session_end, 0.4)),
        ("20 min or more: 3 %", at_least(NOISE.session_start, 20)),
        ("20 min or more: 11 %", at_least(NOISE.arrival, 20)),
    ],
)
def test_the_reference_states_what_the_defaults_give(stated: str, share: float) -> None:
    assert stated in PAGE
    percent = re.search(r"(\d+) %(?! or more)", stated)
    assert percent is not None
    assert round(100 * share) == int(percent[1])
