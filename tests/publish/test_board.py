"""The board as a page: self-contained, sound HTML, safe with any text, whole without scripts."""

import base64
import hashlib
import re

import pytest

from summitry.publish.board import programme_html
from summitry.publish.verdict import verdict_of
from summitry.publish.view import programme_for
from summitry.summit import Assignment, Plan, Reason, Unplaced
from tests.builders import delegation, meeting, principal, summit
from tests.publish.reading import Page
from tests.publish.sample import big_plan, big_summit, result_of

BIG = big_summit()
PLAN = big_plan(BIG)
HTML = programme_html(programme_for(BIG, PLAN, None), verdict_of(result_of(BIG, PLAN)))
PAGE = Page(HTML)
EVIL = "<script>alert('x')</script>\"'&--><!-- ]]> =cmd|' /C calc'!A0 javascript:1"


@pytest.mark.parametrize("reader", [None, "KOR", "SAU", "USA"])
def test_elements_are_closed_and_ids_are_unique(reader: str | None) -> None:
    page = Page(programme_html(programme_for(BIG, PLAN, reader)))
    assert page.unbalanced == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)


def test_page_asks_the_network_for_nothing() -> None:
    assert {href for href in PAGE.values("href") if not href.startswith("#")} == {"data:,"}
    assert PAGE.values("src") == []
    assert re.findall(r"https?:|url\(|@import", HTML) == []


def test_only_the_script_of_the_page_may_run() -> None:
    script = HTML[HTML.index("<script>") + len("<script>") : HTML.index("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = next(attrs["content"] or "" for _, attrs in PAGE.elements if "http-equiv" in attrs)
    assert f"script-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert [name for _, attrs in PAGE.elements for name in attrs if name.startswith("on")] == []


def test_every_engagement_is_in_the_list_that_needs_no_script() -> None:
    entries = [attrs for tag, attrs in PAGE.elements if tag == "li" and "entry" in (attrs.get("class") or "")]
    assert len(entries) == len(PLAN.assignments) + len(BIG.sessions)


def test_header_tells_the_verdict() -> None:
    for words in ("no rule broken", "57 of 60 meetings placed", "Value held", "proven optimal", "within 7.7\u202f%"):
        assert (words, words in PAGE.text) == (words, True)


def test_unplaced_meetings_carry_their_reasons_in_words() -> None:
    assert PAGE.text.count("no fitting room is free: 40 of 98 starts") == 3


def test_confidential_meetings_are_marked_in_words() -> None:
    count = sum(BIG.meeting_by_id[a.meeting].confidential for a in PLAN.assignments)
    badges = [attrs for tag, attrs in PAGE.elements if tag == "span" and attrs.get("class") == "badge secret"]
    labels = [label for label in PAGE.values("aria-label") if label.endswith(", confidential")]
    assert len(badges) == count + sum(BIG.meeting_by_id[u.meeting].confidential for u in PLAN.unplaced)
    assert len(set(labels)) == count


def test_blocks_can_be_reached_and_read_without_a_mouse() -> None:
    blocks = [attrs for tag, attrs in PAGE.elements if tag == "a" and "block" in (attrs.get("class") or "")]
    assert blocks != []
    assert [attrs for attrs in blocks if not attrs.get("aria-label") or not attrs.get("href")] == []


def test_any_text_is_text() -> None:
    facts = summit(
        id="evil",
        name=EVIL,
        place=EVIL,
        delegations=(delegation("A", name=EVIL), delegation("B", name=EVIL)),
        people=(principal("A", name=EVIL, office=EVIL), principal("B", name=EVIL)),
        meetings=(meeting("m1", title=EVIL, kind=EVIL), meeting("m2", title=EVIL)),
    )
    plan = Plan(
        summit="evil",
        assignments=(Assignment(meeting="m1", form="sit-down", start=600, room="R", attendees=("a", "b")),),
        unplaced=(Unplaced(meeting="m2", num_starts=1, reasons=(Reason("presence", 1, EVIL),)),),
    )
    page = Page(programme_html(programme_for(facts, plan, None)))
    assert page.unbalanced == []
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert page.text.count(EVIL) > 8


def test_page_of_a_delegation_opens_with_its_list_and_holds_its_row_alone() -> None:
    html = programme_html(programme_for(BIG, PLAN, "KOR"))
    page = Page(html)
    assert page.values("data-reader") == ["KOR"]
    heads = re.findall(r'<div class="row line".*?<bdi>(.*?)</bdi>', html, flags=re.DOTALL)
    assert [head for head in heads if not head.startswith("Room")] == ["KOR"] * len(BIG.days)


def test_names_keep_their_own_direction() -> None:
    assert "<bdi>المملكة العربية السعودية</bdi>" in HTML
    assert '<html lang="en" dir="ltr"' in HTML
