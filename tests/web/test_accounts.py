"""Accounts: the first one, invitations, log in and out, forgotten passwords."""

import re

import pytest
from django.core import mail
from django.test import Client

from summitry_web.accounts.beginning import beginning_code
from summitry_web.accounts.models import User
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.models import Edition, Membership, Role
from tests.web.conftest import member

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase"  # noqa: S105 -- of an account that lives as long as a test
FIRST = {"name": "Mara", "email": "Mara@Example.org", "password": PASSWORD}


def link_in_mail() -> str:
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_from_an_empty_installation_to_a_summit_of_ones_own() -> None:
    client = Client()
    assert client.get("/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    begin = f"/begin/{beginning_code()}/"
    assert client.post(begin, FIRST | {"password": "short"}).status_code == 422
    assert client.post(begin, FIRST)["Location"] == "/"
    summit = {"name": "Lakes", "slug": "lakes", "first_day": "2026-10-24"}
    assert client.post("/new/", summit)["Location"] == "/summits/lakes/"
    text = client.get("/summits/lakes/").content.decode()
    assert text.count('<li class="next">') == 1
    assert "Import a workbook" in text
    assert Membership.objects.get().role == Role.SECRETARIAT


def test_the_link_to_the_first_account_works_once_and_cannot_be_guessed() -> None:
    begin = f"/begin/{beginning_code()}/"
    assert Client().get("/begin/0123456789abcdef/").status_code == 404
    assert Client().post(begin, FIRST).status_code == 302
    assert Client().get(begin).status_code == 404
    assert Client().post(begin, FIRST | {"email": "second@example.org"}).status_code == 404
    assert User.objects.count() == 1


def test_a_short_name_is_given_once(secretariat: Client) -> None:
    for slug in ("lakes", "new", "two words"):
        told = secretariat.post("/new/", {"name": "Lakes", "slug": slug, "first_day": "2026-10-24"})
        assert told.status_code == 422


def test_the_next_edition_begins_like_the_last(tutorial: Edition, secretariat: Client) -> None:
    asked = {"name": "Lakes again", "slug": "lakes-2", "first_day": "2027-05-03", "like": "lakes"}
    assert secretariat.post("/new/", asked)["Location"] == "/summits/lakes-2/"
    last = snapshot(tutorial).summit
    fresh = snapshot(Edition.objects.get(slug="lakes-2")).summit
    assert (fresh.people, fresh.settings, fresh.clock.zone) == (last.people, last.settings, last.clock.zone)
    assert (fresh.name, fresh.days[0].date.isoformat(), fresh.id) == ("Lakes again", "2027-05-03", "lakes-2")
    assert (fresh.meetings, fresh.sessions, fresh.presences, fresh.closed) == ((), (), (), ())


def test_nobody_begins_like_a_summit_whose_facts_are_not_theirs(tutorial: Edition) -> None:
    desk = member(tutorial, Role.ROOM_DESK)
    asked = {"name": "Copy", "slug": "copy", "first_day": "2027-05-03", "like": "lakes"}
    assert desk.post("/new/", asked).status_code == 422
    assert not Edition.objects.filter(slug="copy").exists()


def test_whoever_has_an_account_logs_in_by_address_and_out_again() -> None:
    User.objects.create_user("mara@example.org", PASSWORD)
    client = Client()
    wrong = client.post("/accounts/login/", {"login": "mara@example.org", "password": "something else"})
    assert (wrong.status_code, client.get("/").status_code) == (200, 302)
    assert client.post("/accounts/login/", {"login": "MARA@example.org", "password": PASSWORD})["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/").status_code == 302


def test_nobody_signs_up() -> None:
    before = User.objects.count()
    typed = {"email": "mara@example.org", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/accounts/signup/", typed)
    assert User.objects.count() == before


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once() -> None:
    User.objects.create_user("mara@example.org", PASSWORD)
    Client().post("/accounts/password/reset/", {"email": "mara@example.org"})
    choose_password(link_in_mail(), "another long phrase")
    told = Client().post("/accounts/login/", {"login": "mara@example.org", "password": "another long phrase"})
    assert told.status_code == 302


def choose_password(link: str, password: str) -> None:
    """Follow a link of a mail, choose a password, and find that the link does not work again."""
    client = Client()
    form = client.get(link)
    assert form.status_code == 302
    client.post(form["Location"], {"password1": password, "password2": password})
    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_an_invitation_lets_somebody_in_who_had_no_account(tutorial: Edition, secretariat: Client) -> None:
    asked = {"email": "Envoy@ald.example", "role": "delegation editor", "delegation": "ALD"}
    assert secretariat.post("/summits/lakes/members/", asked).status_code == 302
    assert mail.outbox[-1].to == ["envoy@ald.example"]
    choose_password(link_in_mail(), PASSWORD)
    client = Client()
    client.post("/accounts/login/", {"login": "envoy@ald.example", "password": PASSWORD})
    assert client.get("/summits/lakes/", follow=True).redirect_chain == [("/summits/lakes/offices/ALD/", 302)]


def test_whoever_has_an_account_is_told_where_to_go_and_keeps_the_password(
    tutorial: Edition, secretariat: Client
) -> None:
    User.objects.create_user("mara@example.org", PASSWORD)
    secretariat.post("/summits/lakes/members/", {"email": "mara@example.org", "role": "planner"})
    assert link_in_mail() == "/summits/lakes/"
    assert Client().login(email="mara@example.org", password=PASSWORD)


@pytest.mark.parametrize(
    ("role", "delegation"), [("delegation editor", ""), ("planner", "ALD"), ("king", ""), ("delegation viewer", "XXX")]
)
def test_a_role_that_does_not_fit_is_refused(
    role: str, delegation: str, tutorial: Edition, secretariat: Client
) -> None:
    asked = {"email": "x@example.org", "role": role, "delegation": delegation}
    assert secretariat.post("/summits/lakes/members/", asked).status_code == 422
    assert mail.outbox == []


def test_the_last_of_the_secretariat_stays(tutorial: Edition, secretariat: Client) -> None:
    only = Membership.objects.get(edition=tutorial)
    secretariat.post(f"/summits/lakes/members/{only.pk}/remove/")
    demoted = secretariat.post("/summits/lakes/members/", {"email": only.user.email, "role": "planner"})
    assert demoted.status_code == 422
    assert Membership.objects.get(edition=tutorial).role == Role.SECRETARIAT


def test_access_that_was_taken_is_gone_at_once(tutorial: Edition, secretariat: Client) -> None:
    planner = member(tutorial, Role.PLANNER)
    assert planner.get("/summits/lakes/requests/").status_code == 200
    theirs = Membership.objects.get(edition=tutorial, role=Role.PLANNER)
    secretariat.post(f"/summits/lakes/members/{theirs.pk}/remove/")
    assert planner.get("/summits/lakes/requests/").status_code == 404
