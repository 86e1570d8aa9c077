"""Booklet and cards as PDF: every page is there, any text is text, nothing differs between two runs."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from summitry.publish.booklet import booklet_pdf, card_pdf
from summitry.publish.fonts import FONT_FOLDER, fonts
from summitry.publish.verdict import verdict_of
from summitry.publish.view import Programme, programme_for
from summitry.summit import Assignment, Plan
from tests.builders import delegation, meeting, principal, summit
from tests.publish.reading import missing_glyphs, pdf_text
from tests.publish.sample import big_plan, big_summit, result_of

MADE_AT = datetime(2023, 7, 10, 12, tzinfo=UTC)
BIG = big_summit()
PLAN = big_plan(BIG)
needs_fonts = pytest.mark.skipif(not FONT_FOLDER.is_dir(), reason="the fonts are not there: make fonts")


def card(code: str) -> Programme:
    return programme_for(BIG, PLAN, code)


def test_booklet_has_overview_days_cards_and_rooms() -> None:
    booklet = booklet_pdf(
        programme_for(BIG, PLAN, None), verdict_of(result_of(BIG, PLAN)), (card("NOR"), card("USA")), MADE_AT
    )
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(booklet)).pages]
    assert "no rule broken" in pages[0]
    assert "Not placed" in pages[0]
    starts = [page.splitlines()[0] for page in pages]
    assert [start for start in starts if start in {"Tuesday 11 July 2023", "Wednesday 12 July 2023"}] == [
        "Tuesday 11 July 2023",
        "Wednesday 12 July 2023",
    ]
    assert [start for start in starts if start in {"Norway", "State of Usa"}] == ["Norway", "State of Usa"]
    assert [start for start in starts if start.startswith("Room ")] == [f"Room {n}" for n in range(1, 7)]


def test_card_names_whom_when_and_where() -> None:
    text = pdf_text(card_pdf(card("AUS"), MADE_AT))
    for words in ("Australia", "AUS", "AP4", "Room", "Family photo", "times of Europe/Vilnius", "sit-down"):
        assert (words, words in text) == (words, True)


def test_card_of_the_secretariat_is_refused() -> None:
    with pytest.raises(ValueError, match="not from the secretariat's"):
        card_pdf(programme_for(BIG, PLAN, None), MADE_AT)


def test_metadata_holds_title_and_given_date_alone() -> None:
    metadata = PdfReader(io.BytesIO(card_pdf(card("NOR"), MADE_AT))).metadata
    assert metadata is not None
    assert (metadata.title, metadata.author, metadata.subject) == (
        "Summit of Many Scripts: programme of Norway",
        None,
        None,
    )
    assert metadata.creation_date == MADE_AT


def test_same_programme_and_date_give_the_same_bytes() -> None:
    first, second = (card_pdf(programme_for(BIG, PLAN, "KOR"), MADE_AT) for _ in range(2))
    assert first == second


@needs_fonts
@pytest.mark.parametrize("code", ["KOR", "JPN", "SAU", "ISR", "DEU", "GRC", "UKR", "TUR"])
def test_every_script_has_its_letters(code: str) -> None:
    assert missing_glyphs(card_pdf(card(code), MADE_AT)) == 0


@pytest.mark.parametrize("code", ["KOR", "SAU", "DEU"])
def test_cards_are_made_without_any_fonts_of_ours(code: str) -> None:
    bare = fonts(with_folder=False, with_system=False)
    assert "sit-down" in pdf_text(card_pdf(card(code), MADE_AT, with_fonts=bare))


def test_missing_letters_are_noticed() -> None:
    bare = fonts(with_folder=False, with_system=False)
    assert missing_glyphs(card_pdf(card("KOR"), MADE_AT, with_fonts=bare)) > 0


def _titled(title: str) -> tuple[Any, Plan]:
    facts = summit(
        delegations=(delegation("A", name=title), delegation("B")),
        people=(principal("A", name=title, office=title), principal("B")),
        meetings=(meeting("m", title=title),),
    )
    assignments = (Assignment(meeting="m", form="sit-down", start=600, room="R", attendees=("a", "b")),)
    return facts, Plan(summit="test", assignments=assignments)


@pytest.mark.parametrize(
    "title",
    [
        '#panic("x")',
        "*bold* _soft_ $x^2$ <label> @ref",
        '#include "/etc/passwd"',
        "= Heading",
        "\\ #{1+1} // gone",
        "]",
    ],
)
def test_markup_in_texts_is_text(title: str) -> None:
    facts, plan = _titled(title)
    text = pdf_text(card_pdf(programme_for(facts, plan, "B"), MADE_AT))
    assert "".join(text.split()).count("".join(title.split())) == 4


def test_a_word_longer_than_the_line_stays_on_the_page() -> None:
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzbevollmächtigtenkonferenz"
    facts, plan = _titled(word)
    text = pdf_text(card_pdf(programme_for(facts, plan, "B"), MADE_AT))
    assert text.replace("\n", "").replace("\u00ad", "").count(word) == 4


def test_summit_without_rooms_or_meetings_still_has_a_booklet() -> None:
    facts = summit(rooms=(), forms=(), settings=summit().settings.__class__())
    programme = programme_for(facts, Plan(summit="test"), None)
    assert "Nothing on this day." in pdf_text(booklet_pdf(programme, None, (), MADE_AT))
