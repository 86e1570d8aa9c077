from dataclasses import fields

import pytest

from summitry.formats.suppositions import WORDS, read_variant
from summitry.planning.variants.draft import SuppositionError
from summitry.planning.variants.variant import Supposed, suppose
from summitry.summit import Presence, Priority, Rung, Summit
from tests.planning.variants.there import there

THERE = there()


def supposed(*texts: str, summit: Summit = THERE) -> Supposed:
    return suppose(summit, read_variant(" ".join(texts), texts, summit.clock))


def changed(*texts: str) -> Summit:
    return supposed(*texts).summit


def rooms(summit: Summit) -> list[str]:
    return [room.id for room in summit.rooms]


def changed_tables(summit: Summit) -> set[str]:
    """Return the names of the tables that differ from the facts as they are."""
    return {f.name for f in fields(Summit) if getattr(summit, f.name) != getattr(THERE, f.name)}


# For each change: the one table that it touches, and how many rows of it.
TOUCHES: dict[str, tuple[str, int]] = {
    "rooms=1": ("rooms", 1),
    "rooms:W=2": ("rooms", 1),
    "room:R=none": ("rooms", 1),
    "room:new=S": ("rooms", 1),
    "turnaround=10": ("rooms", 4),
    "turnaround:W=10": ("rooms", 1),
    "arrival:A=2026-06-01T09:30": ("presences", 1),
    "departure:A=2026-06-01T17:30": ("presences", 1),
    "departure:a2=2026-06-01T17:30": ("presences", 1),
    "departure:B=none": ("presences", 1),
    "closed:A=none": ("closed", 2),
    "closed:A:2026-06-01T11:00=none": ("closed", 1),
    "duration:A-B:short=10": ("meetings", 1),
    "form:short=none": ("meetings", 2),
    "session:plenary:end=2026-06-01T15:20": ("sessions", 1),
    "session:plenary:start=2026-06-01T13:30": ("sessions", 1),
    "session:plenary=none": ("sessions", 1),
    "opens:2026-06-01=08:00": ("days", 1),
    "closes:2026-06-01=19:00": ("days", 1),
    "closes:2026-06-01=2026-06-01T20:00": ("days", 1),
    "allowed:A-B=none": ("meetings", 1),
    "weight:must=16": ("settings", 0),
    "comfort:break=3": ("settings", 0),
    "fairness:heads=none": ("settings", 0),
    "seats_a_party=2": ("settings", 0),
}


@pytest.mark.parametrize("text", TOUCHES)
def test_a_change_touches_its_own_table_and_as_many_rows_as_it_says(text: str) -> None:
    table, num = TOUCHES[text]
    summit = changed(text)
    assert changed_tables(summit) == {table}
    if num:
        before, after = getattr(THERE, table), getattr(summit, table)
        kept = [row for row in after if row in before]
        assert max(len(before), len(after)) - len(kept) == num
        assert kept == [row for row in before if row in after]  # what stays, stays in its order


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_read_in_some_test(word: str) -> None:
    tried = {text.partition("=")[0].partition(":")[0] for text in (*TOUCHES, "duration:sit-down=20", "pending=yes")}
    settings = {f.name for f in fields(type(THERE.settings))}
    assert word in tried | settings


def test_no_change_leaves_the_facts_as_they_are() -> None:
    assert supposed() == (THERE, False)


def test_changes_are_made_together() -> None:
    summit = changed("rooms=1", "weight:must=16", "departure:B=none")
    assert changed_tables(summit) == {"rooms", "settings", "presences"}


def test_a_stay_is_moved_as_a_whole_before_it_is_validated() -> None:
    later = ("arrival:B=2026-06-01T16:00", "departure:B=2026-06-01T17:00")
    assert Presence(person="b", arrival=960, departure=1020) in changed(*later).presences


def test_fewer_rooms_are_the_first_of_more() -> None:
    assert [rooms(changed(f"rooms:R={n}")) for n in range(4)] == [
        ["S", "W1"],
        ["S", "R", "W1"],
        ["S", "R", "R2", "W1"],
        ["S", "R", "R2", "R2-copy-1", "W1"],
    ]


def test_a_room_that_is_named_elsewhere_stays() -> None:
    with pytest.raises(SuppositionError, match="at least 1 of these rooms must stay: meeting 'A-C' is held in 'W1'"):
        changed("rooms:W=0")


def test_the_first_arrival_and_the_last_departure_are_meant() -> None:
    summit = changed("arrival:A=none", "departure:A=none")
    assert summit.presences == (
        Presence(person="a", arrival=800),
        Presence(person="b", departure=900),
        Presence(person="a", departure=700),
    )


def test_who_has_no_row_gets_one() -> None:
    assert changed("departure:C=2026-06-01T17:00").presences[-1] == Presence(person="c", departure=1020)


