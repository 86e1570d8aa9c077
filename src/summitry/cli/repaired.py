"""What a repair and a standby list look like, printed and as JSON values."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from summitry.cli.differences import changes_document
from summitry.cli.output import count, tell
from summitry.formats.plan_json import plan_document
from summitry.planning.repair.repair import Repaired
from summitry.planning.repair.standby import Offer
from summitry.publish.notices import Notice, notices
from summitry.summit import Assignment, Plan, Summit
from summitry.summit.changes import changes, day_in_words, hour_in_words

_MOST_OFFERS = 10
_MANY = 5  # delegations told the same are listed once


def tell_repaired(summit: Summit, before: Plan, found: Repaired, offers: Sequence[Offer]) -> None:
    """Print a repair: how good it is, what each delegation is told, what else could be done, what could be offered."""
    for note in found.notes:
        tell(note)
    _tell_outcome(found)
    for violation in found.forced:
        tell(f"Cannot be mended: {violation.message}.")
    for meeting in found.unpinned:
        tell(f"The pin of {meeting} could not be kept.")
    _tell_notices(notices((summit, before), (found.summit, found.plan)))
    for other in found.alternatives:
        tell(f"Or {other.name}: {other.gives_up}.")
    tell_offers(found.summit, offers)


def _tell_outcome(found: Repaired) -> None:
    cost, bound = found.cost, found.bound
    tell(f"{count(len(found.moved), 'meeting')} moved, {len(found.dropped)} dropped; {found.runtime_s:.2f} s.")
    for name, given, least in zip(_LEVELS, cost, bound, strict=True):
        if given or least:
            proof = "proven least" if given == least else f"no repair below {least}"
            tell(f"  {name}: {given}, {proof}")


_LEVELS = (
    "meetings that should stay and do not",
    "value lost",
    "lost by lesser forms, in hundredths of value",
    "meetings changed",
)


def _tell_notices(told: Sequence[Notice]) -> None:
    """Print what each delegation is told; what many are told in the same words, such as of a session, once for all."""
    num = Counter(sentence for notice in told for sentence in notice.sentences)
    for notice in told:
        own = [sentence for sentence in notice.sentences if num[sentence] < _MANY]
        if own:
            tell(f"{notice.party.code}: tell {', '.join(notice.people) or notice.party.name}")
        for sentence in own:
            tell(f"  {sentence}")
    for sentence in num:
        if num[sentence] >= _MANY:
            codes = ", ".join(notice.party.code for notice in told if sentence in notice.sentences)
            tell(f"All of {codes}:")
            tell(f"  {sentence}")


def tell_offers(summit: Summit, offers: Sequence[Offer]) -> None:
    """Print what could be offered, best first."""
    if not offers:
        tell("Standby: nothing that was left out or cut short fits now.")
        return
    tell("Standby, best first:")
    for offer in offers[:_MOST_OFFERS]:
        tell(f"  {_offer_text(summit, offer)}")
    if len(offers) > _MOST_OFFERS:
        tell(f"  and {len(offers) - _MOST_OFFERS} more")


def _offer_text(summit: Summit, offer: Offer) -> str:
    instead = f" instead of {_how(summit, offer.instead_of)}" if offer.instead_of else ""
    return f"{offer.meeting}: {_how(summit, offer.assignment)}{instead}"


def _how(summit: Summit, assignment: Assignment) -> str:
    room = summit.room_by_id.get(assignment.room or "")
    where = f" in {room.name}" if room else ""
    when = f"{day_in_words(summit, assignment.start)} {hour_in_words(summit, assignment.start)}"
    return f"{assignment.form} on {when}{where}"


# --- as JSON values ---


def repair_document(summit: Summit, before: Plan, found: Repaired, offers: Sequence[Offer]) -> dict[str, Any]:
    """Return a repair as JSON values."""
    told = notices((summit, before), (found.summit, found.plan))
    return {
        "summit": summit.id,
        "now": _instant(summit, found.now),
        "cost": found.cost._asdict(),
        "bound": found.bound._asdict(),
        "is_proven": found.is_proven,
        "is_fewest": found.is_fewest,
        "runtime_s": round(found.runtime_s, 3),
        "moved": list(found.moved),
        "dropped": list(found.dropped),
        "unpinned": list(found.unpinned),
        "forced": [{"rule": v.rule, "what": list(v.what), "message": v.message} for v in found.forced],
        "notes": list(found.notes),
        "changes": changes_document(found.summit, changes(before, found.plan))["meetings"],
        "notices": [_notice_document(notice) for notice in told],
        "alternatives": [
            {
                "name": other.name,
                "gives_up": other.gives_up,
                "cost": other.cost._asdict(),
                "shift_min": other.shift_min,
                "changes": changes_document(found.summit, changes(before, other.plan))["meetings"],
            }
            for other in found.alternatives
        ],
        "standby": offers_document(found.summit, offers),
        "plan": plan_document(found.summit, found.plan),
    }


def _notice_document(notice: Notice) -> dict[str, Any]:
    return {"delegation": notice.party.code, "people": list(notice.people), "sentences": list(notice.sentences)}


def offers_document(summit: Summit, offers: Sequence[Offer]) -> list[dict[str, Any]]:
    """Return offers as JSON values."""
    return [
        {
            "meeting": offer.meeting,
            "gain": offer.gain,
            "offer": _assignment(summit, offer.assignment),
            "instead_of": None if offer.instead_of is None else _assignment(summit, offer.instead_of),
            "in_words": _offer_text(summit, offer),
        }
        for offer in offers
    ]


def _assignment(summit: Summit, assignment: Assignment) -> dict[str, Any]:
    return {
        "form": assignment.form,
        "start": _instant(summit, assignment.start),
        "room": assignment.room,
        "attendees": list(assignment.attendees),
        "interpreters": list(assignment.interpreters),
    }


def _instant(summit: Summit, minute: int) -> str:
    return summit.clock.at(minute).isoformat(timespec="minutes")
