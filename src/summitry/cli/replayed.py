"""What ``replay`` shows: the day step by step, and what became of each meeting."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from summitry.cli.differences import changes_document
from summitry.cli.output import count, tell, tell_table
from summitry.planning.repair.events import Event, Overruns, StartsLate
from summitry.planning.replay.fates import Fate, MeetingFate, fates, totals
from summitry.planning.replay.happenings import AgreedAnew, Happening
from summitry.planning.replay.replay import Replay, Step, late_for
from summitry.summit import Assignment, Summit
from summitry.summit.changes import day_in_words, hour_in_words, in_words

_SHOWN = tuple(fate for fate in Fate if fate is not Fate.AS_PLANNED)


def tell_replay(summit: Summit, run: Replay, alone: Replay, told_min: int) -> None:
    """Print the steps, then what became of the meetings, with and without repair, and beside the record."""
    how = f"told {told_min} minutes at a time" if told_min else "told at once"
    tell(f"{summit.name}: {count(len(run.steps), 'step')}; overruns are {how}.")
    known: set[tuple[str, ...]] = set()
    for step in run.steps:
        _tell_step(step)
        _tell_forced(step, known)
    for happening in run.unheard:
        tell(f"Not told: {_told_text(summit, happening)}; this plan does not hold it, or not so.")
    repaired, left = (fates(summit, one.before, one.after) for one in (run, alone))
    rows = [(str(fate), str(totals(repaired)[fate]), str(totals(left)[fate])) for fate in Fate]
    tell_table(("meetings", "with repair", "nobody plans anew"), [*rows, _sum_row(repaired, left)])
    late, late_alone = (len(late_for(one)) for one in (run, alone))
    tell(f"Late, because something ran over: {count(late, 'arrival')} with repair, {late_alone} without.")
    _tell_lost(summit, repaired, left)


def _sum_row(repaired: tuple[MeetingFate, ...], left: tuple[MeetingFate, ...]) -> tuple[str, str, str]:
    return ("in all", str(len(repaired)), str(len(left)))


def _tell_step(step: Step) -> None:
    when = f"{day_in_words(step.summit, step.at)} {hour_in_words(step.summit, step.at)}"
    tell(f"{when}: {'; '.join(_told_text(step.summit, happening) for happening in step.told)}")
    for line in _change_lines(step):
        tell(f"  {line}")
    for note in step.notes:
        tell(f"  {note}")
    for violation in step.violations:
        tell(f"  breaks {violation.rule}: {violation.message}")


def _tell_forced(step: Step, known: set[tuple[str, ...]]) -> None:
    """Print what no plan can mend any more, each once, however it goes on."""
    for violation in step.forced:
        key = (violation.rule, *violation.who, *violation.what)
        if key not in known:
            known.add(key)
            tell(f"  cannot be mended: {violation.message}")


def _change_lines(step: Step) -> Iterator[str]:
    for _meeting, of_meeting in groupby(step.changes, key=lambda change: change.meeting):
        yield in_words(step.summit, *of_meeting)


def _told_text(summit: Summit, happening: Happening) -> str:
    """Return what became known, in words."""
    match happening:
        case Overruns(what=what, until=until):
            return f"{what} goes on until {hour_in_words(summit, until)}"
        case StartsLate(what=what, start=start):
            return f"{what} begins at {hour_in_words(summit, start)}"
        case AgreedAnew(meeting=meeting):
            return f"{meeting} is agreed for another time"
        case _:
            return f"{happening.kind.replace('_', ' ')}: {_subject(happening)}"


def _subject(happening: Event) -> str:
    names = ("meeting", "what", "person", "room")
    return next((str(getattr(happening, name)) for name in names if hasattr(happening, name)), "")


def _tell_lost(summit: Summit, repaired: tuple[MeetingFate, ...], left: tuple[MeetingFate, ...]) -> None:
    """Print each meeting that was lost in reality, or fared otherwise than planned in one of the two runs."""
    rows = [
        (with_.meeting, with_.recorded, fate_text(summit, with_), fate_text(summit, without))
        for with_, without in _pairs(repaired, left)
        if with_.recorded or with_.fate in _SHOWN or without.fate in _SHOWN
    ]
    if rows:
        tell_table(("meeting", "in reality", "with repair", "nobody plans anew"), rows)


def _pairs(
    repaired: tuple[MeetingFate, ...], left: tuple[MeetingFate, ...]
) -> Iterator[tuple[MeetingFate, MeetingFate]]:
    others = {one.meeting: one for one in left}
    return ((one, others[one.meeting]) for one in repaired if one.meeting in others)


def fate_text(summit: Summit, one: MeetingFate) -> str:
    """Return what became of a meeting, and from when to when: ``moved, 12 July 16:20 to 17:05``."""
    if one.before is None or one.after is None or one.fate is Fate.AS_PLANNED:
        there = one.after or one.before
        return f"{one.fate}, {_day_and_hour(summit, there)}" if there else str(one.fate)
    fate = f"{one.fate} to {one.after.form}" if one.fate is Fate.SHORTENED else str(one.fate)
    is_same_day = day_in_words(summit, one.before.start) == day_in_words(summit, one.after.start)
    after = hour_in_words(summit, one.after.start) if is_same_day else _day_and_hour(summit, one.after)
    return f"{fate}, {_day_and_hour(summit, one.before)} to {after}"


def _day_and_hour(summit: Summit, assignment: Assignment) -> str:
    return f"{day_in_words(summit, assignment.start)} {hour_in_words(summit, assignment.start)}"


def replay_document(summit: Summit, run: Replay, alone: Replay) -> dict[str, Any]:
    """Return a replay as JSON values."""
    repaired, left = (fates(summit, one.before, one.after) for one in (run, alone))
    return {
        "summit": summit.id,
        "steps": [_step_document(step) for step in run.steps],
        "not_told": [_told_text(summit, happening) for happening in run.unheard],
        "totals": {str(fate): number for fate, number in totals(repaired).items()},
        "totals_left_alone": {str(fate): number for fate, number in totals(left).items()},
        "late": sorted(map(list, late_for(run))),
        "late_left_alone": sorted(map(list, late_for(alone))),
        "meetings": [
            {
                "meeting": with_.meeting,
                "fate": str(with_.fate),
                "fate_left_alone": str(without.fate),
                "recorded": with_.recorded,
                "before": _assignment(summit, with_.before),
                "after": _assignment(summit, with_.after),
            }
            for with_, without in _pairs(repaired, left)
        ],
    }


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "at": step.summit.clock.at(step.at).isoformat(timespec="minutes"),
        "told": [_told_text(step.summit, happening) for happening in step.told],
        "changes": changes_document(step.summit, step.changes)["meetings"],
        "violations": [violation.message for violation in step.violations],
        "forced": [violation.message for violation in step.forced],
        "notes": list(step.notes),
    }


def _assignment(summit: Summit, assignment: Assignment | None) -> dict[str, Any] | None:
    if assignment is None:
        return None
    start = summit.clock.at(assignment.start).isoformat(timespec="minutes")
    return {"start": start, "form": assignment.form, "room": assignment.room}
