"""What was measured is kept and shown as it was, and each figure is held against its target."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.contest import OURS, Ceiling, Entry, thinned
from benchmarks.curves import levels_svg
from benchmarks.page_of_parts import text, write_page
from benchmarks.parts import ROOT, Part, command_text, read_parts, write_part
from benchmarks.peers.measured import Measured
from benchmarks.published import figures, total_s
from benchmarks.scaling import seconds_to
from benchmarks.sections import NAMES
from benchmarks.targets import AIMS, large_rows, slope

from summitry.planning.progress import Point

CEILING = Ceiling(num_meetings=1000, num_delegations=10, num_people=20, num_placed=1000, value_held=5000, seconds=1.0)
LEVELS: Mapping[str, int | list[int]] = {
    "value_held": 4990,
    "share_floor": [10] * 9 + [4],
    "form_kept": 3,
    "slack_kept": 20,
    "comfort": 700,
}
OUR_ENTRY = Entry(
    who=OURS,
    num_placed=1000,
    num_violations=0,
    values=dict(LEVELS),
    bounds={"value_held": 5000, "share_floor": [10] * 10, "form_kept": 0, "slack_kept": 20, "comfort": 70},
    comfort_parts={"break_": 30, "venue_change": 45, "idle_minute": 900, "room_change": 8, "off_preference": 1},
    smallest_share=9,
    seconds=60.1,
    first_plan_s=4.9,
    judge_s=19.9,
    peak_mb=3999.0,
    trace={"value_held": [[4.9, 4000], [30.0, 4990]], "comfort": [[4.9, 900], [60.0, 700]]},
)
GREEDY = replace(
    OUR_ENTRY,
    who="first_fit",
    bounds={},
    comfort_parts={"break_": 90, "venue_change": 90, "idle_minute": 9000, "room_change": 8, "off_preference": 1},
    trace={},
    note="5 dropped",
)
ON = {"Date": "2026-01-02", "Commit": "abc", "Other packages": "numpy 2"}


def large_part(kind: str, *entries: Entry, scale: float = 1.0) -> Part:
    task = {"kind": kind, "scale": scale, "seed": 1, "time_s": AIMS[kind].time_s, "threads": 2}
    data = {"task": task, "ceiling": asdict(CEILING), "entries": [asdict(entry) for entry in entries]}
    return Part(name=kind, kind=kind, command=f"measure {kind}", measured_on=ON, data=data)


def scaling_part(*times: tuple[int, float | None]) -> Part:
    steps = [
        {
            "scale": num / 1000,
            "seed": 1,
            "num_meetings": num,
            "limit_s": 10.0,
            "first_plan_s": 0.5,
            "to_gap_s": {"0.01": took_s},
            "gap": 0.005,
            "peak_mb": 200.0,
            "note": "",
        }
        for num, took_s in times
    ]
    data = {"kind": "un-week", "gaps": [0.01], "threads": 2, "steps": steps}
    return Part(name="scaling-un-week", kind="scaling", command="measure scaling", measured_on=ON, data=data)


def run_of(peer: str, solve_s: float, *, renumbering: int = 1, status: str = "optimal") -> Measured:
    return Measured(
        instance="tic.original",
        fairness="2",
        renumbering=renumbering,
        peer=peer,
        status=status,
        breaks=3,
        bound=3,
        build_s=0.0,
        solve_s=solve_s,
        judged="clean",
        note="",
    )


def published_part(rows: Sequence[Measured]) -> Part:
    data: dict[str, Any] = {
        "title": "Originals",
        "time_limit_s": 60.0,
        "renumberings": 3,
        "rows": [asdict(row) for row in rows],
    }
    return Part(name="b2b-originals", kind="b2b", command="measure b2b", measured_on=ON, data=data)


def repairing_part(*seconds: float, scale: float = 1.0) -> Part:
    rows = [
        {
            "kind": "late",
            "seconds": taken,
            "value_lost": 2,
            "num_changed": idx,
            "num_alternatives": 1,
            "is_proven": False,
            "is_fewest": True,
            "is_clean": True,
            "greedy_value_lost": 3,
            "greedy_num_changed": idx + 1,
        }
        for idx, taken in enumerate(seconds)
    ]
    cases = [{"name": name, "num_placed": 10, "rows": rows} for name in ("Vilnius", "UN week")]
    data = {"number": len(seconds), "seed": 1, "scale": scale, "cases": cases}
    return Part(name="repairing", kind="repairing", command="measure repairs", measured_on={}, data=data)


def ideas_part() -> Part:
    trial = {"idea": "all ideas", "instance": "one", "renumbering": 0, "is_proven": True, "seconds": 1.0}
    data = {"trials": [trial], "time_limit_s": 60.0}
    return Part(name="ideas", kind="ideas", command="measure ideas", measured_on={}, data=data)


def rehearsing_part() -> Part:
    lacking = {name: {"note": "no plan"} for name in ("vilnius", "un_week", "agreement", "robust")}
    data: dict[str, Any] = {"scale": 1.0, "days": 10_000, "time_s": 60.0, **lacking}
    return Part(name="rehearsing", kind="rehearsing", command="measure rehearsals", measured_on={}, data=data)


def explaining_part(*seconds: float, scale: float = 1.0) -> Part:
    taken = {name: list(seconds) for name in ("starts_s", "why_s", "elsewhere_s")}
    case = {"name": "UN week", "num_placed": 10, "num_unplaced": 2, "index_s": 0.1, **taken}
    data = {"number": 10, "seed": 1, "scale": scale, "cases": [case]}
    return Part(name="explaining", kind="explaining", command="measure explanations", measured_on={}, data=data)


def all_parts() -> list[Part]:
    return [
        published_part([run_of(OURS, 1.0), run_of("sat", 4.0)]),
        explaining_part(0.1, 0.2),
        ideas_part(),
        rehearsing_part(),
        repairing_part(0.1, 0.2),
        scaling_part((100, 1.0), (1000, 15.0)),
        large_part("trade-exchange", OUR_ENTRY, GREEDY),
        large_part("un-week", OUR_ENTRY, GREEDY),
        Part(name="vilnius", kind="vilnius", command="measure it", measured_on={}, data={"text": "### What was found"}),
    ]


# --- keeping ---


def test_parts_are_read_as_they_were_written(tmp_path: Path) -> None:
    for part in all_parts():
        write_part(part, tmp_path)
    assert list(read_parts(tmp_path).values()) == all_parts()


def test_an_entry_is_the_same_after_reading(tmp_path: Path) -> None:
    write_part(large_part("un-week", OUR_ENTRY), tmp_path)
    assert Entry(**read_parts(tmp_path)["un-week"].data["entries"][0]) == OUR_ENTRY


def test_the_command_says_nothing_of_the_folders_of_the_machine() -> None:
    args = [str(ROOT / "docs"), str(ROOT.parent / "instances"), "--title", "All of them"]
    assert command_text("benchmarks.b2b", args) == "python -m benchmarks.b2b docs instances --title 'All of them'"


def test_a_line_is_thinned_to_what_a_plot_can_show_and_keeps_its_ends() -> None:
    line = thinned([(0.0, None), *((float(idx), idx) for idx in range(1, 1000))])
    assert 100 < len(line) <= 122
    assert (line[0], line[-1]) == ([1.0, 1], [999.0, 999])


# --- the page ---


def test_the_page_has_a_section_for_every_part_and_is_the_same_each_time(tmp_path: Path) -> None:
    for part in all_parts():
        write_part(part, tmp_path)
    page = write_page(tmp_path).read_text(encoding="utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == [
        "When and on what",
        "Published business-to-business instances",
        "What each idea is worth",
        "UN week",
        "Trade exchange",
        "From 1 % to 200 %",
        "The Vilnius summit",
        "Repair on the day",
        "Rehearsal",
        "Explanations",
        "How it is measured at size",
    ]
    assert "Not measured yet" not in page
    pictures = {path.name: path.read_bytes() for path in (tmp_path / "pictures").iterdir()}
    assert sorted(pictures) == ["bench-scaling-un-week.svg", "bench-trade-exchange.svg", "bench-un-week.svg"]
    assert all(f"(pictures/{name})" in page for name in pictures)
    assert write_page(tmp_path).read_text(encoding="utf-8") == page
    assert {path.name: path.read_bytes() for path in (tmp_path / "pictures").iterdir()} == pictures


def test_repairs_are_counted_and_timed_beside_their_targets() -> None:
    page = text([repairing_part(*[0.1] * 19, 2.5)])
    assert "| Vilnius, 95th percentile | 0.10 s | under 0.3 s | reached |" in page
    assert "| longest | 2.50 s | 2.50 s |" in page
    assert "| number of changes proven least | 20 of 20 | 20 of 20 |" in page
    assert "| meetings changed: how often | 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5 or more: 15 |" in page
    assert "| ... by greedy re-insertion | 60 | 60 |" in page
    assert "A trial" in text([repairing_part(0.1, scale=0.1)])
    assert "**not reached**" in text([repairing_part(3.0)])


def test_explanations_are_timed_beside_their_targets() -> None:
    page = text([explaining_part(*[0.01] * 9, 0.5)])
    assert "| UN week | every start of a meeting (50 ms) | 10 ms | 500 ms | 500 ms |" in page
    assert "10 placed and 2 not" in page
    assert "A trial" in text([explaining_part(0.1, scale=0.1)])


def test_a_section_that_was_not_measured_says_what_measures_it() -> None:
    page = text(all_parts()[:1])
    assert "Not measured yet: `make bench-un-week` does." in page
    assert "Not measured yet: `make bench-published` does." not in page
    assert text([]).count("Not measured yet") == 9


def test_every_target_that_the_page_names_is_one_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = [line.split("`")[1].removeprefix("make ") for line in text([]).splitlines() if "Not measured yet" in line]
    assert all(f"\n{target}: " in makefile for target in named)


def test_a_run_at_another_size_is_called_a_trial() -> None:
    assert "**A trial: the targets are stated for scale 1 and 60 s.**" in text(
        [large_part("un-week", OUR_ENTRY, scale=0.1)]
    )
    assert "A trial" not in text([large_part("un-week", OUR_ENTRY)])


def test_a_contestant_that_has_no_plan_is_shown_with_the_reason() -> None:
    page = text([large_part("un-week", OUR_ENTRY, Entry(who="cp_sat", note="ended: too much memory"))])
    assert "- plain CP-SAT: ended: too much memory." in page
    assert "| meetings placed, of at most 1 000 | 1 000 | no plan |".replace(" 000", "\u202f000") in page


def test_who_holds_less_than_half_of_the_best_value_is_named_in_the_plot_and_not_drawn() -> None:
    half, less = (replace(GREEDY, values=dict(LEVELS) | {"value_held": value}) for value in (2495, 2494))
    assert "holds too little" not in levels_svg([OUR_ENTRY, half], NAMES).decode()
    assert "first fit, as asked: holds too little" in levels_svg([OUR_ENTRY, less], NAMES).decode()
    assert "holds too little" in levels_svg([Entry(who=OURS)], NAMES).decode()


def test_the_page_in_docs_is_the_one_of_its_parts() -> None:
    assert (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8") == text(
        list(read_parts(ROOT / "docs").values())
    )


# --- what is reached ---


def reached(kind: str, ours: Entry, *others: Entry) -> dict[str, bool | None]:
    return {row.what: row.is_reached for row in large_rows(kind, [ours, *others], CEILING)}


def test_all_is_reached_where_each_figure_just_meets_its_target() -> None:
    week: dict[str, int | list[int]] = {"value_held": 4990, "share_floor": [10] * 10}  # 10 of 4990 is just above 0.2 %
    assert reached("un-week", replace(OUR_ENTRY, values=week | {"value_held": 4991}), GREEDY) == {
        "Rules broken, by the judge": True,
        "First plan": True,
        "Value held": True,
        "Breaks": True,
        "Changes of venue": True,
        "Peak memory": True,
    }
    assert reached("un-week", replace(OUR_ENTRY, values=week), GREEDY)["Value held"] is False


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"num_violations": 1}, "Rules broken, by the judge"),
        ({"first_plan_s": 5.0}, "First plan"),
        ({"first_plan_s": None}, "First plan"),
        ({"peak_mb": 4000.0}, "Peak memory"),
        ({"comfort_parts": OUR_ENTRY.comfort_parts | {"break_": 31}}, "Breaks"),
        ({"comfort_parts": OUR_ENTRY.comfort_parts | {"venue_change": 46}}, "Changes of venue"),
    ],
)
def test_a_figure_of_the_week_beyond_its_target_is_not_reached(change: Mapping[str, Any], what: str) -> None:
    assert reached("un-week", replace(OUR_ENTRY, **change), GREEDY)[what] is False


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"num_placed": 999}, "Meetings placed"),
        ({"smallest_share": 8}, "Smallest share"),
        ({"judge_s": 20.0}, "The judge, fresh facts"),
        ({"peak_mb": 8000.0}, "Peak memory"),
    ],
)
def test_a_figure_of_the_exchange_beyond_its_target_is_not_reached(change: Mapping[str, Any], what: str) -> None:
    assert reached("trade-exchange", OUR_ENTRY, GREEDY)[what] is True
    assert reached("trade-exchange", replace(OUR_ENTRY, **change), GREEDY)[what] is False


def test_the_better_of_the_greedy_ones_is_what_ours_stands_beside() -> None:
    better = replace(GREEDY, who="first_fit_by_value", comfort_parts=GREEDY.comfort_parts | {"break_": 89})
    assert reached("un-week", OUR_ENTRY, GREEDY, better)["Breaks"] is False


def test_nothing_is_said_to_be_reached_without_a_plan_or_beside_nobody() -> None:
    assert reached("un-week", Entry(who=OURS, note="no plan (unknown)"), GREEDY) == {"A plan": False}
    assert reached("un-week", OUR_ENTRY)["Breaks"] is None


def test_growth_is_told_as_a_power_of_n_log_n() -> None:
    assert slope([(16, 64.0), (256, 2048.0)]) == pytest.approx(1.0)
    assert slope([(16, 64.0), (256, 64.0 * 32**2)]) == pytest.approx(2.0)
    assert slope([(16, 64.0)]) is None


@pytest.mark.parametrize(
    ("times", "verdict"),
    [
        (((16, 1.0), (256, 32.0)), "| reached |"),
        (((16, 1.0), (256, 1024.0)), "| **not reached** |"),
        (((16, 1.0), (100, None), (256, 32.0)), "| **not reached** |"),
    ],
)
def test_time_that_grows_faster_or_has_no_end_is_not_reached(
    times: Sequence[tuple[int, float | None]], verdict: str
) -> None:
    (row,) = [line for line in text([scaling_part(*times)]).splitlines() if line.startswith("| Time to within 1 %")]
    assert row.endswith(verdict)


def test_the_time_to_a_value_is_that_of_the_first_report_of_it() -> None:
    progress = (
        Point(1.0, "value_held", None, 100),
        Point(2.0, "value_held", 90, None),
        Point(3.0, "comfort", 99, None),
        Point(4.0, "value_held", 99, None),
    )
    assert [seconds_to(progress, least) for least in (0, 90, 95, 100)] == [2.0, 2.0, 4.0, None]


@pytest.mark.parametrize(("ours_s", "is_reached"), [(1.0, True), (1.3, True), (1.4, False)])
def test_a_third_of_the_published_methods_time_is_the_most(ours_s: float, is_reached: bool) -> None:
    seconds_by_peer = {OURS: (ours_s, 0.1, 9.0), "sat": (4.0, 0.1, 9.0)}
    rows = [
        run_of(peer, took_s, renumbering=idx)
        for peer, times in seconds_by_peer.items()
        for idx, took_s in enumerate(times, start=1)
    ]
    found = {row.what: row.is_reached for row in figures(rows, 60.0)}
    assert found == {
        "originals, d=2: proven and judged": True,
        "originals, d=2: longest": True,
        "originals, d=2: total beside (a)'s": is_reached,
    }


def test_one_numbering_alone_says_nothing_of_a_third() -> None:
    rows = [run_of(OURS, 1.0), run_of("sat", 4.0)]
    (row,) = [row for row in figures(rows, 60.0) if row.what == "originals, d=2: total beside (a)'s"]
    assert (row.figure, row.target, row.is_reached) == ("1.00 s of 4.00 s: 0.250", "", None)


def test_a_run_that_proves_nothing_counts_with_its_limit_and_is_not_reached() -> None:
    rows = [run_of(OURS, 11.0, renumbering=1), run_of(OURS, 2.0, renumbering=2, status="feasible")]
    assert total_s(rows, ("originals", "d=2"), OURS, 60.0) == 35.5
    assert [row.is_reached for row in figures(rows, 60.0)] == [False, False]
    assert total_s(rows[1:], ("originals", "d=2"), OURS, 60.0) is None
