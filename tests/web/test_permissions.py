"""Every address is asked for by every role; what is answered is in the table."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from summitry.formats import read_summit
from summitry.formats.tables import TABLES
from summitry_web.accounts.models import User
from summitry_web.planning.domain.writing import make_edition
from summitry_web.planning.models import Edition, FactRow, Job, Membership, PlanRevision, Role, Upload
from tests.web.conftest import EXAMPLES, member
from tests.web.permission_table import CHANGED, ROLES, SEEN, TABLE, Row

pytestmark = pytest.mark.django_db
STATUS = {"-": 403, "0": 404, ".": 302}


def codes(edition: Edition) -> tuple[str, str]:
    """Return a delegation that keeps time closed, and another."""
    own = FactRow.objects.filter(edition=edition, table="closed")[0].cells["subject"]
    every = FactRow.objects.filter(edition=edition, table="delegations").values_list("key", flat=True)
    if own not in every:
        own = FactRow.objects.get(edition=edition, table="people", key=own).cells["delegation"]
    return own, next(code for code in every if code != own)


def browser(edition: Edition, role: str) -> Client:
    own, other = codes(edition)
    if role in {"own editor", "own viewer", "other editor", "other viewer"}:
        whose, _, kind = role.partition(" ")
        return member(edition, Role(f"delegation {kind}"), own if whose == "own" else other)
    return member(edition, Role(role))


def address(edition: Edition, row: Row) -> str:
    """Return the address of a row of the table, about things that there are."""
    own, _ = codes(edition)
    arguments: list[str | int] = [edition.slug]
    if row.of in {"delegation", "closed row"}:
        arguments.append(own)
    if row.of.startswith("replies"):
        arguments.append("replies")
    if row.of.endswith(" row"):
        arguments.append(FactRow.objects.filter(edition=edition, table=row.of.removesuffix(" row"))[0].pk)
    if row.of == "member":
        user, _ = User.objects.get_or_create(email="to-be-removed@example.org")
        arguments.append(Membership.objects.get_or_create(user=user, edition=edition, role=Role.AUDITOR)[0].pk)
    if row.of == "meeting":
        arguments.append(FactRow.objects.filter(edition=edition, table="meetings")[0].key)
    if row.of == "run":
        arguments.append(Job.objects.get_or_create(edition=edition)[0].pk)
    if row.of == "revision":
        document = {"summit": "lakes", "assignments": []}
        PlanRevision.objects.get_or_create(edition=edition, number=0, defaults={"document": document, "reason": "-"})
        arguments.append(0)
    return reverse(row.name, args=arguments)


def offer_upload(edition: Edition, client: Client) -> None:
    """Keep an upload that went stale for whoever has that browser."""
    user = User.objects.get(pk=client.session["_auth_user_id"])
    fields = {"edition": edition, "file_name": "a.xlsx", "tables": {}, "entries": [], "seen": 99}
    upload = Upload(made_by=user, **fields)
    upload.tables = {
        "days": [dict(row.cells) for row in FactRow.objects.filter(edition=edition, table="days")],
    }
    upload.entries = [["summit", "id", "x"], ["summit", "name", "X"], ["summit", "time_zone", "UTC"]]
    upload.save()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_answered_as_the_table_says(role: str, tutorial: Edition) -> None:
    client = browser(tutorial, role)
    offer_upload(tutorial, client)
    place = ROLES.index(role)
    told = {(row.name, row.method): client.generic(row.method, address(tutorial, row)).status_code for row in TABLE}
    assert told == {(row.name, row.method): STATUS.get(row.letters[place], row.status) for row in TABLE}


def test_for_a_stranger_there_is_no_such_summit(tutorial: Edition) -> None:
    elsewhere = make_edition("elsewhere", read_summit(EXAMPLES / "vilnius-2023").summit)
    client = member(elsewhere, Role.SECRETARIAT)
    for row in TABLE:
        assert client.generic(row.method, address(tutorial, row)).status_code == 404, row


def test_whoever_is_not_logged_in_is_asked_to(tutorial: Edition) -> None:
    for row in TABLE:
        answer = Client().generic(row.method, address(tutorial, row))
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/"), row


def test_the_table_has_every_address_of_a_summit() -> None:
    assert {row.name for row in TABLE} == set(names_below_summits())


def names_below_summits() -> list[str]:
    below = next(p for p in get_resolver().url_patterns if isinstance(p, URLResolver) and "slug" in str(p.pattern))
    return [pattern.name or "" for pattern in below.url_patterns if isinstance(pattern, URLPattern)]


def test_other_methods_than_those_of_the_table_are_refused(tutorial: Edition, secretariat: Client) -> None:
    known = {(row.name, row.method) for row in TABLE}
    for row in TABLE:
        for method in ("GET", "POST", "PUT", "DELETE"):
            if (row.name, method) not in known:
                assert secretariat.generic(method, address(tutorial, row)).status_code == 405, (row.name, method)


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_role_sees_and_changes_its_tables_alone(role: str, tutorial: Edition) -> None:
    client = browser(tutorial, role.replace("delegation", "own"))
    names = {table.name for table in TABLES}
    seen = {name for name in names if client.get(f"/summits/lakes/facts/{name}/").status_code == 200}
    changed = {name for name in names if client.get(f"/summits/lakes/facts/{name}/new/").status_code == 200}
    sees_all, is_of_delegation = role in {"secretariat", "planner", "auditor"}, role.startswith("delegation")
    assert seen == (names if sees_all else set() if is_of_delegation else set(SEEN[role].split()))
    all_changed = names if role in {"secretariat", "planner"} else set()
    assert changed == (all_changed or set(CHANGED.get(role, "").split()))


def test_a_second_summit_shows_nothing_of_the_first(tutorial: Edition) -> None:
    elsewhere = make_edition("elsewhere", read_summit(EXAMPLES / "vilnius-2023").summit)
    client = member(elsewhere, Role.SECRETARIAT)
    theirs = FactRow.objects.filter(edition=tutorial, table="delegations")[0]
    assert client.get(f"/summits/elsewhere/facts/delegations/{theirs.pk}/").status_code == 404
    names = {
        cells["name"]
        for cells in FactRow.objects.filter(edition=tutorial, table="people").values_list("cells", flat=True)
    }
    pages = [
        "/",
        *(
            reverse(row.name, args=["elsewhere"])
            for row in TABLE
            if row.method == "GET" and not row.of and "events" not in row.name
        ),
    ]
    for page in pages:  # those that tell a revision number have no end
        text = client.get(page).content.decode(errors="replace")
        assert "Lakes" not in text, page
        assert not [name for name in names if name in text], page
    assert client.get("/summits/elsewhere/facts/people/").status_code == 200
