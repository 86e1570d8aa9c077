"""Random texts, times and small sound summits that use every kind of value."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from summitry.summit import (
    Capacity,
    Clock,
    ClosedWindow,
    Day,
    Delegation,
    Form,
    Interval,
    Limit,
    Meeting,
    Person,
    Presence,
    Priority,
    Recorded,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
    Settings,
    Summit,
    Transfer,
    Venue,
)

_LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff", include_characters="\n\t")
_ODD = "=+-@'\";,\n\t :/.\u200f\u0645\u0301_x000D_"
ZONES = ("UTC", "Europe/Vienna", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca")
# Days around which clocks change in one of these zones, and others.
DATES = (
    date(2026, 10, 24),
    date(2026, 3, 28),
    date(2026, 10, 31),
    date(2026, 4, 4),
    date(2026, 3, 7),
    date(2026, 7, 1),
)


def texts() -> st.SearchStrategy[str]:
    """Return texts as they may stand in a cell, odd ones preferred; without white space around them."""
    odd = st.text(alphabet=_ODD, max_size=8)
    return (odd | st.text(alphabet=_LETTERS, max_size=12)).map(str.strip)


def clocks() -> st.SearchStrategy[Clock]:
    """Return clocks, many with a change of the clocks on the second or third day."""
    return st.builds(Clock, st.sampled_from(ZONES), st.sampled_from(DATES))


def windows(first: int = -3000, last: int = 9000) -> st.SearchStrategy[Interval]:
    """Return windows of at least a minute, whole days among them."""
    pairs = st.tuples(st.integers(first, last), st.integers(1, 3000)).map(lambda p: Interval(p[0], p[0] + p[1]))
    return pairs | st.integers(0, 4).map(lambda day: Interval(day * 1440, (day + 1) * 1440))


@st.composite
def summits(draw: st.DrawFn) -> Summit:
    """Return a small sound summit full of odd texts and times."""
    clock = draw(clocks())
    codes = draw(st.lists(texts().filter(bool), min_size=2, max_size=4, unique=True))
    venues = draw(st.lists(texts().filter(bool), min_size=1, max_size=3, unique=True))
    forms = draw(st.lists(texts().filter(bool), min_size=1, max_size=3, unique=True))
    ids = [f"p:{code}" for code in codes]
    meeting_ids = draw(st.lists(texts().filter(bool), max_size=3, unique=True))
    meetings = tuple(draw(_meeting(id_, codes, forms)) for id_ in meeting_ids)
    names = texts().filter(bool)
    return Summit(
        id=draw(names.filter(lambda text: not any(letter.isspace() for letter in text))),
        name=draw(names),
        clock=clock,
        days=draw(_days(clock)),
        note=draw(texts()),
        settings=draw(_settings(forms)),
        delegations=tuple(
            Delegation(
                code=code,
                name=draw(names),
                capacity=draw(st.sampled_from(Capacity)),
                groups=tuple(
                    f"G:{g}" for g in draw(st.lists(texts(), max_size=2, unique=True)) if f"G:{g}" not in codes
                ),
                note=draw(texts()),
            )
            for code in codes
        ),
        people=tuple(
            Person(id=id_, name=draw(names), delegation=code, role=Role.PRINCIPAL, office=draw(texts()))
            for id_, code in zip(ids, codes, strict=True)
        ),
        presences=(Presence(person=ids[0], arrival=draw(st.none() | st.integers(-5000, 9000))),),
        venues=tuple(Venue(id=id_, name=draw(names)) for id_ in venues),
        transfers=tuple(
            Transfer(origin=a, destination=b, minutes=draw(st.integers(0, 60)))
            for place, a in enumerate(venues)
            for b in venues[place + 1 :]
        ),
        rooms=(
            Room(id="R", name=draw(names), venue=venues[0], seats=9, open=tuple(draw(st.lists(windows(), max_size=3)))),
        ),
        sessions=draw(_sessions(venues[0])),
        forms=tuple(
            Form(name=form, duration_min=draw(st.integers(1, 90)), needs_room=draw(st.booleans())) for form in forms
        ),
        meetings=meetings,
        replies=tuple(
            Reply(
                meeting=m.id,
                delegation=m.parties[0],
                reply=draw(st.sampled_from(ReplyState)),
                priority=draw(st.sampled_from(Priority)),
                preferred=tuple(draw(st.lists(windows(), max_size=2))),
            )
            for m in meetings
        ),
        closed=tuple(
            ClosedWindow(subject=codes[0], start=w.start, end=w.end) for w in draw(st.lists(windows(), max_size=2))
        ),
        limits=(Limit(person=ids[0], rest_min=draw(st.none() | st.integers(0, 60)), meal=draw(_meals())),),
        recorded=tuple(
            Recorded(title=title, parties=tuple(draw(st.lists(texts(), max_size=3))), place=draw(texts()))
            for title in draw(st.lists(names, max_size=3))
        ),
    )


def _days(clock: Clock) -> st.SearchStrategy[tuple[Day, ...]]:
    def day(place: int, opens: int, length: int) -> Day:
        on = clock.first_day + timedelta(days=place)
        start = clock.midnight(on) + opens
        return Day(date=on, opens=start, closes=min(start + length, clock.midnight(on + timedelta(days=1))))

    hours = st.tuples(st.integers(0, 1300), st.integers(60, 1440))
    return st.lists(hours, min_size=1, max_size=3).map(
        lambda found: tuple(day(place, *pair) for place, pair in enumerate(found))
    )


@st.composite
def _meeting(draw: st.DrawFn, id_: str, codes: list[str], forms: list[str]) -> Meeting:
    return Meeting(
        id=id_,
        title=draw(texts()),
        parties=tuple(draw(st.lists(st.sampled_from(codes), min_size=2, max_size=3, unique=True))),
        ladder=tuple(
            Rung(form, draw(st.integers(1, 90))) for form in draw(st.lists(st.sampled_from(forms), unique=True))
        ),
        allowed=tuple(draw(st.lists(windows(), max_size=2))),
        features=tuple(draw(st.lists(texts(), max_size=2))),
        head_count=draw(st.none() | st.integers(1, 20)),
        confidential=draw(st.booleans()),
    )


@st.composite
def _settings(draw: st.DrawFn, forms: list[str]) -> Settings:
    return Settings(
        step_min=draw(st.integers(1, 60)),
        ladder=tuple(draw(st.lists(st.sampled_from(forms), unique=True))),
        form_loss_percent=tuple(draw(st.lists(st.integers(0, 100), max_size=4))),
        priority_weight={priority: draw(st.integers(0, 9)) for priority in Priority},
    )


def _sessions(venue: str) -> st.SearchStrategy[tuple[Session, ...]]:
    def session(place: int, title: str) -> Session:
        return Session(id=f"session {place}", title=title, start=600 + place, end=660, venue=venue)

    titles = st.lists(texts().filter(bool), max_size=2)
    return titles.map(lambda found: tuple(session(place, title) for place, title in enumerate(found)))


def _meals() -> st.SearchStrategy[Any]:
    return st.none() | st.tuples(st.integers(0, 1380), st.integers(30, 60)).map(lambda p: Interval(p[0], p[0] + p[1]))
