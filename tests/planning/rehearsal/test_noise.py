"""What goes wrong: drawn as stated, the same for the same seed, and only where it may."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from summitry.planning.rehearsal.noise import Chance, Habits, Noise
from summitry.planning.rehearsal.run import Stage
from summitry.planning.rehearsal.sources import Kind, Sources
from summitry.summit import Assignment, FactsError, Plan, Presence, Session
from tests.builders import meeting, principal, summit
from tests.planning.rehearsal.reference import stage_of

SUMMIT = summit(
    people=(principal("A", overrun_min=15), principal("B"), principal("C")),
    meetings=(meeting("A-B"), meeting("B-C", "B", "C")),
    sessions=(Session(id="s", title="S", start=540, end=570, venue="V", participants=("A",)),),
    presences=(Presence(person="c", arrival=500), Presence(person="b", departure=1000)),
)
A_B = Assignment(meeting="A-B", form="sit-down", start=600, room="R", attendees=("a", "b"))
B_C = Assignment(meeting="B-C", form="sit-down", start=660, room="R", attendees=("b", "c"))
STAGE = stage_of(SUMMIT, A_B, B_C)


def sources_of(stage: Stage, kind: Kind) -> list[tuple[str, str, Chance]]:
    return [(s.what, s.who, s.chance) for s in stage.frame.sources.rows if s.kind is kind]


def test_those_known_to_overrun_do_so_more_often() -> None:
    noise = Noise()
    assert sources_of(STAGE, Kind.OVERRUN) == [
        ("A-B", "a", noise.known_overrun),
        ("A-B", "b", noise.overrun),
        ("B-C", "b", noise.overrun),
        ("B-C", "c", noise.overrun),
    ]


def test_only_stated_arrivals_can_be_late() -> None:
    chances = {who: chance.probability for _, who, chance in sources_of(STAGE, Kind.ARRIVAL)}
    assert chances == {"c": Noise().arrival.probability, "b": 0.0}


def test_what_a_plan_leaves_out_is_never_called_off() -> None:
    stage = stage_of(SUMMIT, A_B)
    assert [chance.probability for *_, chance in sources_of(stage, Kind.CALLED_OFF)] == [0.02, 0.0]


def test_amounts_follow_their_distribution() -> None:
    noise = replace(Noise(), overrun=Chance(0.25, 0.5, 1.0))
    sources = Sources.of(SUMMIT, Plan(summit="test", assignments=(A_B, B_C)), noise)
    drawn = sources.drawn(3, 0, 200_000)[2]  # b in B-C
    happened = drawn[drawn > 0]
    assert happened.size / drawn.size == pytest.approx(0.25, abs=0.005)
    assert happened.max() == 1.0
    assert (happened == 1.0).mean() == pytest.approx(np.exp(-1.0 / 0.5), abs=0.005)
    assert happened[happened < 1.0].mean() == pytest.approx(0.343, abs=0.01)  # an exponential of 0.5 below 1


def test_each_chunk_and_seed_draws_its_own_and_the_same_again() -> None:
    sources = STAGE.frame.sources
    assert np.array_equal(sources.drawn(1, 2, 50), sources.drawn(1, 2, 50))
    assert not np.array_equal(sources.drawn(1, 2, 50), sources.drawn(1, 3, 50))
    assert not np.array_equal(sources.drawn(1, 2, 50), sources.drawn(2, 2, 50))


def test_two_plans_of_one_summit_meet_the_same_days() -> None:
    other = stage_of(SUMMIT, replace(A_B, start=900), B_C)
    assert np.array_equal(STAGE.frame.sources.drawn(1, 0, 50), other.frame.sources.drawn(1, 0, 50))


def test_what_is_silenced_does_not_go_wrong_and_the_rest_stays() -> None:
    drawn, silenced = STAGE.frame.sources.drawn(1, 0, 200), STAGE.frame.sources.drawn(1, 0, 200, [0, 4])
    assert not silenced[[0, 4]].any()
    assert np.array_equal(np.delete(drawn, [0, 4], axis=0), np.delete(silenced, [0, 4], axis=0))


def test_without_noise_nothing_goes_wrong() -> None:
    stage = stage_of(SUMMIT, A_B, B_C, noise=Noise.none())
    assert not stage.frame.sources.drawn(1, 0, 500).any()


@pytest.mark.parametrize(
    ("name", "chance", "key"),
    [
        ("overrun", Chance(1.5, 0.1, 0.1), "overrun.probability"),
        ("arrival", Chance(0.5, -1.0, 0.1), "arrival.mean"),
        ("transfer", Chance(0.5, 1.0, float("inf")), "transfer.most"),
        ("session_end", Chance(0.5, float("nan"), 1.0), "session_end.mean"),
    ],
)
def test_figures_that_make_no_sense_are_refused(name: str, chance: Chance, key: str) -> None:
    given: dict[str, Any] = {name: chance}
    with pytest.raises(FactsError) as caught:
        replace(Noise(), **given)
    assert [problem.column for problem in caught.value.problems] == [key]


def test_probabilities_and_minutes_below_nought_are_refused() -> None:
    with pytest.raises(FactsError, match="called_off: the figure makes no sense here"):
        Noise(called_off=-0.1)
    with pytest.raises(FactsError, match="expected 0 minutes or more"):
        Habits(wait_min=-5)
