"""Checks of the numbers that a secretariat sets."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from summitry.summit.meetings import Priority
from summitry.summit.validation import known
from summitry.summit.validation.known import Known
from summitry.summit.validation.row import Problems, Row

if TYPE_CHECKING:
    from summitry.summit.summit import Summit

_MINUTES = (
    "room_change_min",
    "arrival_margin_min",
    "departure_margin_min",
    "departure_buffer_min",
    "last_before_departure_min",
    "long_session_min",
    "long_session_buffer_min",
    "solo_interpreter_max_min",
)


def numbers(summit: "Summit") -> Problems:
    """Check margins, seats and percentages."""
    settings, row = summit.settings, Row("summit")
    if not 1 <= settings.step_min <= 60:
        value, expected = str(settings.step_min), "1 to 60"
        yield row.wrong("no grid for starts", column="step_min", value=value, expected=expected)
    yield from row.at_least(0, **{name: getattr(settings, name) for name in _MINUTES})
    yield from row.at_least(1, seats_a_party=settings.seats_a_party)
    losses = [("form_loss_percent", loss) for loss in settings.form_loss_percent]
    for column, loss in (*losses, ("stand_in_loss_percent", settings.stand_in_loss_percent)):
        if not 0 <= loss <= 100:
            yield row.wrong("not a percentage", column=column, value=str(loss), expected="0 to 100")


def weights(summit: "Summit") -> Problems:
    """Check what priorities and comfort weigh."""
    settings, row = summit.settings, Row("summit")
    for priority in Priority:
        column = f"priority_weight.{priority}"
        if priority not in settings.priority_weight:
            yield row.wrong("no weight", column=column, expected="0 or more")
        yield from row.at_least(0, **{column: settings.priority_weight.get(priority)})
    for name, weight in asdict(settings.comfort).items():
        yield from row.at_least(0, **{f"comfort.{name.rstrip('_')}": weight})


def caps(summit: "Summit") -> Problems:
    """Check that each fairness cap is of a class that somebody is in."""
    classes = {person.fairness_class for person in summit.people} - {""}
    known_classes = Known("class", "a fairness_class in people", classes)
    for name, cap in summit.settings.fairness_cap.items():
        yield from Row("summit").refers(f"fairness_cap.{name}", name, known_classes)
        yield from Row("summit").at_least(0, **{f"fairness_cap.{name}": cap})


def ladder(summit: "Summit") -> Problems:
    """Check the ladder of meetings that state none."""
    yield from Row("summit").refers_each("ladder", summit.settings.ladder, known.forms(summit))
    yield from Row("summit").distinct("ladder", summit.settings.ladder, "form")


def standing_zone(summit: "Summit") -> Problems:
    """Check that meetings without a room have a place."""
    yield from Row("summit").refers("standing_zone", summit.settings.standing_zone, known.zones(summit), optional=True)
    if not summit.venues and any(not form.needs_room for form in summit.forms):
        yield Row("venues").wrong(
            "there is no venue, though some forms are held without a room", expected="a venue for them"
        )
