"""A delegation's office shows what is its own, and takes its word for nobody else."""

import re
from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client

from summitry.summit import Priority, ReplyState, Summit
from summitry_web.accounts.models import User
from summitry_web.planning.domain.plans import write_plan
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.domain.writing import make_edition
from summitry_web.planning.models import Edition, FactRow, Role
from tests.publish.test_secrecy import plain, secretive
from tests.web.conftest import member

pytestmark = pytest.mark.django_db
OFFICE = "/summits/lakes/offices/"


@pytest.fixture
def weiss(tutorial: Edition) -> Client:
    """The browser of an editor of the delegation ALD."""
    return member(tutorial, Role.DELEGATION_EDITOR, "ALD")


def with_replies_of_c(facts: Summit, others: Summit) -> Summit:
    """Return facts in which C says of its own meetings what it says in others; its own words are shown to it."""
    of_others = tuple(reply for reply in facts.replies if reply.delegation != "C")
    return replace(facts, replies=of_others + tuple(reply for reply in others.replies if reply.delegation == "C"))


def without_tokens(text: str) -> str:
    """Return a page without what differs each time it is asked for."""
    return re.sub(r'(csrfmiddlewaretoken" value|/closed?/\d+|action)="[^"]*"', "", text)


@pytest.mark.parametrize("role", [Role.DELEGATION_EDITOR, Role.DELEGATION_VIEWER])
def test_secrets_of_others_change_nothing_on_a_delegations_page(role: Role) -> None:
    pages = []
    for slug, (facts, plan) in (("edition-one", plain()), ("edition-two", secretive())):
        shown = with_replies_of_c(facts, plain()[0])
        edition = make_edition(slug, shown)
        user = User.objects.create_user(f"{slug}@example.org")
        write_plan(edition, shown, plan, reason="as it is", user=user, seen=0)
        text = member(edition, role, "C").get(f"/summits/{slug}/offices/C/").content.decode()
        assert "Known to" in text
        pages.append(without_tokens(text).replace(slug, "edition"))
    assert "SECRET" not in pages[1]
    assert pages[0] == pages[1]


def test_the_secretariat_views_exactly_what_the_delegation_sees(tutorial: Edition, secretariat: Client) -> None:
    viewer = member(tutorial, Role.DELEGATION_VIEWER, "ALD")
    auditor = member(tutorial, Role.AUDITOR)
    seen, viewed = (c.get(f"{OFFICE}ALD/").content.decode() for c in (viewer, auditor))
    bar = '<p class="message" role="status">You see this page as ALD sees it.'
    assert bar in viewed
    assert bar not in seen
    begin = '<h1><span class="code">ALD'
    assert seen.partition(begin)[2] == viewed.partition(begin)[2]


def test_people_of_a_delegation_are_led_to_its_office(weiss: Client) -> None:
    answer = weiss.get("/", follow=True)
    assert "Lakes Conference" in answer.content.decode()
    assert weiss.get("/summits/lakes/")["Location"] == f"{OFFICE}ALD/"


def test_a_party_accepts_and_declines_and_says_what_it_is_worth_to_it(tutorial: Edition, weiss: Client) -> None:
    said = {"meeting": "ALD-BRV", "reply": "declined", "priority": "high", "preferred": "15:00-16:00", "seen": 0}
    assert weiss.post(f"{OFFICE}ALD/answer/", said).status_code == 302
    summit = snapshot(tutorial).summit
    reply = summit.reply_of(summit.meeting_by_id["ALD-BRV"], "ALD")
    assert (reply.reply, reply.priority, len(reply.preferred)) == (ReplyState.DECLINED, Priority.HIGH, len(summit.days))
    assert summit.reply_of(summit.meeting_by_id["ALD-BRV"], "BRV").reply is ReplyState.ACCEPTED


def test_the_first_answer_of_a_party_makes_its_row(tutorial: Edition, weiss: Client) -> None:
    FactRow.objects.filter(edition=tutorial, table="replies", cells__meeting="ALD-BRV").delete()
    said = {"meeting": "ALD-BRV", "reply": "accepted", "seen": 0}
    assert weiss.post(f"{OFFICE}ALD/answer/", said).status_code == 302
    row = FactRow.objects.get(edition=tutorial, table="replies", cells__meeting="ALD-BRV")
    assert row.cells == {"meeting": "ALD-BRV", "delegation": "ALD", "reply": "accepted"}


def test_an_answer_keeps_what_else_the_row_says(tutorial: Edition, weiss: Client) -> None:
    row = FactRow.objects.get(edition=tutorial, table="replies", cells__meeting="ALD-BRV", cells__delegation="ALD")
    FactRow.objects.filter(pk=row.pk).update(cells=row.cells | {"note": "by telephone"})
    weiss.post(f"{OFFICE}ALD/answer/", {"meeting": "ALD-BRV", "reply": "declined", "seen": 0})
    assert FactRow.objects.get(pk=row.pk).cells["note"] == "by telephone"


