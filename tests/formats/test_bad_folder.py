"""Every way a folder can be wrong gets a line that says where, what was found and what was expected."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.formats import read_summit
from summitry.summit import FactsError
from tests.formats.files import SOUND, outcome_of, problems_of, write_files

TOML = SOUND["summit.toml"]

BAD: dict[str, tuple[dict[str, str | bytes | None], list[str]]] = {
    "meeting with one party": (
        {"meetings__csv": "id,parties\nAB,A;B\n\nA,A\n"},
        ["meetings.csv, row 4, column parties: meeting A has one party (found 'A'); expected two or more delegations"],
    ),
    "meeting with an unknown party": (
        {"meetings__csv": "id,parties\nAX,A;State\n"},
        ["meetings.csv, row 2, column parties: no such delegation (found 'State'); expected a code in delegations"],
    ),
    "meeting with the same party twice": (
        {"meetings__csv": "id,parties\nAA,A;A\n"},
        [
            "meetings.csv, row 2, column parties: A stands there 2 times (found 'A; A'); expected each delegation once",
        ],
    ),
    "person in two delegations": (
        {"people__csv": SOUND["people.csv"] + "a,Head A,B,delegate\n"},
        [
            (
                "people.csv, row 5, column id: this person stands in two delegations, A and B (found 'a'); "
                "expected one row a person"
            ),
        ],
    ),
    "departure before arrival": (
        {"presence__csv": "person;arrival;departure\na;02.06.2026 12:00;2026-06-01 12:00\n"},
        [
            (
                "presence.csv, row 2, column departure: a departs before arriving (found '2026-06-01 12:00'); "
                "expected later than 2026-06-02 12:00"
            ),
        ],
    ),
    "room with no seats": (
        {"rooms__csv": "id,name,venue,seats\nR,Room,V,0\nS,Small,V,\n"},
        [
            "rooms.csv, row 2, column seats: room R has no seats (found '0'); expected 1 or more",
            "rooms.csv, row 3, column seats: empty; expected for example 12 (seats at the table)",
        ],
    ),
    "circular order": (
        {"orders__csv": "before,after\nAB,AC\nAC,AB\n"},
        [
            (
                "orders.csv, row 3, column after: the orders go round in a circle (found 'AB before AC before AB'); "
                "expected nothing before itself"
            )
        ],
    ),
    "hole in the transfers": (
        {"venues__csv": "id,name\nV,Venue\nW,Other\n", "transfers__csv": "origin,destination,minutes\n"},
        ["transfers.csv: no transfer minutes between V and W; expected a row for each pair of venues"],
    ),
    "negative transfer": (
        {"venues__csv": "id,name\nV,Venue\nW,Other\n", "transfers__csv": "origin,destination,minutes\nV,W,-5\n"},
        ["transfers.csv, row 2, column minutes: negative (found '-5'); expected 0 or more"],
    ),
    "unknown time zone": (
        {"summit__toml": TOML.replace("Vienna", "Wienna")},
        [
            (
                "summit.toml, key summit.time_zone: unknown time zone (found 'Europe/Wienna'); "
                "expected an IANA name such as Europe/Vilnius; perhaps 'Europe/Vienna'"
            ),
        ],
    ),
    "contradictory pins": (
        {"pins__csv": "meeting,start\nAB,2026-06-01 10:00\nAB,2026-06-01 11:00\n"},
        [
            (
                "pins.csv, row 3, column meeting: contradicts an earlier pin, at 2026-06-01 10:00 (found 'AB'); "
                "expected one pin a meeting"
            )
        ],
    ),
    "missing column": (
        {"forms__csv": "name,duration\nshort,15\n"},
        [
            (
                "forms.csv, row 1, column duration_min: the column is missing; "
                "expected a row of headings: name, duration_min, needs_room, features, meal"
            ),
            "forms.csv, row 1: unknown column, not read (found 'duration'); expected perhaps 'duration_min'",
        ],
    ),
    "double heading": (
        {"forms__csv": "name,duration_min,Duration Min\nshort,15,20\n"},
        ["forms.csv, row 1: two columns have this heading (found 'Duration Min'); expected each heading once"],
    ),
    "missing table": (
        {"delegations__csv": None, "meetings__csv": None},
        ["delegations.csv: is missing, though 3 cells refer to it"],
    ),
    "missing days": (
        {"days__csv": None},
        ["days.csv: the file is missing; expected a file with a row a day: date, opens, closes"],
    ),
    "empty days": (
        {"days__csv": "\n"},
        [
            "days.csv: there is nothing in it; expected a row of headings: date, opens, closes",
        ],
    ),
    "days without rows": (
        {"days__csv": "date,opens,closes\n"},
        ["days.csv: the summit has no days; expected a row a day with its opening hours"],
    ),
    "missing summit.toml": (
        {"summit__toml": None},
        ["summit.toml: the file is missing; expected a file with the summit's id, name and time_zone"],
    ),
    "summit.toml with nothing in it": (
        {"summit__toml": ""},
        [
            (
                "summit.toml, key summit.id: empty; "
                "expected for example vilnius-2023 (short name of this summit, without spaces)"
            ),
            "summit.toml, key summit.name: empty; expected for example NATO summit, Vilnius (name as it is shown)",
            (
                "summit.toml, key summit.time_zone: empty; "
                "expected for example Europe/Vilnius (IANA time zone; every time is on its clock)"
            ),
        ],
    ),
    "invalid TOML": (
        {"summit__toml": "[summit]\nid = test\n"},
        [
            (
                "summit.toml, line 2, character 6: no valid TOML: invalid value; "
                'expected lines such as id = "vilnius-2023", text in double quotes'
            ),
        ],
    ),
    "TOML cut off": (
        {"summit__toml": '[summit]\nid = "test'},
        [
            (
                "summit.toml, end of document: no valid TOML: unterminated string; "
                'expected lines such as id = "vilnius-2023", text in double quotes'
            ),
        ],
    ),
    "wrong types in TOML": (
        {
            "summit__toml": TOML.replace('"Test"', "5")
            + '[planning]\nstep_min = "5"\nladder = "short"\nform_loss_percent = [0, 1.5]\nseats_a_party = true\n'
            + "[comfort]\nbreak = 1.5\n"
        },
        [
            "summit.toml, key summit.name: not the right kind of value (found '5'); expected text in double quotes",
            (
                "summit.toml, key planning.step_min: not the right kind of value (found '5'); "
                "expected a whole number without quotes"
            ),
            (
                "summit.toml, key planning.ladder: not the right kind of value (found 'short'); "
                'expected a list of texts such as ["sit-down", "short"]'
            ),
            (
                "summit.toml, key planning.form_loss_percent: not the right kind of value (found '[0, 1.5]'); "
                "expected a list of whole numbers such as [0, 30, 60]"
            ),
            (
                "summit.toml, key planning.seats_a_party: not the right kind of value (found 'True'); "
                "expected a whole number without quotes"
            ),
            (
                "summit.toml, key comfort.break: not the right kind of value (found '1.5'); "
                "expected a whole number without quotes"
            ),
        ],
    ),
    "a section that is none": (
        {"summit__toml": "planning = 5\n" + TOML},
        ["summit.toml, key planning: not a section (found '5'); expected [planning], then its keys"],
    ),
    "settings out of range": (
        {"summit__toml": TOML + "[planning]\nstep_min = 0\nseats_a_party = 0\n[priority_weight]\nlow = -1\n"},
        [
            "summit.toml, key planning.step_min: no grid for starts (found '0'); expected 1 to 60",
            "summit.toml, key planning.seats_a_party: too small (found '0'); expected 1 or more",
            "summit.toml, key priority_weight.low: negative (found '-1'); expected 0 or more",
        ],
    ),
    "an absurd number in TOML": (
        {"summit__toml": TOML + "[planning]\nstep_min = 1" + "0" * 5000},
        [
            (
                "summit.toml: no valid TOML: a number of thousands of digits; "
                'expected lines such as id = "vilnius-2023", text in double quotes'
            ),
        ],
    ),
    "unknown host": (
        {"summit__toml": TOML + 'host = "X"\n'},
        ["summit.toml, key summit.host: no such delegation (found 'X'); expected a code in delegations"],
    ),
    "text that is not UTF-8": (
        {"venues__csv": "id,name\nV,Venue\nW,M\u00fcnchen Messe\n".encode("cp1252")},
        [
            (
                "venues.csv, line 3: the text is not in UTF-8 (found 'M\u00fcnchen Messe'); "
                "expected a file saved as CSV UTF-8"
            ),
        ],
    ),
    "TOML that is not UTF-8": (
        {"summit__toml": TOML.replace("Test", "M\u00fcnchen").encode("cp1252")},
        ["summit.toml, line 3: the text is not in UTF-8; expected a file saved as UTF-8"],
    ),
    "a quotation mark that is not closed": (
        {"venues__csv": 'id,name\nV,"Venue\nW,Other\n'},
        [
            "venues.csv, row 2: the row cannot be taken apart: unexpected end of data; expected double quotes in pairs",
        ],
    ),
    "more cells than headings": (
        {"venues__csv": "id,name\nV,Venue, main\n"},
        [
            (
                "venues.csv, row 2: the row has more cells than there are headings (found 'main'); "
                "expected as many cells as headings, and double quotes around text that holds the separator"
            ),
        ],
    ),
    "control character": (
        {"venues__csv": "id,name\nV,Ven\x07ue\n"},
        [
            (
                "venues.csv, row 2, column name: holds the control character U+0007 (found 'Ven\\x07ue'); "
                "expected text that can be printed"
            ),
        ],
    ),
    "two files of a table": (
        {"Forms__csv": SOUND["forms.csv"]},
        ["Forms.csv: two files of this table (found 'forms.csv'); expected forms.csv"],
    ),
    "ambiguous date": (
        {"days__csv": "date,opens,closes\n01/06/2026,9:00,18:00\n"},
        [
            (
                "days.csv, row 2, column date: day and month could be swapped (found '01/06/2026'); "
                "expected 2026-06-01 or 2026-01-06"
            ),
        ],
    ),
    "hours that the clocks skip": (
        {"days__csv": "date,opens,closes\n2026-03-28,09:00,18:00\n2026-03-29,02:30,18:00\n"},
        [
            (
                "days.csv, row 3, column opens: 2026-03-29 02:30 does not exist in Europe/Vienna: the clocks skip it "
                "(found '02:30'); expected a time that the clocks show"
            ),
        ],
    ),
    "a closing that happens twice": (
        {"days__csv": "date,opens,closes\n2026-10-24,09:00,02:30\n"},
        [
            (
                "days.csv, row 2, column closes: 2026-10-25 02:30 happens twice in Europe/Vienna (found '02:30'); "
                "expected 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"
            ),
        ],
    ),
    "half a meal": (
        {"limits__csv": "person,meal_from,meal_to\na,12:00,\nb,,14:00\n"},
        [
            "limits.csv, row 2, column meal_to: the meal's other hour is given; expected both hours or neither",
            "limits.csv, row 3, column meal_from: the meal's other hour is given; expected both hours or neither",
        ],
    ),
}  # fmt: skip -- one case under the other


@pytest.mark.parametrize("name", BAD)
def test_a_bad_folder_is_refused_with_these_lines(tmp_path: Path, name: str) -> None:
    changed, lines = BAD[name]
    assert problems_of(write_files(tmp_path / "in", **changed)) == lines


def test_every_problem_of_every_table_is_reported_at_once(tmp_path: Path) -> None:
    folder = write_files(
        tmp_path / "in",
        summit__toml=TOML + 'host = "X"\n',
        forms__csv="name,duration_min\nsit-down,long\nshort,15\n",
        people__csv=SOUND["people.csv"].replace("c,Head C,C,principal", "c,Head C,C,chief"),
        meetings__csv="id,parties,forms,bonus\nAB,A;B,lying:10,x\nAC,A;X,lying:10,\n",
    )
    assert problems_of(folder) == [
        "summit.toml, key summit.host: no such delegation (found 'X'); expected a code in delegations",
        (
            "people.csv, row 4, column role: not one of the words for this column (found 'chief'); "
            "expected principal, delegate, stand-in, note-taker, interpreter, liaison officer"
        ),
        "forms.csv, row 2, column duration_min: not a whole number (found 'long'); expected a whole number such as 30",
        "meetings.csv, row 2, column bonus: not a whole number (found 'x'); expected a whole number such as 30",
        "meetings.csv, row 3, column parties: no such delegation (found 'X'); expected a code in delegations",
        "meetings.csv, row 3, column forms: no such form (found 'lying'); expected a name in forms",
    ]


def test_what_follows_from_a_cell_that_cannot_be_read_is_not_reported_as_well(tmp_path: Path) -> None:
    """Without the key of a delegation nobody can say whether its people, meetings and replies are right."""
    folder = write_files(tmp_path / "in", delegations__csv="code,name\nA,State A\n,State B\nC,State C\n")
    assert problems_of(folder) == [
        (
            "delegations.csv, row 3, column code: empty; expected for example KOR (short name used everywhere else: "
            "ISO 3166-1 alpha-3 for states, else the organisation's acronym)"
        )
    ]


def test_an_empty_folder_lacks_two_files(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [
        "summit.toml: the file is missing; expected a file with the summit's id, name and time_zone",
        "days.csv: the file is missing; expected a file with a row a day: date, opens, closes",
    ]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "facts.txt"
    file.write_text("facts")
    assert problems_of(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: does not exist; expected a summit folder"]
    assert problems_of(file) == [f"{file}: is a file; expected a summit folder"]
    for path, message in ((tmp_path / "nowhere", "does not exist"), (file, "is neither a folder nor a workbook")):
        with pytest.raises(FactsError) as caught:
            read_summit(path)
        expected = "a summit folder, or a workbook that ends in .xlsx"
        assert str(caught.value) == f"{path}: {message}; expected {expected}"


def test_a_session_outside_the_days_is_refused(tmp_path: Path) -> None:
    sessions = "id,title,start,end,venue\ns,Session,2026-06-05 10:00,2026-06-05 11:00,V\n"
    assert problems_of(write_files(tmp_path / "in", sessions__csv=sessions)) == [
        (
            "sessions.csv, row 2, column start: session s lies outside the summit's days (found '2026-06-05 10:00'); "
            "expected a time from 2026-06-01 to 2026-06-02"
        )
    ]


def test_a_table_of_nonsense_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", summit__toml="[summit]\nid = " + "[" * 100_000)
    assert problems_of(folder) == [
        (
            "summit.toml: no valid TOML: lists within lists beyond counting; "
            'expected lines such as id = "vilnius-2023", text in double quotes'
        )
    ]


@given(st.dictionaries(st.sampled_from(sorted(SOUND)), st.binary(max_size=60), min_size=1, max_size=3))
def test_no_bytes_lead_to_a_traceback(tmp_path_factory: pytest.TempPathFactory, changed: dict[str, bytes]) -> None:
    folder = write_files(tmp_path_factory.mktemp("in"), **changed)
    assert outcome_of(folder)


@given(st.dictionaries(st.sampled_from(sorted(SOUND)), st.text(alphabet="AB,;\n\"'=0123456789:-/. ab", max_size=40)))
def test_no_rows_lead_to_a_traceback(tmp_path_factory: pytest.TempPathFactory, added: dict[str, str]) -> None:
    folder = write_files(tmp_path_factory.mktemp("in"), **{name: SOUND[name] + text for name, text in added.items()})
    assert outcome_of(folder)
