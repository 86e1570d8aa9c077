"""The one description of what is said once a summit: `summit.toml`, or the sheet `summit` of a workbook."""

from dataclasses import dataclass

from summitry.formats.tables import Column, Table
from summitry.formats.values import Kind, NumberList, Text, TextList, WholeNumber
from summitry.summit import Priority
from summitry.summit.fact import Fact

_NUMBER = WholeNumber()  # what is too small is refused by the validation of the facts
_TEXT = Text()


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key.

    Parameters
    ----------
    section
        The table of the TOML file it is in.
    name
        The key within it; empty: any, as in `fairness_cap`, whose keys are chosen by the user.
    field
        The field it fills, of the summit, its settings or its comfort weights.
    """

    section: str
    name: str
    kind: Kind = _TEXT
    help: str
    example: str = ""
    is_required: bool = False

    @property
    def field(self) -> str:
        """The field it fills."""
        return "break_" if self.name == "break" else self.name

    @property
    def label(self) -> str:
        """How a workbook names it: alone where it is of the section `summit`, else with its section."""
        return label(self.section, self.name)


def label(section: str, name: str) -> str:
    """Return how a workbook names a key of a section."""
    return name if section == "summit" else f"{section}.{name}"


def _summit(name: str, help_: str, example: str, *, is_required: bool = False) -> Key:
    return Key(section="summit", name=name, help=help_, example=example, is_required=is_required)


def _planning(name: str, help_: str, kind: Kind = _NUMBER, example: str = "") -> Key:
    return Key(section="planning", name=name, help=help_, kind=kind, example=example)


def _comfort(name: str, help_: str) -> Key:
    return Key(section="comfort", name=name, help=help_, kind=_NUMBER)


SECTIONS = ("summit", "planning", "priority_weight", "comfort", "fairness_cap")

FAIRNESS_CAP = Key(
    section="fairness_cap",
    name="",
    kind=_NUMBER,
    help="a key for each fairness class: how far the numbers of breaks of any two of its people may differ",
    example="2",
)

KEYS = (
    _summit("id", "short name of this summit, without spaces", "vilnius-2023", is_required=True),
    _summit("name", "name as it is shown", "NATO summit, Vilnius", is_required=True),
    _summit("series", "the row of summits it belongs to", "NATO summits"),
    _summit("edition", "which of them it is", "2023"),
    _summit("host", "code of the delegation that hosts it", "LTU"),
    _summit("place", "city", "Vilnius"),
    _summit("time_zone", "IANA time zone; every time is on its clock", "Europe/Vilnius", is_required=True),
    _summit("note", "anything else a reader should know", "made from public sources"),
    _planning("step_min", "meetings start on a grid of so many minutes"),
    _planning("room_change_min", "minutes between two engagements of a person within one venue"),
    _planning("arrival_margin_min", "minutes after an arrival in which a person takes no meeting"),
    _planning("departure_margin_min", "minutes before a departure in which a person takes no meeting"),
    _planning("departure_buffer_min", "minutes wanted between the last meeting and the end of a stay"),
    _planning("last_before_departure_min", "penalty, in minutes, if a person's last engagement is a meeting"),
    _planning("long_session_min", "a session of so many minutes is long"),
    _planning("long_session_buffer_min", "minutes wanted after a long session"),
    _planning("solo_interpreter_max_min", "a longer meeting takes two interpreters where it takes one"),
    _planning(
        "standing_zone", "zone or venue of meetings without a room; empty: the first venue", _TEXT, "leaders-lounge"
    ),
    _planning("ladder", "forms of a meeting that states none; empty: all, as listed", TextList(), "sit-down;short"),
    _planning("seats_a_party", "seats each party takes where no head count is stated"),
    _planning("form_loss_percent", "share of a meeting's value lost by its first, second, third... form", NumberList()),
    _planning("stand_in_loss_percent", "share of a meeting's value lost for each person replaced by a stand-in"),
    *(
        Key(
            section="priority_weight",
            name=str(priority),
            kind=_NUMBER,
            help=f"value of a meeting to a party whose priority is {priority}",
        )
        for priority in Priority
    ),
    _comfort("break", "penalty of a break between two engagements of a person"),
    _comfort("idle_minute", "penalty of a minute without engagement between the first and last of a day"),
    _comfort("venue_change", "penalty of going to another venue between two engagements"),
    _comfort("room_change", "penalty of going to another room between two meetings"),
    _comfort("off_preference", "penalty of a meeting outside a party's preferred windows"),
    FAIRNESS_CAP,
)

# How a workbook holds them: read by its headings like any other sheet, though its rows are no facts.
KEY_TABLE = Table(
    name="summit",
    fact=Fact,
    help="What is said once: the summit itself, and the numbers that planning uses.",
    is_required=True,
    own_columns=(
        Column(name="key", help="what is said", example="time_zone", is_required=True, width=34),
        Column(
            name="value", help="the value; empty: the default", example="Europe/Vilnius", is_required=True, width=40
        ),
        Column(name="meaning", help="what the key means; not read", width=80),
    ),
)
