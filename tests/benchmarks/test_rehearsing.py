"""The part of the page on rehearsals."""

from typing import Any

from benchmarks.parts import Part
from benchmarks.rehearsal_section import section
from benchmarks.rehearsing import agreed, buffered, speed

from summitry.planning.method import Method
from summitry.summit import Rung
from tests.builders import meeting, principal, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15))
SUMMIT = summit(
    people=(principal("A", overrun_min=15), principal("B"), principal("C")),
    meetings=(meeting("A-B", ladder=LADDER), meeting("B-C", "B", "C", ladder=LADDER)),
)


def page(data: dict[str, Any]) -> str:
    return "\n".join(section(Part(name="rehearsing", kind="rehearsing", command="it", measured_on={}, data=data)))


def test_what_is_measured_stands_on_the_page() -> None:
    measured = speed(SUMMIT, Method.AUTO, 200, 5.0, 1)
    data = {
        "scale": 1.0,
        "days": 10_000,
        "time_s": 5.0,
        "vilnius": measured | {"peak_mb": 100.0},
        "un_week": measured | {"peak_mb": 200.0},
        "agreement": agreed(SUMMIT, 5.0, 5, 1),
        "robust": buffered(SUMMIT, 5.0, 200, 1),
    }
    text = page(data)
    assert "| Vilnius: 200 simulated summits of 2 meetings |" in text
    assert "**not reached**" in text  # too few of them for the target
    assert "both hold the same meetings in" in text.replace("\n", " ")
    assert "| slack_kept by the buffers wanted |" in text
    assert "A trial" not in text


def test_what_could_not_be_measured_says_why() -> None:
    lacking = {"note": "no plan", "peak_mb": 1.0}
    text = page(
        {
            "scale": 0.05,
            "days": 100,
            "time_s": 1.0,
            "vilnius": lacking,
            "un_week": lacking,
            "agreement": lacking,
            "robust": lacking,
        }
    )
    assert "| UN week | no plan |  |  |" in text
    assert "A trial" in text