def test_an_answer_given_twice_is_refused_the_second_time(tutorial: Edition, weiss: Client) -> None:
    said = {"meeting": "ALD-BRV", "reply": "declined", "seen": 0}
    weiss.post(f"{OFFICE}ALD/answer/", said)
    again = weiss.post(f"{OFFICE}ALD/answer/", said | {"reply": "accepted"})
    assert (again.status_code, "declined by you" in again.content.decode()) == (409, True)


def test_answers_to_different_requests_do_not_stand_in_each_others_way(tutorial: Edition, weiss: Client) -> None:
    other = member(tutorial, Role.DELEGATION_EDITOR, "BRV")
    told = [
        client.post(f"{OFFICE}{code}/answer/", {"meeting": "ALD-BRV", "reply": "declined", "seen": 0}).status_code
        for client, code in ((weiss, "ALD"), (other, "BRV"))
    ]
    assert told == [302, 302]


@pytest.mark.parametrize("meeting", ["BRV-DNM", "NONE-SUCH"])
def test_to_a_meeting_of_others_it_is_told_as_to_none(meeting: str, tutorial: Edition, weiss: Client) -> None:
    assert weiss.post(f"{OFFICE}ALD/answer/", {"meeting": meeting, "reply": "declined", "seen": 0}).status_code == 404
    assert snapshot(tutorial).revision == 0


def test_windows_that_cannot_be_read_are_told_in_words_without_rows(tutorial: Edition, weiss: Client) -> None:
    said = {"meeting": "ALD-BRV", "reply": "accepted", "preferred": "some time", "seen": 0}
    answer = weiss.post(f"{OFFICE}ALD/answer/", said)
    text = answer.content.decode()
    assert (answer.status_code, "some time" in text, "replies, row" in text) == (422, True, False)


def test_a_delegation_asks_and_the_other_sees_it_at_once(tutorial: Edition, weiss: Client) -> None:
    taken = {m.id for m in snapshot(tutorial).summit.meetings}
    wish = {"other": "BRV", "title": "Grain", "priority": "must", "confidential": "on"}
    assert weiss.post(f"{OFFICE}ALD/ask/", wish).status_code == 302
    made = next(m for m in snapshot(tutorial).summit.meetings if m.id not in taken)
    assert (made.parties, made.requested_by, made.title, made.confidential) == (("ALD", "BRV"), "ALD", "Grain", True)
    other = member(tutorial, Role.DELEGATION_EDITOR, "BRV").get(f"{OFFICE}BRV/").content.decode()
    assert "Grain" in other
    assert "must</option>" in other
    assert f'id="request-{made.id}"' in other
    third = member(tutorial, Role.DELEGATION_EDITOR, "CRV").get(f"{OFFICE}CRV/").content.decode()
    assert "Grain" not in third


def test_a_delegation_cannot_ask_itself_or_whoever_is_not_there(tutorial: Edition, weiss: Client) -> None:
    for other in ("ALD", "XXX", ""):
        assert weiss.post(f"{OFFICE}ALD/ask/", {"other": other}).status_code == 422
    assert snapshot(tutorial).revision == 0


def test_time_is_closed_and_opened_again(tutorial: Edition, weiss: Client) -> None:
    window = {"subject": "ALD", "start": "2026-10-25 13:00", "end": "2026-10-25 14:00"}
    assert weiss.post(f"{OFFICE}ALD/close/", window).status_code == 302
    row = FactRow.objects.get(edition=tutorial, table="closed", cells__subject="ALD")
    assert len(snapshot(tutorial).summit.closed_by_subject["ALD"]) == 1
    assert weiss.post(f"{OFFICE}ALD/close/{row.pk}/", {"seen": 1}).status_code == 302
    assert "ALD" not in snapshot(tutorial).summit.closed_by_subject


def test_a_delegation_closes_and_opens_nobody_elses_time(tutorial: Edition, weiss: Client) -> None:
    window = {"subject": "BRV", "start": "2026-10-25 13:00", "end": "2026-10-25 14:00"}
    assert weiss.post(f"{OFFICE}ALD/close/", window).status_code == 422
    theirs = FactRow.objects.filter(edition=tutorial, table="closed")[0]
    assert weiss.post(f"{OFFICE}ALD/close/{theirs.pk}/", {"seen": 0}).status_code == 404
    assert FactRow.objects.filter(pk=theirs.pk).exists()
    assert mail.outbox == []
