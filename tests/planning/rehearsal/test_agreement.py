"""The fast repair beside a real one, on single disruptions told as events."""

from dataclasses import replace

from summitry.planning.rehearsal.agreement import Agreement, agreement
from summitry.planning.rehearsal.noise import Chance, Noise
from summitry.planning.repair.events import AnyEvent, Late, Overruns, StartsLate
from summitry.planning.repair.repair import repair
from summitry.summit import Assignment, Plan, Presence, Rung, Session, Summit
from tests.builders import meeting, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15))
SUMMIT = summit(
    meetings=(meeting("A-B", ladder=LADDER), meeting("B-C", "B", "C", ladder=LADDER)),
    sessions=(Session(id="s", title="S", start=570, end=600, venue="V", participants=("A", "B")),),
    presences=(Presence(person="a", arrival=560),),
)
PLAN = Plan(
    summit="test",
    assignments=(
        Assignment(meeting="A-B", form="sit-down", start=600, room="R", attendees=("a", "b")),
        Assignment(meeting="B-C", form="sit-down", start=630, room="R", attendees=("b", "c")),
    ),
)


class Hearing:
    """Keeps what it is told, and changes nothing."""

    def __init__(self) -> None:
        self.heard: list[tuple[tuple[AnyEvent, ...], int]] = []

    def __call__(self, _: Summit, plan: Plan, events: tuple[AnyEvent, ...], now: int) -> Plan:
        self.heard.append((events, now))
        return plan


def heard(noise: Noise) -> list[tuple[tuple[AnyEvent, ...], int]]:
    hearing = Hearing()
    agreement(SUMMIT, PLAN, hearing, sample=5, noise=noise)
    return hearing.heard


def always(amount: float) -> Chance:
    return Chance(1.0, 1e9, amount)


def test_an_overrun_is_told_when_the_meeting_should_have_ended() -> None:
    told = heard(replace(Noise.none(), overrun=always(0.5)))
    assert set(told) == {((Overruns(what="A-B", until=645),), 630)}


def test_a_session_that_ends_late_is_told_when_it_should_have_ended() -> None:
    assert set(heard(replace(Noise.none(), session_end=always(0.5)))) == {((Overruns(what="s", until=615),), 600)}


def test_a_session_that_begins_late_is_told_when_it_should_have_begun() -> None:
    assert set(heard(replace(Noise.none(), session_start=always(20)))) == {((StartsLate(what="s", start=590),), 570)}


def test_a_late_arrival_is_told_before_the_stay_begins() -> None:
    assert set(heard(replace(Noise.none(), arrival=always(50)))) == {((Late(person="a", by_min=50),), 559)}


def test_what_touches_no_other_meeting_is_left_out() -> None:
    assert agreement(SUMMIT, PLAN, Hearing(), noise=replace(Noise.none(), called_off=1.0)).num == 0


def test_both_hold_everything_where_there_is_time_enough() -> None:
    def repairer(there: Summit, plan: Plan, events: tuple[AnyEvent, ...], now: int) -> Plan:
        return repair(there, plan, events, now, time_limit_s=5).plan

    found = agreement(SUMMIT, PLAN, repairer, sample=3, noise=replace(Noise.none(), overrun=always(0.5)))
    assert found == Agreement(
        num=3,
        same_held=3,
        same_forms=3,
        fast_lost=0,
        real_lost=0,
        fast_value=8,
        real_value=8,
        real_better=0,
        fast_better=0,
    )
