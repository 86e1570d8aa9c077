"""The board: a day of the plan, a row a delegation or room, meetings between the sessions."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.publish.layout import Block, Mark, Row, day_boards, short_text
from summitry.publish.view import programme_for
from summitry_web.planning.domain.plans import present_plan
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import visit
from summitry_web.planning.views.answers import page

_PIXELS_A_MINUTE = 2
_LANE = 28
_BY = ("delegation", "room")


class Box(NamedTuple):
    """One engagement as it is drawn, in pixels."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    text: str
    title: str
    meeting: str

    @property
    def text_x(self) -> int:
        """Where its text begins."""
        return self.x + 4

    @property
    def text_y(self) -> int:
        """Where its text stands."""
        return self.y + 18


class Line(NamedTuple):
    """A row as it is drawn."""

    label: str
    sub: str
    height: int
    boxes: list[Box]


class Hour(NamedTuple):
    """An hour mark as it is drawn."""

    x: int
    text: str


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw one day by delegation or by room, with the rows that were asked for."""
    found = visit(request, slug, May.VIEW_PLAN)
    boards = day_boards(programme_for(found.summit, present_plan(found.edition, found.summit), None))
    wanted = request.GET.get("day", "")
    day_idx = min(int(wanted) - 1 if wanted.isdecimal() and int(wanted) else 0, len(boards) - 1)
    by = request.GET.get("by", "") if request.GET.get("by", "") in _BY else _BY[0]
    words = request.GET.get("words", "")
    shown = boards[day_idx]
    rows = shown.delegation_rows if by == "delegation" else shown.room_rows
    return page(
        request,
        "board.html",
        found,
        days=[(idx, board.day.date) for idx, board in enumerate(boards, 1)],
        listens=True,
        day=day_idx + 1,
        by=by,
        words=words,
        choices=_BY,
        lines=[_line(row) for row in (shown.programme_row, *(row for row in rows if _is_wanted(row, words)))],
        hours=[_hour(mark) for mark in shown.marks],
        width=shown.window.length * _PIXELS_A_MINUTE,
    )


def _is_wanted(row: Row, words: str) -> bool:
    text = f"{row.label} {row.sub}".casefold()
    return not words or any(word in text for word in words.casefold().split())


def _hour(mark: Mark) -> Hour:
    return Hour(mark.left_min * _PIXELS_A_MINUTE, mark.text)


def _line(row: Row) -> Line:
    height = row.num_lanes * _LANE
    return Line(row.label, row.sub, height, [_box(block, height) for block in row.blocks])


def _box(block: Block, height: int) -> Box:
    engagement = block.engagement
    kind = "shade" if block.is_shade else "session" if engagement.is_session else "meeting"
    width = block.width_min * _PIXELS_A_MINUTE
    text = engagement.title if engagement.is_session else short_text(engagement)
    return Box(
        x=block.left_min * _PIXELS_A_MINUTE,
        y=0 if block.is_shade else block.lane * _LANE + 1,
        width=width,
        height=height if block.is_shade else _LANE - 2,
        kind=f"{kind} pinned" if engagement.is_pinned else kind,
        text="" if block.is_shade else text[: max(1, width // 8)],
        title=", ".join(dict.fromkeys((text, engagement.title or text, engagement.kind, engagement.where.text))),
        meeting="" if engagement.is_session else engagement.id,
    )
