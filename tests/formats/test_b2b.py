"""Published business-to-business instances as facts: what a file means, and what is refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from summitry.formats.b2b import Instance, read_b2b, read_instance
from summitry.summit import FactsError, Interval, Order, Summit

STATED: dict[str, str | None] = {
    "nBusiness": "3",
    "nMeetings": "4",
    "nTables": "2",
    "nTotalSlots": "5",
    "nMorningSlots": "2",
    "requested": "[|1, 2, 1,\n|2, 3, 2,\n|1, 3, 3,\n|2, 1, 3|]",
    "forbidden": "[{0}, 1..2, {5}]",
    "fixed": "[0, 1, 3, 0]",
    "precedences": "[{}, {1}, {}, {1, 2}]",
    "meetingsxBusiness": "[{1}, {2}, {3}]",  # derived, and not looked at
}


def write(path: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the instance with some values changed, or left out, as one file with a comment."""
    file = path / "tiny.dzn"
    values = STATED | dict(changes or {})
    lines = [f"{name} = {value};" for name, value in values.items() if value is not None]
    file.write_text("% tiny\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def read(path: Path, *, fairness: int | None = 2, **changes: str) -> Summit:
    return read_b2b(write(path, changes), fairness=fairness)


def test_an_instance_is_numbered_from_0(tmp_path: Path) -> None:
    morning, afternoon, day = range(2), range(2, 5), range(5)
    assert read_instance(write(tmp_path)) == Instance(
        num_participants=3,
        num_tables=2,
        num_slots=5,
        pairs=((0, 1), (1, 2), (0, 2), (1, 0)),
        halves=(morning, afternoon, day, day),
        forbidden=(frozenset(), frozenset({0, 1}), frozenset({4})),
        fixed=(None, 0, 2, None),
        precedences=((0, 1), (0, 3), (1, 3)),
    )


def test_participants_are_delegations_of_one_and_tables_are_rooms_alike(tmp_path: Path) -> None:
    summit = read(tmp_path)
    assert [delegation.code for delegation in summit.delegations] == ["P1", "P2", "P3"]
    assert [(person.id, person.delegation) for person in summit.people] == [("p1", "P1"), ("p2", "P2"), ("p3", "P3")]
    assert [(room.id, room.seats, room.turnaround_min) for room in summit.rooms] == [("T1", 2, 0), ("T2", 2, 0)]
    assert summit.to_place() == summit.meetings


def test_slots_touch_and_nobody_needs_time_between_them(tmp_path: Path) -> None:
    summit = read(tmp_path)
    (day,) = summit.days
    assert (day.closes - day.opens, summit.settings.step_min, summit.settings.room_change_min) == (100, 20, 0)
    assert {summit.ladder(meeting)[0].duration_min for meeting in summit.meetings} == {20}


def slots_of(summit: Summit) -> dict[str, tuple[int, int] | None]:
    """Return the first slot that each meeting may be in, and the one after the last; ``None`` for any."""
    opens, step = summit.days[0].opens, summit.settings.step_min

    def slots(window: Interval) -> tuple[int, int]:
        return (window.start - opens) // step, (window.end - opens) // step

    return {m.id: slots(m.allowed[0]) if m.allowed else None for m in summit.meetings}


def test_halves_and_fixed_slots_are_allowed_windows(tmp_path: Path) -> None:
    # The second is fixed in the morning but belongs to the afternoon: only the slot after the last is left to it.
    assert slots_of(read(tmp_path)) == {"M1": (0, 2), "M2": (5, 6), "M3": (2, 3), "M4": None}


def test_forbidden_slots_are_closed_windows(tmp_path: Path) -> None:
    summit = read(tmp_path)
    opens = summit.days[0].opens
    assert [(w.subject, (w.start - opens) // 20, (w.end - opens) // 20) for w in summit.closed] == [
        ("P2", 0, 1),
        ("P2", 1, 2),
        ("P3", 4, 5),
    ]


def test_precedences_are_orders(tmp_path: Path) -> None:
    assert read(tmp_path).orders == (
        Order(before="M1", after="M2"),
        Order(before="M1", after="M4"),
        Order(before="M2", after="M4"),
    )


def test_precedences_in_a_circle_are_facts_without_a_plan(tmp_path: Path) -> None:
    summit = read(tmp_path, fixed="[0, 0, 0, 0]", precedences="[{4}, {1}, {}, {2, 3}]")
    assert slots_of(summit) == {"M1": (5, 6), "M2": (5, 6), "M3": None, "M4": (5, 6)}
    assert summit.orders == (Order(before="M3", after="M4"),)


def test_a_half_without_slots_leaves_its_meetings_none(tmp_path: Path) -> None:
    assert slots_of(read(tmp_path, nMorningSlots="0", fixed="[0, 0, 0, 0]"))["M1"] == (5, 6)
    assert slots_of(read(tmp_path, nMorningSlots="5", fixed="[0, 0, 0, 0]"))["M2"] == (5, 6)


@pytest.mark.parametrize(("fairness", "caps"), [(None, {}), (0, {"participants": 0}), (3, {"participants": 3})])
def test_fairness_is_a_cap_over_all_participants(tmp_path: Path, fairness: int | None, caps: Mapping[str, int]) -> None:
    summit = read(tmp_path, fairness=fairness)
    assert summit.settings.fairness_cap == caps
    assert {person.fairness_class for person in summit.people} == {"participants"}


def test_only_breaks_count(tmp_path: Path) -> None:
    weights = read(tmp_path).settings.comfort
    assert weights.break_ == 1
    assert (weights.idle_minute, weights.venue_change, weights.room_change, weights.off_preference) == (0, 0, 0, 0)


def test_a_day_of_many_slots_has_shorter_ones(tmp_path: Path) -> None:
    summit = read(tmp_path, nTotalSlots="100", nMorningSlots="50")
    assert (summit.settings.step_min, summit.days[0].closes - summit.days[0].opens) == (14, 1400)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("nBusiness", None, "nBusiness: is missing or no such number; expected a whole number from 0"),
        ("nTables", "0", "nTables: is missing or no such number (found '0'); expected a whole number from 1"),
        ("nTotalSlots", "[1]", "nTotalSlots: is missing or no such number (found '[1]')"),
        ("nMorningSlots", "-1", "nMorningSlots: is missing or no such number (found '-1')"),
        ("nMorningSlots", "6", "nMorningSlots: is above nTotalSlots (found '6'); expected at most nTotalSlots"),
        ("nTotalSlots", "1441", "nTotalSlots: 1441 slots do not fit into a day of minutes"),
        ("requested", None, "requested: is missing or of another shape; expected rows"),
        ("requested", "[1, 2, 3]", "requested: is missing or of another shape; expected rows"),
        ("requested", "[|1, 2, 3|]", "requested: has 1 rows; expected 4, as nMeetings states"),
        ("forbidden", "[{}]", "forbidden: has 1 rows; expected 3, as nBusiness states"),
        ("forbidden", "7", "forbidden: is missing or of another shape; expected rows"),
        ("fixed", "[{}, {}, {}, {}]", "fixed: is missing or of another shape; expected numbers"),
        ("fixed", "[0, 0]", "fixed: has 2 rows; expected 4, as nMeetings states"),
        ("precedences", None, "precedences: is missing or of another shape; expected rows"),
        ("precedences", "[{}, {}]", "precedences: has 2 rows; expected 4, as nMeetings states"),
        ("requested", "[|1, 2, 1|2, 4, 3|1, 3, 3|2, 1, 3|]", "requested: row 2 is no meeting (found '[2, 4, 3]')"),
        ("requested", "[|1, 2, 1|0, 2, 3|1, 3, 3|2, 1, 3|]", "requested: row 2 is no meeting (found '[0, 2, 3]')"),
        ("requested", "[|1, 2, 1|2, 3, 3|1, 1, 3|2, 1, 3|]", "requested: row 3 is no meeting (found '[1, 1, 3]')"),
        ("requested", "[|1, 2, 4|2, 3, 3|1, 3, 3|2, 1, 3|]", "requested: row 1 is no meeting (found '[1, 2, 4]')"),
        ("requested", "[|1, 2|2, 3|1, 3|2, 1|]", "requested: row 1 is no meeting (found '[1, 2]')"),
        ("forbidden", "[{}, {6}, {}]", "forbidden: row 2 names no slot (found '[6]'); expected slots up to 5"),
        ("fixed", "[0, 0, 6, 0]", "fixed: entry 3 is no slot (found '6'); expected 0 to 5"),
        ("fixed", "[-1, 0, 0, 0]", "fixed: entry 1 is no slot (found '-1'); expected 0 to 5"),
        ("precedences", "[{}, {5}, {}, {}]", "precedences: row 2 names no other meeting (found '[5]')"),
        ("precedences", "[{}, {}, {3}, {}]", "precedences: row 3 names no other meeting (found '[3]')"),
    ],
)
def test_bad_files_are_refused_with_file_place_and_what_was_expected(
    tmp_path: Path, name: str, value: str | None, told: str
) -> None:
    file = write(tmp_path, {name: value})
    with pytest.raises(FactsError) as raised:
        read_b2b(file)
    assert str(raised.value.problems[0]).startswith(f"{file}, {told}")


def test_an_empty_file_lacks_everything(tmp_path: Path) -> None:
    file = tmp_path / "empty.dzn"
    file.write_bytes(b"")
    with pytest.raises(FactsError) as raised:
        read_b2b(file)
    assert len(raised.value.problems) == len(STATED) - 1


def test_an_instance_without_meetings_is_one(tmp_path: Path) -> None:
    summit = read(tmp_path, nMeetings="0", requested="[||]", fixed="[]", precedences="[]")
    assert summit.meetings == ()
