import itertools

import pytest

from summitry.summit import Avoidance, ClosedWindow, Order, Session
from tests.builders import meeting
from tests.summit.validation.planted import lines


@pytest.mark.parametrize(
    ("window", "line"),
    [
        (
            ClosedWindow(subject="D", start=600, end=660),
            (
                "column subject: no such delegation or person (found 'D'); "
                "expected a code in delegations or an id in people"
            ),
        ),
        (
            ClosedWindow(subject="a", start=600, end=600),
            (
                "column end: the window does not end after it starts (found '2026-06-01 10:00'); "
                "expected later than 2026-06-01 10:00"
            ),
        ),
    ],
)
def test_a_mistake_in_closed_windows_is_named(window: ClosedWindow, line: str) -> None:
    assert lines(closed=(window,)) == [f"closed, row 1, {line}"]


@pytest.mark.parametrize(
    ("pair", "line"),
    [
        (
            Avoidance(first="D", second="A"),
            ", column first: no such delegation (found 'D'); expected a code in delegations",
        ),
        (
            Avoidance(first="A", second="a"),
            ", column second: no such delegation (found 'a'); expected a code in delegations; perhaps 'A'",
        ),
        (
            Avoidance(first="C", second="C"),
            ", column second: a delegation cannot avoid itself (found 'C'); expected another delegation",
        ),
        (Avoidance(first="A", second="C", gap_min=-1), ", column gap_min: negative (found '-1'); expected 0 or more"),
        (
            Avoidance(first="B", second="A", gap_min=5),
            ": an earlier row states this pair (found 'B; A'); expected one row a pair",
        ),
    ],
)
def test_a_mistake_in_the_avoid_list_is_named(pair: Avoidance, line: str) -> None:
    assert lines(avoidances=(Avoidance(first="A", second="B"), pair)) == [f"avoid, row 2{line}"]


def orders(*pairs: str) -> list[str]:
    session = Session(id="s", title="Plenary", start=600, end=660, venue="V")
    meetings = tuple(meeting(id_) for id_ in "klmnopq")
    return lines(meetings=meetings, sessions=(session,), orders=tuple(Order(before=p[0], after=p[1]) for p in pairs))


def circle(row: int, written: str) -> str:
    return (
        f"orders, row {row}, column after: the orders go round in a circle (found '{written}'); "
        "expected nothing before itself"
    )


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        pytest.param(("kl", "lm", "km", "sk"), [], id="no circle, though two ways lead to m"),
        pytest.param(("kk",), [circle(1, "k before k")], id="itself"),
        pytest.param(("kl", "lk"), [circle(2, "k before l before k")], id="two"),
        pytest.param(("kl", "ls", "sk", "km"), [circle(3, "k before l before s before k")], id="through a session"),
        pytest.param(("qk", "kl", "lk"), [circle(3, "k before l before k")], id="behind a tail"),
        pytest.param(
            ("kl", "lk", "mn", "nm"), [circle(2, "k before l before k"), circle(4, "m before n before m")], id="apart"
        ),
        pytest.param(
            ("kl", "lk", "lm", "mk"),
            [circle(2, "k before l before k"), circle(4, "k before l before m before k")],
            id="two that share an order",
        ),
        pytest.param(("kl", "kl", "lk"), [circle(3, "k before l before k")], id="stated twice"),
    ],
)
def test_circles_of_orders_are_written_out(pairs: tuple[str, ...], found: list[str]) -> None:
    assert orders(*pairs) == found


def test_a_long_chain_of_orders_is_no_circle() -> None:
    ids = [f"m{i}" for i in range(3000)]
    chain = tuple(Order(before=a, after=b) for a, b in itertools.pairwise(ids))
    assert lines(meetings=tuple(meeting(id_) for id_ in ids), orders=chain) == []


def test_an_order_names_what_exists_and_its_gap_is_not_negative() -> None:
    wrong = (Order(before="m", after="z"), Order(before="m", after="n", gap_min=-10))
    assert lines(meetings=(meeting("m"), meeting("n")), orders=wrong) == [
        "orders, row 1, column after: no such meeting or session (found 'z'); expected an id in meetings or sessions",
        "orders, row 2, column gap_min: negative (found '-10'); expected 0 or more",
    ]
