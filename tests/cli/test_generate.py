import json
from pathlib import Path

import pytest

from summitry.formats import read_summit
from summitry.generate import trade_exchange, un_week
from tests.cli.runner import Run


def test_generate_writes_a_week_as_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "week"

    ran = run("generate", "un-week", "--seed", "3", "--scale", "0.01", "--out", folder)

    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"Written to {folder}."
    assert ran.err == "inventing a un-week of scale 0.01, seed 3 ...\n"
    assert read_summit(folder).summit == un_week(3, 0.01)


def test_generate_writes_an_exchange_and_says_so_in_json(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "exchange"

    ran = run("generate", "trade-exchange", "--scale", "0.01", "--out", folder, "--json")

    there = trade_exchange(0, 0.01)
    assert (ran.code, ran.err) == (0, "")
    assert read_summit(folder).summit == there
    assert json.loads(ran.out) == {
        "written": str(folder),
        "summit": "trade-exchange-0",
        "seed": 0,
        "scale": 0.01,
        "delegations": len(there.delegations),
        "meetings": len(there.meetings),
        "sessions": 0,
        "rooms": len(there.rooms),
        "days": 4,
    }


def test_generate_does_not_overwrite(run: Run, facts: Path) -> None:
    before = (facts / "days.csv").read_bytes()

    ran = run("generate", "un-week", "--scale", "0.01", "--out", facts)

    assert ran.code == 2
    assert f"{facts} is not empty" in ran.err
    assert (facts / "days.csv").read_bytes() == before


@pytest.mark.parametrize("scale", ["0", "-1", "0.009", "2.1", "nan", "much"])
def test_a_scale_out_of_range_is_refused_in_words(run: Run, tmp_path: Path, scale: str) -> None:
    ran = run("generate", "un-week", "--scale", scale, "--out", tmp_path / "new")

    assert ran.code == 2
    assert "scale" in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "new").exists()


def test_an_unknown_kind_is_refused_with_those_that_are_known(run: Run, tmp_path: Path) -> None:
    ran = run("generate", "conclave", "--out", tmp_path / "new")

    assert ran.code == 2
    assert "un-week" in ran.err
    assert "trade-exchange" in ran.err


def test_generate_needs_a_place_to_write_to(run: Run) -> None:
    ran = run("generate", "un-week")

    assert ran.code == 2
    assert "--out" in ran.err
