"""Checks of what restricts the plan: closed windows, the avoid list and orders."""

from typing import TYPE_CHECKING

from summitry.summit.validation import known
from summitry.summit.validation.row import Problems, Row, rows

if TYPE_CHECKING:
    from summitry.summit.summit import Summit


def closed(summit: "Summit") -> Problems:
    """Check that each closed window is of somebody and ends after it starts."""
    subjects, clock = known.subjects(summit), summit.clock
    for row, window in rows("closed", summit.closed):
        yield from row.refers("subject", window.subject, subjects)
        if window.end <= window.start:
            value, expected = clock.text(window.end), f"later than {clock.text(window.start)}"
            yield row.wrong("the window does not end after it starts", column="end", value=value, expected=expected)


def avoidances(summit: "Summit") -> Problems:
    """Check that each entry of the avoid list names two delegations, and no two entries the same."""
    codes = known.delegations(summit)
    stated: set[frozenset[str]] = set()
    for row, pair in rows("avoid", summit.avoidances):
        yield from row.refers("first", pair.first, codes)
        yield from row.refers("second", pair.second, codes)
        yield from row.at_least(0, gap_min=pair.gap_min)
        both = frozenset((pair.first, pair.second))
        if len(both) == 1:
            message, expected = "a delegation cannot avoid itself", "another delegation"
            yield row.wrong(message, column="second", value=pair.second, expected=expected)
        elif both in stated:
            value = f"{pair.first}; {pair.second}"
            yield row.wrong("an earlier row states this pair", value=value, expected="one row a pair")
        stated.add(both)


def orders(summit: "Summit") -> Problems:
    """Check that orders name what exists and do not go round in a circle."""
    ids = known.engagements(summit)
    row_by_pair: dict[tuple[str, str], Row] = {}
    followers: dict[str, list[str]] = {}
    for row, order in rows("orders", summit.orders):
        yield from row.refers("before", order.before, ids)
        yield from row.refers("after", order.after, ids)
        yield from row.at_least(0, gap_min=order.gap_min)
        pair = (order.before, order.after)
        if pair not in row_by_pair:
            followers.setdefault(order.before, []).append(order.after)
        row_by_pair[pair] = row
    while circle := _circle(followers):
        before, after = circle[-1], circle[0]
        yield row_by_pair[before, after].wrong(
            "the orders go round in a circle",
            column="after",
            value=" before ".join((*circle, circle[0])),
            expected="nothing before itself",
        )
        followers[before].remove(after)  # opened, so that the next circle shows


def _circle(followers: dict[str, list[str]]) -> tuple[str, ...]:
    """Return one circle of a directed graph, or nothing.

    1. Go depth first from each node not yet done, without recursion, and keep the path walked.
    2. A node that is on the path already closes a circle: the path from it on.
    3. A node whose followers are all done is done itself.
    """
    done: set[str] = set()
    for root in followers:
        path: dict[str, None] = {}
        stack = [(root, False)]
        while stack:
            node, is_leaving = stack.pop()
            if is_leaving:
                del path[node]
                done.add(node)
            elif node in path:
                walked = list(path)
                return tuple(walked[walked.index(node) :])
            elif node not in done:
                path[node] = None
                stack.append((node, True))
                stack.extend((follower, False) for follower in reversed(followers.get(node, ())))
    return ()
