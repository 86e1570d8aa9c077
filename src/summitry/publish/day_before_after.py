"""One day of a plan beside the same day as it went: a picture with a lane for each delegation that was touched."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from summitry.summit import Assignment, Interval, Plan, Summit

_LEFT, _WIDTH, _TOP, _RIGHT = 62, 1200, 64, 30
_HALF, _GAP = 17, 9  # height of a plan's half of a lane, and what is between lanes
_NONE = "#ffffff"
_FONT = 'font-family="sans-serif" font-size="10"'
_INK, _SOFT, _LINE = "#1c2329", "#5c6770", "#d9dddd"
_SESSION, _KEPT, _MOVED, _LOST, _SHORT = "#c9cfd1", "#7a97ae", "#1d4f7c", "#b3261e", "#b35900"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The facts and the plan at one moment; the facts differ where sessions ran over."""

    summit: Summit
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Box:
    """One engagement in a lane: when, its label, its colours, and what a reader sees who points at it."""

    interval: Interval
    text: str
    fill: str
    title: str
    line: str = _NONE


def day_svg(before: Moment, after: Moment, day: date, codes: Sequence[str], *, title: str) -> str:
    """Return the picture of a day as SVG: in each lane above what was planned, below what took place.

    Parameters
    ----------
    codes
        Codes of the delegations that have a lane, from top to bottom.
    """
    hours = _hours(before.summit, day)
    scale = (_WIDTH - _LEFT - _RIGHT) / hours.length
    height = _TOP + len(codes) * (2 * _HALF + _GAP) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {_size(height)} {_FONT} fill="{_INK}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="20" font-size="14" font-weight="bold">{escape(title)}</text>',
        *_legend(),
        *_grid(before.summit, hours, scale, height),
    ]
    for idx, code in enumerate(codes):
        top = _TOP + idx * (2 * _HALF + _GAP)
        parts.append(f'<text x="12" y="{top + _HALF + 4}" font-weight="bold">{escape(code)}</text>')
        for half, boxes in enumerate(_lane(before, after, code)):
            parts += _drawn(boxes, hours, scale, top + half * _HALF)
        parts.append(_rule(top + 2 * _HALF + _GAP / 2))
    return "\n".join([*parts, "</svg>", ""])


def touched(before: Moment, after: Moment, day: date) -> tuple[str, ...]:
    """Return the codes of the delegations whose meetings of a day were moved, shortened or lost, the busiest first."""
    found: dict[str, int] = {}
    new = {a.meeting: a for a in after.plan.assignments}
    for a in before.plan.assignments:
        if before.summit.clock.at(a.start).date() == day and _differs(a, new.get(a.meeting)):
            for code in before.summit.meeting_by_id[a.meeting].parties:
                found[code] = found.get(code, 0) + 1
    return tuple(sorted(found, key=lambda code: (-found[code], code)))


def most_changed(before: Moment, after: Moment) -> date:
    """Return the day of which most meetings were moved, shortened or lost; of days alike, the last."""
    new = {a.meeting: a for a in after.plan.assignments}
    at = before.summit.clock.at
    changed = Counter(at(a.start).date() for a in before.plan.assignments if _differs(a, new.get(a.meeting)))
    return max((day.date for day in before.summit.days), key=lambda day: (changed[day], day))


def _differs(before: Assignment, after: Assignment | None) -> bool:
    return after is None or (after.start, after.form) != (before.start, before.form)


# --- what is in a lane ---


def _lane(before: Moment, after: Moment, code: str) -> tuple[list[_Box], list[_Box]]:
    """Return the boxes of a delegation: as planned, and as it went."""
    old, new = ({a.meeting: a for a in moment.plan.assignments} for moment in (before, after))
    planned = [
        *_sessions(before, code),
        *(_box(before, a, code, new.get(m), is_old=True) for m, a in _of(before, code)),
    ]
    went = [*_sessions(after, code), *(_box(after, a, code, old.get(m), is_old=False) for m, a in _of(after, code))]
    return planned, went


def _of(moment: Moment, code: str) -> Iterator[tuple[str, Assignment]]:
    meetings = moment.summit.meeting_by_id
    for a in moment.plan.assignments:
        if a.meeting in meetings and code in meetings[a.meeting].parties:
            yield a.meeting, a


def _sessions(moment: Moment, code: str) -> Iterator[_Box]:
    person = moment.summit.principal_by_delegation.get(code, "")
    for session in moment.summit.sessions_by_person.get(person, ()):
        yield _Box(session.interval, "", _SESSION, f"{session.title} ({_span(moment.summit, session.interval)})")


