"""Facts are written on the revision that was looked at, whole or not at all, and only if they are sound."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import connection

from summitry.summit import FactsError
from summitry_web.planning.domain import writing
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.models import Edition, FactRow

pytestmark = pytest.mark.django_db


def row_of(edition: Edition, table: str, key: str) -> FactRow:
    return FactRow.objects.get(edition=edition, table=table, key=key)


def test_a_row_that_is_added_is_a_fact(tutorial: Edition) -> None:
    writing.add_row(tutorial, "delegations", {"code": "NEW", "name": "Newland"})
    summit, revision = snapshot(tutorial)
    assert summit.delegations[-1].name == "Newland"
    assert revision == 1


def test_a_changed_row_keeps_its_place(tutorial: Edition) -> None:
    before = snapshot(tutorial).summit
    row = FactRow.objects.filter(edition=tutorial, table="delegations").order_by("position")[1]
    writing.change_row(row, row.cells | {"name": "Another name"}, seen=0)
    after = snapshot(tutorial).summit
    assert [d.code for d in after.delegations] == [d.code for d in before.delegations]
    assert after.delegations[1] == replace(before.delegations[1], name="Another name")


def test_a_row_that_others_refer_to_is_not_deleted(tutorial: Edition) -> None:
    code = snapshot(tutorial).summit.people[0].delegation
    with pytest.raises(FactsError) as raised:
        writing.delete_row(row_of(tutorial, "delegations", code), seen=0)
    assert {problem.table for problem in raised.value.problems} >= {"people"}
    assert snapshot(tutorial).revision == 0
    assert row_of(tutorial, "delegations", code).key == code


def test_a_cell_that_says_nothing_is_refused_with_its_column(tutorial: Edition) -> None:
    row = FactRow.objects.filter(edition=tutorial, table="forms")[0]
    with pytest.raises(FactsError) as raised:
        writing.change_row(row, row.cells | {"duration_min": "soon"}, seen=0)
    problem = raised.value.problems[0]
    assert (problem.table, problem.row, problem.column, problem.value) == (
        "forms",
        row.position,
        "duration_min",
        "soon",
    )


def test_a_row_that_was_written_since_is_not_overwritten(tutorial: Edition) -> None:
    row = FactRow.objects.filter(edition=tutorial, table="delegations")[0]
    writing.change_row(row, row.cells | {"name": "First"}, seen=0)
    with pytest.raises(writing.StaleError):
        writing.change_row(row, row.cells | {"name": "Second"}, seen=0)
    assert snapshot(tutorial).summit.delegations[0].name == "First"
    assert snapshot(tutorial).revision == 1


def test_a_row_that_was_deleted_since_is_told_as_stale(tutorial: Edition) -> None:
    row = writing.add_row(tutorial, "delegations", {"code": "NEW", "name": "Newland"})
    writing.delete_row(row, seen=1)
    with pytest.raises(writing.StaleError):
        writing.change_row(row, {"code": "NEW", "name": "Newerland"}, seen=1)


def test_different_rows_are_written_on_one_revision(tutorial: Edition) -> None:
    first, second = FactRow.objects.filter(edition=tutorial, table="delegations")[:2]
    writing.change_row(first, first.cells | {"name": "First"}, seen=0)
    writing.change_row(second, second.cells | {"name": "Second"}, seen=0)
    assert [d.name for d in snapshot(tutorial).summit.delegations[:2]] == ["First", "Second"]


def test_all_facts_are_replaced_only_on_the_present_revision(tutorial: Edition) -> None:
    facts = snapshot(tutorial).summit
    writing.add_row(tutorial, "delegations", {"code": "NEW", "name": "Newland"})
    with pytest.raises(writing.StaleError):
        writing.write_all(tutorial, facts, seen=0)
    writing.write_all(tutorial, replace(facts, name="Another"), seen=1)
    tutorial.refresh_from_db()
    assert (snapshot(tutorial).summit, tutorial.name) == (replace(facts, name="Another"), "Another")


def test_what_is_said_once_is_written_and_may_be_left_to_its_default(tutorial: Edition) -> None:
    facts = snapshot(tutorial).summit
    entries = {("summit", "id"): facts.id, ("summit", "name"): "Short", ("summit", "time_zone"): "Europe/Vienna"}
    writing.write_entries(tutorial, entries | {("planning", "step_min"): ""}, seen=0)
    after = snapshot(tutorial).summit
    assert (after.name, after.clock.zone, after.place) == ("Short", "Europe/Vienna", "")
    with pytest.raises(FactsError, match="time_zone"):
        writing.write_entries(tutorial, entries | {("summit", "time_zone"): "Nowhere/Land"}, seen=1)


def race(edition: Edition, *changes: str) -> list[str]:
    """Give one row several names at once, each on the revision at the start; return what was told to each."""
    row = FactRow.objects.filter(edition=edition, table="delegations")[0]
    told: list[str] = []
    start = Barrier(len(changes))

    def write(name: str) -> None:
        start.wait()
        try:
            writing.change_row(row, row.cells | {"name": name}, seen=0)
            told.append("written")
        except writing.StaleError:
            told.append("stale")
        finally:
            connection.close()

    threads = [Thread(target=write, args=(name,)) for name in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


@pytest.mark.django_db(transaction=True)
def test_of_those_who_write_one_row_at_once_one_wins_and_the_others_are_told(tutorial: Edition) -> None:
    assert race(tutorial, "A", "B", "C", "D") == ["stale", "stale", "stale", "written"]
    assert snapshot(tutorial).revision == 1
