"""What a delegation takes with it."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from summitry_web.lib.mail import mail_from
from summitry_web.planning.models import Edition, Membership, Role
from tests.web.conftest import member

pytestmark = pytest.mark.django_db
OFFICE = "/summits/lakes/offices/ALD/"


@pytest.fixture
def link(tutorial: Edition) -> str:
    """The address by which a calendar program of somebody of ALD follows its programme."""
    shown = member(tutorial, Role.DELEGATION_VIEWER, "ALD").get(f"{OFFICE}calendar/").content.decode()
    found = re.search(r"http://testserver(/calendars/[^<]+)", shown)
    assert found is not None
    return found[1]


def test_a_calendar_is_followed_without_logging_in(link: str) -> None:
    told = Client().get(link)
    assert (told.status_code, told["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert told.content.startswith(b"BEGIN:VCALENDAR")


def test_the_link_ends_with_the_access(link: str, tutorial: Edition) -> None:
    Membership.objects.filter(edition=tutorial, delegation="ALD").update(delegation="BRV")
    assert Client().get(link).status_code == 404
    Membership.objects.filter(edition=tutorial).delete()
    assert Client().get(link).status_code == 404


def test_a_link_that_was_changed_opens_nothing(link: str) -> None:
    for other in (link.replace(".ics", "x.ics"), "/calendars/x.ics", "/calendars/a.b.ics", "/calendars/...ics"):
        assert Client().get(other).status_code == 404


def test_whoever_views_as_a_delegation_gets_no_link_of_it(tutorial: Edition) -> None:
    shown = member(tutorial, Role.AUDITOR).get(f"{OFFICE}calendar/").content.decode()
    assert "/calendars/" not in shown


def test_a_card_is_a_pdf(tutorial: Edition) -> None:
    told = member(tutorial, Role.DELEGATION_EDITOR, "ALD").get(f"{OFFICE}card.pdf")
    assert told.content.startswith(b"%PDF")


def test_addresses_of_mail_servers_are_understood() -> None:
    server = mail_from("smtp+tls://mara:p%40ss@mail.example")
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    assert [server[name] for name in names] == ["mail.example", 587, "mara", "p@ss", True, False]
    assert "console" in mail_from("")["EMAIL_BACKEND"]
    with pytest.raises(ImproperlyConfigured, match="SUMMITRY_MAIL"):
        mail_from("mail.example")
