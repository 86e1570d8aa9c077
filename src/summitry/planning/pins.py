"""What is pinned is taken for a fact, so it is judged before anything is planned around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product

from summitry.planning.exact.rooms import RoomClass, room_classes
from summitry.planning.starts import suits
from summitry.rules import Violation
from summitry.rules.case import Case
from summitry.rules.judge import violations_of
from summitry.summit import Assignment, FactsError, Form, Meeting, Pin, Plan, Problem, Summit

_MOST_OPTIONS = 100  # ways to keep a pin; one that leaves more open than that contradicts nobody


@dataclass(frozen=True, slots=True)
class _Fixed:
    """Something pinned, with the first of the ways to keep it that break no rule by themselves.

    Parameters
    ----------
    pin_idx
        Row of the pin; ``None`` for an assignment pinned in the plan one starts from.
    """

    pin_idx: int | None
    first: Assignment


def check_pins(summit: Summit, kept: Sequence[Assignment], *, include_pending: bool) -> None:
    """Raise if something pinned breaks a rule, however what it leaves open is chosen, or two things do so together.

    What only a whole plan can break is left to the planner: the evenness of breaks, meals, and whether there are
    interpreters enough for all.

    Parameters
    ----------
    kept
        The assignments pinned in the plan one starts from.

    Raises
    ------
    FactsError
        With a problem for each pin at fault, naming the rule.
    """
    if not kept and not summit.pins:
        return
    checking = _Checking(summit, include_pending=include_pending)
    sound: list[_Fixed] = []
    problems: list[Problem] = []
    for fixed in checking.everything(kept):
        if isinstance(fixed, Problem):
            problems.append(fixed)
        else:
            sound.append(fixed)
    for one, other in checking.at_odds(sound):
        problems += checking.together(one, other)
    if problems:
        raise FactsError(problems)


class _Checking:
    def __init__(self, summit: Summit, *, include_pending: bool) -> None:
        self._summit = summit
        # another meeting may yet serve as the meal, so meals are nothing to judge a pin by
        self._lenient = replace(summit, limits=tuple(replace(limit, meal=None) for limit in summit.limits), pins=())
        self._include_pending = include_pending
        self._classes = room_classes(summit, summit.meetings)

    def everything(self, kept: Sequence[Assignment]) -> Iterator[_Fixed | Problem]:
        """Yield what is pinned, or what is wrong with it: assignments of the plan, then pins of other meetings."""
        for assignment in kept:
            violations = (*self._against_pin(assignment), *self._violations(assignment))
            yield _kept_problem(self._summit, assignment, violations) if violations else _Fixed(None, assignment)
        held = {a.meeting for a in kept}
        for idx, pin in enumerate(self._summit.pins):
            if pin.meeting not in held:
                yield self._pin(idx, pin)

    def at_odds(self, sound: Sequence[_Fixed]) -> Iterator[tuple[_Fixed, _Fixed]]:
        """Yield the pairs that break a rule together in the first of the ways to keep each."""
        violations = self._violations(*(fixed.first for fixed in sound))
        pairs = {frozenset(pair) for violation in violations for pair in combinations(violation.what, 2)}
        for one, other in combinations(sound, 2):
            meetings = {one.first.meeting, other.first.meeting}
            if len(meetings) == 1 or meetings in pairs:
                yield one, other

    def together(self, one: _Fixed, other: _Fixed) -> Iterator[Problem]:
        """Yield what is wrong if two things cannot both be kept."""
        options = [tuple(islice(self._sound_options(fixed), _MOST_OPTIONS + 1)) for fixed in (one, other)]
        if max(map(len, options)) > _MOST_OPTIONS:
            return
        is_whole = one.pin_idx is None and other.pin_idx is None
        found: list[tuple[Violation, ...]] = []
        for pair in product(*options):
            violations = self._violations(*pair)
            found.append(tuple(v for v in violations if is_whole or v.rule != "interpretation"))
            if not found[-1]:
                return
        always = set.intersection(*({v.rule for v in violations} for violations in found))
        violation = next((v for v in found[0] if v.rule in always), found[0][0])
        yield _pair_problem(self._summit, one, other, violation)

    def _against_pin(self, assignment: Assignment) -> tuple[Violation, ...]:
        """Return how an assignment contradicts the pin of its own meeting."""
        plan = Plan(summit=self._summit.id, assignments=(assignment,), include_pending=self._include_pending)
        found = violations_of(Case(summit=self._summit, plan=plan))
        return tuple(v for v in found if v.rule == "pinned" and v.what == (assignment.meeting,))

    def _violations(self, *assignments: Assignment) -> tuple[Violation, ...]:
        plan = Plan(summit=self._summit.id, assignments=assignments, include_pending=self._include_pending)
        found = violations_of(Case(summit=self._lenient, plan=plan))
        return tuple(v for v in found if v.rule != "fairness_cap")

    def _pin(self, idx: int, pin: Pin) -> _Fixed | Problem:
        """Return the first sound way to keep a pin, or what is wrong with the one that breaks the fewest rules."""
        found: list[tuple[Violation, ...]] = []
        for option in self._options(pin):
            found.append(self._violations(self._interpreted(option)))
            if not found[-1]:
                return _Fixed(idx, option)
        return _pin_problem(self._summit, idx, min(found, key=len))

    def _sound_options(self, fixed: _Fixed) -> Iterator[Assignment]:
        if fixed.pin_idx is None:
            yield fixed.first
            return
        for option in self._options(self._summit.pins[fixed.pin_idx]):
            if not self._violations(self._interpreted(option)):
                yield option

    def _options(self, pin: Pin) -> Iterator[Assignment]:
        """Yield the assignments that agree with a pin, the preferred form and attendees first; never none."""
        meeting = self._summit.meeting_by_id[pin.meeting]
        for rung in self._summit.ladder(meeting):
            if pin.form not in {"", rung.form}:
                continue
            rooms = self._rooms(meeting, self._summit.form_by_name[rung.form], pin.room)
            for room, attendees in product(rooms, product(*self._summit.seats_by_meeting[meeting.id])):
                yield Assignment(meeting=meeting.id, form=rung.form, start=pin.start, room=room, attendees=attendees)

    def _rooms(self, meeting: Meeting, form: Form, wanted: str) -> list[str | None]:
        """Return the rooms to try; of rooms that nothing tells apart two, so that two pins may each have one."""
        if wanted:
            return [wanted]
        if not form.needs_room:
            return [None]
        fitting = [c for c in self._classes if suits(self._summit, meeting, form, c.first)]
        return [room.id for c in fitting for room in c.rooms[:2]] or [_any_room(self._classes)]

    def _interpreted(self, bare: Assignment) -> Assignment:
        """Return an assignment with every interpreter who breaks no further rule."""
        chosen, num_broken = bare, len(self._violations(bare))
        for person in self._summit.interpreters if num_broken else ():
            candidate = replace(chosen, interpreters=(*chosen.interpreters, person.id))
            violations = self._violations(candidate)
            if len(violations) <= num_broken and all(v.who != (person.id,) for v in violations):
                chosen, num_broken = candidate, len(violations)
        return chosen


def _any_room(classes: Sequence[RoomClass]) -> str | None:
    return classes[0].first.id if classes else None


def _pin_problem(summit: Summit, idx: int, violations: Sequence[Violation]) -> Problem:
    first = violations[0]
    return Problem(
        table="pins",
        row=idx,
        column="start",
        value=summit.clock.text(summit.pins[idx].start),
        message=f"the pin breaks {first.rule}: {first.message}",
        expected="a pin that keeps every rule",
    )


def _kept_problem(summit: Summit, assignment: Assignment, violations: Sequence[Violation]) -> Problem:
    first = violations[0]
    return Problem(
        table="plan",
        column="pinned",
        value=f"{assignment.meeting} at {summit.clock.text(assignment.start)}",
        message=f"what the plan to start from has pinned breaks {first.rule}: {first.message}",
        expected="pinned assignments that keep every rule",
    )


def _pair_problem(summit: Summit, one: _Fixed, other: _Fixed, violation: Violation) -> Problem:
    meetings = f"{one.first.meeting} and {other.first.meeting}"
    idx = max((i for i in (one.pin_idx, other.pin_idx) if i is not None), default=None)
    return Problem(
        table="plan" if idx is None else "pins",
        row=idx,
        column="pinned" if idx is None else "start",
        value="" if idx is None else summit.clock.text(summit.pins[idx].start),
        message=f"{meetings}, both pinned, break {violation.rule} together: {violation.message}",
        expected="pins that keep every rule together",
    )