def _box(moment: Moment, a: Assignment, code: str, other: Assignment | None, *, is_old: bool) -> _Box:
    """Return the box of a meeting; `other` is where the other plan has it."""
    meeting = moment.summit.meeting_by_id[a.meeting]
    minutes = dict(moment.summit.ladder(meeting)).get(a.form, 0)
    interval = Interval(a.start, a.start + minutes)
    title = f"{a.meeting}, {a.form} ({_span(moment.summit, interval)})"
    fill, line = _colours(moment.summit, a, other, is_old=is_old)
    return _Box(interval, _label([party for party in meeting.parties if party != code]), fill, title, line)


def _label(others: Sequence[str]) -> str:
    return others[0] if len(others) == 1 else f"{others[0]}+{len(others) - 1}"


def _colours(summit: Summit, a: Assignment, other: Assignment | None, *, is_old: bool) -> tuple[str, str]:
    """Return what a meeting's box is filled with, and its outline."""
    if is_old:
        if other is None:
            return _NONE, _LOST
        return (_KEPT, _NONE) if summit.day_idx(other.start) == summit.day_idx(a.start) else (_NONE, _MOVED)
    if other is None or not _differs(other, a):
        return _KEPT, _NONE
    return (_SHORT if other.form != a.form else _MOVED), _NONE


def _span(summit: Summit, interval: Interval) -> str:
    return f"{summit.clock.hour_text(interval.start)}-{summit.clock.hour_text(interval.end)}"


# --- drawing ---


def _hours(summit: Summit, day: date) -> Interval:
    """Return the opening hours of a day, widened to whole hours."""
    found = next(d for d in summit.days if d.date == day)
    return Interval(found.opens // 60 * 60, -(-found.closes // 60) * 60)


def _drawn(boxes: Sequence[_Box], hours: Interval, scale: float, top: float) -> Iterator[str]:
    for box in boxes:
        start, end = max(box.interval.start, hours.start), min(box.interval.end, hours.end)
        if start >= end:
            continue
        x, width = _LEFT + (start - hours.start) * scale, (end - start) * scale
        ink = box.line if box.fill == _NONE else _NONE
        yield (
            f'<rect x="{x:.1f}" y="{top + 1:.1f}" width="{width:.1f}" height="{_HALF - 2}" rx="2" fill="{box.fill}" '
            f'stroke="{box.line}"><title>{escape(box.title)}</title></rect>'
        )
        if box.text and width > 5.6 * len(box.text) + 3:
            where = f'x="{x + 2.5:.1f}" y="{top + _HALF - 5:.1f}"'
            yield f'<text {where} font-size="8.5" fill="{ink}">{escape(box.text)}</text>'


def _grid(summit: Summit, hours: Interval, scale: float, height: float) -> Iterator[str]:
    for minute in range(hours.start, hours.end + 1, 60):
        x = _LEFT + (minute - hours.start) * scale
        yield f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{height - 10}" stroke="{_LINE}"/>'
        text = summit.clock.hour_text(minute)
        yield f'<text x="{x:.1f}" y="{_TOP - 10}" text-anchor="middle" fill="{_SOFT}">{text}</text>'


def _size(height: int) -> str:
    return f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'


def _rule(y: float) -> str:
    return f'<line x1="12" y1="{y:.1f}" x2="{_WIDTH - 12}" y2="{y:.1f}" stroke="{_LINE}"/>'


def _legend() -> Iterator[str]:
    """Yield what the colours mean, and which half of a lane is which."""
    x = 12.0
    yield f'<text x="{x}" y="38" fill="{_SOFT}">In each lane above: as planned; below: as it went.</text>'
    x = 300.0
    for fill, text in ((_SESSION, "session"), (_KEPT, "meeting"), (_MOVED, "moved"), (_SHORT, "other form")):
        yield f'<rect x="{x}" y="29" width="14" height="11" rx="2" fill="{fill}"/>'
        yield f'<text x="{x + 18}" y="38" fill="{_SOFT}">{text}</text>'
        x += 34 + 6.4 * len(text)
    for line, text in ((_MOVED, "on another day"), (_LOST, "lost")):
        yield f'<rect x="{x}" y="29" width="14" height="11" rx="2" fill="{_NONE}" stroke="{line}"/>'
        yield f'<text x="{x + 18}" y="38" fill="{_SOFT}">{text}</text>'
        x += 34 + 6.4 * len(text)