def test_a_form_changes_where_it_is_held_for_its_usual_time() -> None:
    summit = changed("duration:sit-down=20")
    assert [m.ladder for m in summit.meetings] == [
        (Rung("sit-down", 20), Rung("short", 15)),
        (Rung("sit-down", 60), Rung("standing", 10)),
        (Rung("sit-down", 20), Rung("short", 15)),
    ]
    assert changed_tables(summit) == {"forms", "meetings"}


def test_a_form_that_stands_alone_on_a_ladder_stays() -> None:
    assert [m.ladder for m in changed("form:short=none", "form:sit-down=none").meetings] == [
        (Rung("sit-down", 30),),
        (Rung("standing", 10),),
        (Rung("sit-down", 30),),
    ]


def test_weights_and_caps_are_set() -> None:
    settings = changed("weight:must=16", "fairness:heads=5", "comfort:break=3").settings
    assert settings.priority_weight[Priority.MUST] == 16
    assert (settings.fairness_cap["heads"], settings.comfort.break_) == (5, 3)


def test_pending_changes_no_facts() -> None:
    assert supposed("pending=yes") == (THERE, True)


WRONG: dict[str, str] = {
    "room=6": "room=6: it does not say of what; expected room:ID=none or room:NEW=ID",
    "romos=6": "romos=6: nothing known that is called 'romos'; perhaps rooms=N or rooms:WHERE=N",
    "rooms": "rooms: the value is missing; expected rooms=N or rooms:WHERE=N",
    "rooms=six": "rooms=six: not a whole number; expected a whole number from 0",
    "rooms=-1": "rooms=-1: not a whole number; expected a whole number from 0",
    "rooms:X=1": "rooms:X=1: there is no room or venue 'X'",
    "room:Q=none": "room:Q=none: there is no room 'Q'",
    "room:W1=none": "room:W1=none: room 'W1' cannot be taken away: meeting 'A-C' is held in it",
    "room:R=S": "room:R=S: there is a room 'R' already",
    "departure:Z=2026-06-01T10:00": "departure:Z=2026-06-01T10:00: there is no delegation or person 'Z'",
    "departure:B=noon": "departure:B=noon: not a time; expected a time such as 2023-07-11 14:00",
    "departure:B=2026-02-30T10:00": "departure:B=2026-02-30T10:00: there is no such day; expected a date such as",
    "departure:B=2026-03-29T02:30": "departure:B=2026-03-29T02:30: 2026-03-29 02:30 does not exist in Europe/Vienna",
    "closed:C=none": "closed:C=none: there is no closed window of 'C'",
    "closed:A:2026-06-01T12:00=none": "they begin 2026-06-01 10:00, 2026-06-01 11:00",
    "closed:A=yes": "closed:A=yes: not 'none'; expected closed:WHO=none or closed:WHO:TIME=none",
    "duration:long=10": "duration:long=10: there is no form 'long'",
    "duration:A-B:standing=5": "duration:A-B:standing=5: there is no form of meeting 'A-B', 'standing'",
    "form:lnch=none": "form:lnch=none: there is no form 'lnch'",
    "duration:short=0": "duration:short=0: not a whole number; expected a whole number from 1",
    "session:plenary=2026-06-01T15:20": "it does not say whether the start or the end",
    "session:plenry:end=2026-06-01T15:20": "there is no session 'plenry'; perhaps 'plenary'",
    "session:photo=none": "session 'photo' cannot be left out: the orders want 'photo' before 'A-C'",
    "opens:2026-06-02=08:00": "opens:2026-06-02=08:00: there is no day '2026-06-02'",
    "weight:urgent=3": "weight:urgent=3: there is no priority 'urgent'; expected one of must, high, normal, low",
    "comfort:noise=3": "comfort:noise=3: comfort has no part 'noise'; expected one of break, idle_minute",
    "fairness:lords=3": "fairness:lords=3: there is no fairness class 'lords'",
    "pending=perhaps": "pending=perhaps: neither yes nor no; expected pending=yes or pending=no",
    "allowed:X=none": "allowed:X=none: there is no meeting 'X'",
    "seats_a_party:A=3": "seats_a_party:A=3: 'A' has nothing to say here; expected seats_a_party=N",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_change_that_makes_no_sense_is_refused_with_what_would(text: str) -> None:
    with pytest.raises(SuppositionError) as refused:
        changed(text)
    assert WRONG[text] in str(refused.value)


def test_facts_that_contradict_each_other_are_refused_with_the_name_of_the_variant() -> None:
    with pytest.raises(SuppositionError, match=r"^arrival:B=2026-06-01T16:00: presence, row 2"):
        changed("arrival:B=2026-06-01T16:00")


def test_the_facts_one_began_from_stay_as_they_were() -> None:
    before = there()
    supposed("rooms=1", "closed:A=none", summit=before)
    assert before == there()
