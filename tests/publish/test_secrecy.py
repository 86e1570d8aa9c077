"""What a delegation gets says nothing of what others keep to themselves.

Two summits that differ only in the secrets of A and B give C the very same bytes; and no secret word is found in them.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from summitry.publish.board import programme_html
from summitry.publish.booklet import booklet_pdf, card_pdf
from summitry.publish.calendar import calendar_ics
from summitry.publish.verdict import Verdict
from summitry.publish.view import Programme, programme_for
from summitry.publish.workbook import plan_workbook
from summitry.summit import (
    Attendance,
    Avoidance,
    ClosedWindow,
    Delegation,
    Interval,
    Limit,
    Order,
    Person,
    Pin,
    Plan,
    Presence,
    Priority,
    Reason,
    Recorded,
    Reply,
    ReplyState,
    Role,
    Summit,
    Unplaced,
)
from tests.builders import accepted, delegation, meeting, principal, summit
from tests.publish.reading import ics_text, pdf_text, xlsx_text
from tests.publish.sample import assigned, session

MADE_AT = datetime(2026, 5, 1, tzinfo=UTC)
AC = meeting("ac", "A", "C", title="Known to C")
BC = meeting("bc", "B", "C", title="Lost to C")
PUBLIC = session("public", 600, 660, participants=("A", "B"))


def plain() -> tuple[Summit, Plan]:
    """Return a summit in which nobody has a secret."""
    facts = summit(meetings=(AC, BC), sessions=(PUBLIC,))
    plan = Plan(summit="test", assignments=(assigned("ac", 540, "a", "c"),), unplaced=(Unplaced(meeting="bc"),))
    return facts, plan


def secretive() -> tuple[Summit, Plan]:
    """Return the same summit with all that A and B may keep from C, each with its own SECRET word."""
    facts = summit(
        note="SECRET-summit",
        delegations=(_noted("A"), _noted("B"), delegation("C")),
        people=(
            principal("A", note="SECRET-person", office=""),
            principal("B", languages=("SECRET-language",)),
            principal("C"),
            Person(id="b2", name="SECRET-stand-in", delegation="B", role=Role.STAND_IN),
        ),
        sessions=(
            session("public", 600, 660, note="SECRET-session-note", participants=("A", "B", "b2")),
            session("hidden", 700, 720, title="SECRET-session", participants=("A",), public=False),
        ),
        meetings=(
            meeting(
                "ac", "A", "C", title="Known to C", note="SECRET-note", source="SECRET-source", assumed="SECRET-why"
            ),
            meeting("bc", "B", "C", title="Lost to C", allowed=(Interval(540, 700),), bonus=7, note="SECRET-bc"),
            meeting("ab", "A", "B", title="SECRET-title", confidential=True, note="SECRET-confidential"),
            meeting("ab2", "A", "B", title="SECRET-other"),
            meeting("SECRET-id", "A", "B", title="SECRET-lost"),
            meeting("asked", "A", "B", title="SECRET-request", requested_by="A"),
        ),
        replies=(
            *accepted(AC, BC, priority=Priority.MUST, note="SECRET-reply", preferred=(Interval(540, 600),)),
            *accepted(meeting("ab"), meeting("ab2"), meeting("SECRET-id"), priority=Priority.HIGH),
            Reply(meeting="asked", delegation="B", reply=ReplyState.DECLINED, note="SECRET-declined"),
        ),
        attendances=(Attendance(meeting="ab2", person="b", stand_ins=("b2",), note="SECRET-attendance"),),
        closed=(ClosedWindow(subject="A", start=900, end=960, note="SECRET-closed", assumed="SECRET-window"),),
        avoidances=(Avoidance(first="A", second="B", note="SECRET-avoid"),),
        orders=(Order(before="ac", after="bc", note="SECRET-order"),),
        limits=(Limit(person="a", meetings_a_day=9, note="SECRET-limit"),),
        pins=(Pin(meeting="ac", start=540, note="SECRET-pin"),),
        presences=(Presence(person="a", arrival=1, note="SECRET-arrival"),),
        recorded=(Recorded(title="SECRET-recorded", note="SECRET-record"),),
    )
    plan = Plan(
        summit="test",
        facts_digest=facts.digest,
        assignments=(
            assigned("ac", 540, "a", "c", pinned=True),
            assigned("ab", 700, "a", "b"),
            assigned("ab2", 800, "a", "b2", form="standing", room=None),
        ),
        unplaced=(
            Unplaced(meeting="SECRET-id", num_starts=5, reasons=(Reason("presence", 5, "SECRET-reason"),)),
            Unplaced(meeting="bc", num_starts=7, reasons=(Reason("allowed_time", 7, "SECRET-of-B"),)),
        ),
    )
    return facts, plan


def _noted(code: str) -> Delegation:
    return delegation(code, groups=("SECRET-group",), note="SECRET-delegation", source="SECRET-list")


MAKERS: dict[str, Callable[[Programme], bytes]] = {
    "html": lambda view: programme_html(view).encode(),
    "pdf": lambda view: card_pdf(view, MADE_AT),
    "ics": lambda view: calendar_ics(view, MADE_AT),
}
READERS: dict[str, Callable[[bytes], str]] = {"html": bytes.decode, "pdf": pdf_text, "ics": ics_text}


@pytest.mark.parametrize("kind", MAKERS)
def test_secrets_of_others_change_no_byte_of_what_a_delegation_gets(kind: str) -> None:
    without, with_secrets = (MAKERS[kind](programme_for(*made(), "C")) for made in (plain, secretive))
    assert with_secrets == without


@pytest.mark.parametrize("kind", MAKERS)
def test_what_a_delegation_gets_holds_its_own_and_no_secret(kind: str) -> None:
    text = READERS[kind](MAKERS[kind](programme_for(*secretive(), "C")))
    assert "SECRET" not in text
    assert "Known to C" in text


def test_secretariat_alone_sees_confidential_titles_and_reasons() -> None:
    whole = programme_for(*secretive(), None)
    page, booklet = programme_html(whole), pdf_text(booklet_pdf(whole, None, (), MADE_AT))
    for word in ("SECRET-title", "SECRET-reason", "SECRET-session"):
        assert (word, word in page, word in booklet) == (word, True, True)


def test_notes_and_priorities_are_published_to_nobody() -> None:
    whole = programme_for(*secretive(), None)
    texts = (
        programme_html(whole),
        pdf_text(booklet_pdf(whole, None, (), MADE_AT)),
        xlsx_text(plan_workbook(whole, None, MADE_AT)),
    )
    for word in ("SECRET-note", "SECRET-source", "SECRET-reply", "SECRET-closed", "SECRET-avoid", "riority"):
        assert (word, [word in text for text in texts]) == (word, [False, False, False])


def test_confidential_meeting_is_a_reservation_on_the_door() -> None:
    facts, plan = secretive()
    alone = Plan(summit="test", assignments=plan.assignments[1:2])
    text = pdf_text(booklet_pdf(programme_for(facts, alone, None), None, (), MADE_AT))
    door = text[text.rindex("Room\n") :]
    assert ("Reserved" in door, "State A" in door) == (True, False)


def test_figures_of_the_certificate_never_reach_a_delegation() -> None:
    verdict = Verdict(
        num_placed=1, num_to_place=4321, violations=(), levels=(), plan_digest="p" * 64, facts_digest="f" * 64, run="r"
    )
    view = programme_for(*plain(), "C")
    assert programme_html(view, verdict) == programme_html(view)


def test_calendar_of_a_party_names_only_the_parties_of_a_confidential_meeting() -> None:
    text = ics_text(calendar_ics(programme_for(*secretive(), "A"), MADE_AT))
    event = next(part for part in text.split("BEGIN:VEVENT") if "CLASS:CONFIDENTIAL" in part)
    assert ("SECRET" in event, "SUMMARY:State A \u2013 State B\r\n" in event, "DESCRIPTION" in event) == (
        False,
        True,
        False,
    )
