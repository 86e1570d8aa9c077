import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from summitry.formats import read_summit
from summitry.formats.tables import TABLES
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.domain.writing import add_row, make_edition
from summitry_web.planning.models import Edition, FactRow, Role
from tests.web.conftest import EXAMPLES, member

pytestmark = pytest.mark.django_db
FACTS = "/summits/lakes/facts/"


def first(edition: Edition, table: str) -> FactRow:
    return FactRow.objects.filter(edition=edition, table=table)[0]


def test_every_table_has_a_list_and_a_form_that_explains_each_column(tutorial: Edition, secretariat: Client) -> None:
    for table in TABLES:
        listed = secretariat.get(f"{FACTS}{table.name}/").content.decode()
        form = secretariat.get(f"{FACTS}{table.name}/{first(tutorial, table.name).pk}/").content.decode()
        assert escape(table.help) in listed
        for column in table.columns:
            assert f'name="{column.name}"' in form, (table.name, column.name)
            assert escape(column.help[1:]) in form, (table.name, column.name)


def test_a_row_saved_as_it_is_shown_states_the_same_fact(tutorial: Edition, secretariat: Client) -> None:
    before = snapshot(tutorial).summit
    for revision, table in enumerate(TABLES):
        row = first(tutorial, table.name)
        answer = secretariat.post(f"{FACTS}{table.name}/{row.pk}/", row.cells | {"seen": revision})
        assert (answer.status_code, answer.headers.get("Location")) == (302, f"{FACTS}{table.name}/"), table.name
    assert snapshot(tutorial).summit == before


def test_a_column_that_refers_to_a_table_is_chosen_from_its_rows(tutorial: Edition, secretariat: Client) -> None:
    form = secretariat.get(f"{FACTS}people/new/").content.decode()
    for delegation in snapshot(tutorial).summit.delegations:
        assert f'<option value="{delegation.code}">{delegation.code}: {escape(delegation.name)}</option>' in form


def test_a_row_is_added_by_form(tutorial: Edition, secretariat: Client) -> None:
    answer = secretariat.post(f"{FACTS}delegations/new/", {"code": "NEW", "name": "Newland", "note": " as told "})
    assert answer.status_code == 302
    row = FactRow.objects.get(edition=tutorial, table="delegations", key="NEW")
    assert row.cells == {"code": "NEW", "name": "Newland", "note": "as told"}


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(tutorial: Edition, secretariat: Client) -> None:
    row = first(tutorial, "forms")
    typed = row.cells | {"duration_min": "half an hour", "seen": 0}
    answer = secretariat.post(f"{FACTS}forms/{row.pk}/", typed)
    assert answer.status_code == 422
    assert "half an hour" in answer.content.decode()
    assert list(answer.context["form"].errors) == ["duration_min"]
    assert snapshot(tutorial).revision == 0


def test_an_edit_on_an_old_revision_is_refused_and_shows_what_is_there_now(
    tutorial: Edition, secretariat: Client
) -> None:
    row = first(tutorial, "delegations")
    url = f"{FACTS}delegations/{row.pk}/"
    assert secretariat.post(url, row.cells | {"name": "First", "seen": 0}).status_code == 302
    answer = secretariat.post(url, row.cells | {"name": "Second", "seen": 0})
    text = answer.content.decode()
    assert (answer.status_code, 'value="First"' in text, 'name="seen" value="1"' in text) == (409, True, True)
    assert snapshot(tutorial).summit.delegations[0].name == "First"
    without = secretariat.post(url, row.cells | {"name": "Third"})
    assert without.status_code == 409


def test_a_row_that_others_need_is_not_deleted_and_these_are_named(tutorial: Edition, secretariat: Client) -> None:
    row = first(tutorial, "venues")
    answer = secretariat.post(f"{FACTS}venues/{row.pk}/delete/", {"seen": 0})
    assert answer.status_code == 422
    assert "rooms, row 1, column venue" in answer.content.decode()
    assert FactRow.objects.filter(pk=row.pk).exists()


def test_a_row_that_nobody_needs_is_deleted(tutorial: Edition, secretariat: Client) -> None:
    row = add_row(tutorial, "delegations", {"code": "NEW", "name": "Newland"})
    assert secretariat.post(f"{FACTS}delegations/{row.pk}/delete/", {"seen": 1}).status_code == 302
    assert not FactRow.objects.filter(pk=row.pk).exists()


def test_what_is_said_once_is_changed_by_form(tutorial: Edition, secretariat: Client) -> None:
    form = secretariat.get(f"{FACTS}summit/").context["form"]
    typed = {name: field.initial or "" for name, field in form.fields.items()} | {"summit.name": "Renamed", "seen": 0}
    before = snapshot(tutorial).summit
    assert secretariat.post(f"{FACTS}summit/", typed).status_code == 302
    after = snapshot(tutorial).summit
    assert (after.name, after.settings, after.clock) == ("Renamed", before.settings, before.clock)
    refused = secretariat.post(f"{FACTS}summit/", typed | {"summit.time_zone": "Europe/Nowhere", "seen": 1})
    assert (refused.status_code, "Europe/Nowhere" in refused.content.decode()) == (422, True)
    assert secretariat.post(f"{FACTS}summit/", typed).status_code == 409


@pytest.mark.parametrize("page", ["facts/people/", "facts/", "requests/", "", "members/", "plan/", "offices/"])
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(page: str, secretariat: Client) -> None:
    large = make_edition("vilnius", read_summit(EXAMPLES / "vilnius-2023").summit)
    other = member(large, Role.SECRETARIAT)
    member(large, Role.PLANNER)
    assert num_queries(secretariat, f"/summits/lakes/{page}") == num_queries(other, f"/summits/vilnius/{page}")


def num_queries(client: Client, address: str) -> int:
    """Return how often a page asks the database, once the summit is in memory."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
