"""Pinned meetings are facts, so they are judged before anything is planned around them."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from summitry.planning.starts import suits
from summitry.rules import Violation, judge
from summitry.summit import Assignment, FactsError, Form, Meeting, Pin, Plan, Problem, Summit

_AMONG = frozenset({"pinned", "interpretation", "fairness_cap"})  # rules that a single pin cannot be judged by


def check_pins(summit: Summit, kept: Sequence[Assignment], *, include_pending: bool) -> None:
    """Raise if a pin breaks a rule in every form and room left open to it, or two pins do so together.

    Raises
    ------
    FactsError
        With a problem for each pin at fault, naming the rule.
    """
    held = {a.meeting for a in kept}
    pins = [(idx, pin) for idx, pin in enumerate(summit.pins) if pin.meeting not in held]
    problems: list[Problem] = []
    sound: list[tuple[int, list[Assignment]]] = []
    for idx, pin in pins:
        options = list(_options(summit, pin))
        violations = [_violations(summit, (option,), include_pending=include_pending) for option in options]
        allowed = [option for option, found in zip(options, violations, strict=True) if not found]
        if allowed:
            sound.append((idx, allowed))
        else:
            problems.append(_problem(summit, idx, min(violations, key=len)))
    sound += [(-1, [assignment]) for assignment in kept]
    for (idx, mine), (other_idx, theirs) in combinations(sound, 2):
        found = [_violations(summit, pair, include_pending=include_pending) for pair in product(mine, theirs)]
        if all(found):
            problems.append(_problem(summit, max(idx, other_idx), found[0]))
    if problems:
        raise FactsError(problems)


def _options(summit: Summit, pin: Pin) -> Iterator[Assignment]:
    """Yield the assignments that agree with a pin, preferred attendees in every seat; never none."""
    meeting = summit.meeting_by_id[pin.meeting]
    attendees = tuple(seat[0] for seat in summit.seats_by_meeting[meeting.id])
    for rung in summit.ladder(meeting):
        if pin.form not in {"", rung.form}:
            continue
        for room in _rooms(summit, meeting, summit.form_by_name[rung.form], pin.room):
            yield Assignment(meeting=meeting.id, form=rung.form, start=pin.start, room=room, attendees=attendees)


def _rooms(summit: Summit, meeting: Meeting, form: Form, wanted: str) -> list[str | None]:
    if wanted:
        return [wanted]
    if not form.needs_room:
        return [None]
    fitting = [room.id for room in summit.rooms if suits(summit, meeting, form, room)]
    return [*fitting] or [next((room.id for room in summit.rooms), None)]


def _violations(summit: Summit, assignments: tuple[Assignment, ...], *, include_pending: bool) -> tuple[Violation, ...]:
    certificate = judge(summit, Plan(summit=summit.id, assignments=assignments, include_pending=include_pending))
    return tuple(v for v in certificate.violations if v.rule not in _AMONG)


def _problem(summit: Summit, idx: int, violations: Sequence[Violation]) -> Problem:
    first = violations[0]
    return Problem(
        table="pins",
        row=idx if idx >= 0 else None,
        column="start",
        value=summit.clock.text(summit.pins[idx].start) if idx >= 0 else "",
        message=f"the pin breaks {first.rule}: {first.message}",
        expected="a pin that keeps every rule",
    )
