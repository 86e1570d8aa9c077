"""The invented trade exchange: its shape at several scales."""

from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from summitry.formats import read_folder, write_folder
from summitry.generate import trade_exchange
from summitry.summit import Interval, Summit


@pytest.fixture(scope="module", params=[0.01, 0.1])
def exchange(request: pytest.FixtureRequest) -> Summit:
    return trade_exchange(7, request.param)


def _appointments(summit: Summit) -> tuple[list[int], list[int]]:
    """Return how many appointments each seller and each buyer has."""
    sellers = Counter(meeting.parties[0] for meeting in summit.meetings)
    buyers = Counter(meeting.parties[1] for meeting in summit.meetings)
    return list(sellers.values()), list(buyers.values())


def _open_slots(summit: Summit, person: str, code: str) -> int:
    """Return how many of the 100 slots one could have an appointment in, were it not for the others."""
    step, talk = summit.settings.step_min, summit.forms[0].duration_min
    slots = (Interval(start, start + talk) for day in summit.days for start in range(day.opens, day.closes, step))
    return sum(
        any(stay.usable.contains(slot) for stay in summit.stays_by_person[person])
        and not any(closed.overlaps(slot) for closed in summit.closed_by_subject.get(code, ()))
        for slot in slots
    )


def test_a_seed_names_an_exchange() -> None:
    assert trade_exchange(1, 0.02) == trade_exchange(1, 0.02)
    assert trade_exchange(1, 0.02) != trade_exchange(2, 0.02)


def test_a_whole_exchange_has_the_numbers_of_a_real_one() -> None:
    exchange = trade_exchange(1)
    sellers, buyers = _appointments(exchange)
    assert (len(sellers), len(buyers), len(exchange.rooms), len(exchange.venues)) == (1_600, 700, 1_600, 8)
    assert 59_900 <= len(exchange.meetings) <= 60_000
    assert 84 <= mean(buyers) <= 87
    assert 36 <= mean(sellers) <= 39
    assert max(buyers) <= 100


def test_four_days_have_25_slots_each_and_a_slot_is_one_step_of_the_grid(exchange: Summit) -> None:
    step = exchange.settings.step_min
    assert (len(exchange.days), step) == (4, 18)
    assert all(day.opens % step == 0 and day.closes - day.opens == 25 * step for day in exchange.days)
    assert exchange.forms[0].duration_min + exchange.settings.room_change_min == step


def test_to_change_halls_costs_no_slot(exchange: Summit) -> None:
    halls = [venue.id for venue in exchange.venues]
    assert len(halls) >= 3
    ways = {exchange.move_min(one, other) for one in halls for other in halls}
    assert ways == {exchange.settings.room_change_min}


def test_each_appointment_is_of_one_seller_at_its_own_table_and_one_buyer(exchange: Summit) -> None:
    assert len({meeting.parties for meeting in exchange.meetings}) == len(exchange.meetings)
    for meeting in exchange.meetings:
        seller, buyer = meeting.parties
        assert (seller[0], buyer[0], meeting.rooms) == ("S", "B", (f"table-{seller[1:]}",))


def test_everything_that_is_asked_is_agreed_and_kinds_of_facts_are_there(exchange: Summit) -> None:
    assert exchange.to_place() == exchange.meetings
    assert exchange.closed
    assert any(reply.preferred for reply in exchange.replies)
    assert len({reply.priority for reply in exchange.replies}) == 4


def test_some_come_late_or_leave_early() -> None:
    stays = trade_exchange(7, 0.1).presences
    assert any(stay.arrival is not None for stay in stays)
    assert any(stay.departure is not None for stay in stays)


def test_a_few_buyers_and_no_seller_have_more_appointments_than_open_slots() -> None:
    exchange = trade_exchange(7, 0.1)
    wanted = Counter(code for meeting in exchange.meetings for code in meeting.parties)
    short = [
        person.delegation
        for person in exchange.people
        if wanted[person.delegation] > _open_slots(exchange, person.id, person.delegation)
    ]
    assert 0 < len(short) <= 8
    assert all(code.startswith("B") for code in short)


def test_an_exchange_survives_the_folder(tmp_path: Path, exchange: Summit) -> None:
    write_folder(exchange, tmp_path / "exchange")
    read = read_folder(tmp_path / "exchange")
    assert (read.summit, read.warnings) == (exchange, ())
