"""A plan as a JSON file: what the planner found and the judge said of it, in one documented, versioned shape.

The shape is `plan.schema.json`. Times are local with their offset, so the file reads well and means one instant only.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summitry.planning.result import LevelResult, Result
from summitry.rules.report import Certificate, Violation
from summitry.summit import Assignment, Clock, Plan, Reason, Summit, SummitryError, Unplaced

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

FORMAT = "summitry-plan"
VERSION = 1
_MOST_PROBLEMS_SHOWN = 20


class PlanFileError(SummitryError):
    """A plan file that cannot be read; its text names the file, the place in it, the value and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """A plan as read from a file.

    Parameters
    ----------
    levels
        What the planner stated of each soft level; empty where the file states none. As good as the file is.
    facts_changed
        Whether the plan was made from other facts than those of the summit given.
    """

    plan: Plan
    levels: tuple[LevelResult, ...] = ()
    facts_changed: bool = False


@cache
def plan_schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a plan file."""
    text = files("summitry.formats").joinpath("plan.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


# --- out ---


def plan_document(summit: Summit, made: Result | Plan) -> dict[str, Any]:
    """Return a plan as the JSON values that a plan file holds.

    Parameters
    ----------
    made
        What the planner gave, with levels and certificate, or a bare plan.

    Raises
    ------
    SummitryError
        If the run found no plan.
    """
    plan = made.plan if isinstance(made, Result) else made
    if plan is None:
        raise SummitryError("there is no plan to write: the planner found none")
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "summit": plan.summit,
        "time_zone": summit.clock.zone,
        "facts_digest": plan.facts_digest,
        "include_pending": plan.include_pending,
    }
    if isinstance(made, Result):
        document |= _run_of(summit, made)
    return document | {
        "assignments": [_assignment(summit, assignment) for assignment in plan.assignments],
        "unplaced": [_unplaced(unplaced) for unplaced in plan.unplaced],
    }


def plan_text(summit: Summit, made: Result | Plan) -> str:
    """Return a plan as the text of a plan file; parameters and errors as `plan_document`."""
    return json.dumps(plan_document(summit, made), ensure_ascii=False, indent=2) + "\n"


def write_plan(path: Path, summit: Summit, made: Result | Plan) -> None:
    """Write a plan file, whole or not at all; parameters as `plan_document`.

    Raises
    ------
    PlanFileError
        If it cannot be written.
    SummitryError
        If the run found no plan.
    """
    part = path.with_name(f".{path.name}.part")
    text = plan_text(summit, made)
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise PlanFileError(f"{path}: cannot be written: {error.strerror or error}") from error


def _run_of(summit: Summit, result: Result) -> dict[str, Any]:
    stated: dict[str, Any] = {
        "status": str(result.status),
        "levels": [_level(level) for level in result.levels],
        "run": {
            "seed": result.seed,
            "threads": result.threads,
            "interrupted": result.interrupted,
            "runtime_s": round(result.runtime_s, 3),
        },
    }
    if result.certificate is not None:
        stated["certificate"] = _certificate(summit.clock, result.certificate)
    return stated


def _assignment(summit: Summit, assignment: Assignment) -> dict[str, Any]:
    meeting = summit.meeting_by_id.get(assignment.meeting)
    minutes = dict(summit.ladder(meeting)) if meeting else {}
    duration_min = minutes.get(assignment.form)
    return {
        "meeting": assignment.meeting,
        "form": assignment.form,
        "start": _instant(summit.clock, assignment.start),
        "end": None if duration_min is None else _instant(summit.clock, assignment.start + duration_min),
        "room": assignment.room,
        "attendees": list(assignment.attendees),
        "interpreters": list(assignment.interpreters),
        "pinned": assignment.pinned,
    }


def _unplaced(unplaced: Unplaced) -> dict[str, Any]:
    reasons = [reason._asdict() for reason in unplaced.reasons]
    return {"meeting": unplaced.meeting, "num_starts": unplaced.num_starts, "reasons": reasons}


def _level(level: LevelResult) -> dict[str, Any]:
    return {
        "name": level.name,
        "value": _figure(level.value),
        "bound": _figure(level.bound),
        "status": str(level.status),
        "gap": level.gap,
        "runtime_s": round(level.runtime_s, 3),
    }


def _certificate(clock: Clock, certificate: Certificate) -> dict[str, Any]:
    return {
        "violations": [_violation(clock, violation) for violation in certificate.violations],
        "values": {name: _figure(value) for name, value in certificate.values.items()},
        "comfort_parts": dict(certificate.comfort_parts),
        "num_placed": certificate.num_placed,
        "num_to_place": certificate.num_to_place,
        "plan_digest": certificate.plan_digest,
        "facts_digest": certificate.facts_digest,
    }


def _violation(clock: Clock, violation: Violation) -> dict[str, Any]:
    when = violation.when
    stretch = {"start": _instant(clock, when.start), "end": _instant(clock, when.end)} if when else None
    return {
        "rule": violation.rule,
        "who": list(violation.who),
        "what": list(violation.what),
        "when": stretch,
        "message": violation.message,
    }


def _figure(value: int | tuple[int, ...]) -> int | list[int]:
    return list(value) if isinstance(value, tuple) else value


def _instant(clock: Clock, minute: int) -> str:
    return clock.at(minute).isoformat(timespec="minutes")


# --- in ---


def read_plan(path: Path, summit: Summit) -> ReadPlan:
    """Read a plan file of a summit.

    Only the shape is checked: a plan that names unknown meetings, people or rooms, or breaks any rule, is read, so
    that it can be judged. The `end` of an assignment is not read: the facts state how long a form lasts.

    Parameters
    ----------
    path
        The file, or the folder of outputs that holds it as ``plan.json``.

    Raises
    ------
    PlanFileError
        If the file is absent, is no JSON or no plan, is of a newer version or another summit, or departs from the
        schema.
    """
    path = path / "plan.json" if path.is_dir() else path
    document = _parsed(path)
    _check_head(path, document)
    _raise_if_any(path, _schema_problems(document))
    _raise_if_any(path, _meaning_problems(document))
    if document["summit"] != summit.id:
        raise PlanFileError(f"{path}: this is a plan of summit {document['summit']!r}, not of {summit.id!r}")
    plan = _plan_from(document, summit.clock)
    return ReadPlan(
        plan=plan,
        levels=tuple(_level_from(level) for level in document.get("levels", ())),
        facts_changed=bool(plan.facts_digest) and plan.facts_digest != summit.digest,
    )


def plan_from_document(document: Mapping[str, Any], summit: Summit) -> Plan:
    """Return the plan of a document that `plan_document` made, as it came back from where it was kept."""
    return _plan_from(document, summit.clock)


def _parsed(path: Path) -> Any:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PlanFileError(f"{path}: cannot be read: {error.strerror or error}; expected a plan file") from error
    except UnicodeDecodeError as error:
        raise PlanFileError(f"{path}: is not text in UTF-8; expected a plan file (JSON)") from error
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
        json.dumps(document, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise PlanFileError(
            f"{path}, line {error.lineno}, column {error.colno}: is not JSON ({error.msg}); expected a plan file"
        ) from error
    except UnicodeEncodeError as error:
        raise PlanFileError(f"{path}: holds half a character (a lone surrogate); expected text in Unicode") from error
    except (ValueError, RecursionError) as error:
        raise PlanFileError(f"{path}: is not JSON that can be read ({error}); expected a plan file") from error
    return document


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _check_head(path: Path, document: Any) -> None:
    """Refuse what is not a plan file, or one of a version this code does not know."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise PlanFileError(f"{path}: is not a plan file; expected an object whose format is {FORMAT!r}")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PlanFileError(
            f"{path}: is of version {version} of the plan format; this Summitry reads version {VERSION}: "
            "use a newer one"
        )


@cache
def _validator() -> "Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- slow to import, and only needed to read plans

    return Draft202012Validator(plan_schema())


def _schema_problems(document: Any) -> Iterator[str]:
    for error in sorted(_validator().iter_errors(document), key=lambda e: list(map(str, e.absolute_path))):
        yield _problem(error)


def _problem(error: "ValidationError") -> str:
    if error.validator in {"required", "additionalProperties"}:
        return f"{error.json_path}: {error.message}"
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    hint = _time_hint(error.instance) if error.validator in {"pattern", "oneOf"} else ""
    expected = schema.get("description") or error.message
    return f"{error.json_path}: found {_short(error.instance)}{hint}; expected {expected}"


def _time_hint(value: Any) -> str:
    """Say what is amiss with a time that is nearly right."""
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return ""
    if at.tzinfo is None:
        return ", which lacks the offset from UTC"
    return ", which is not on a whole minute" if at.second or at.microsecond else ""


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


def _meaning_problems(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a schema cannot say: times must exist, and a level's value and bound must be alike."""
    for idx, assignment in enumerate(document["assignments"]):
        try:
            datetime.fromisoformat(assignment["start"])
        except ValueError as error:
            start = _short(assignment["start"])
            yield f"$.assignments[{idx}].start: found {start}, which is no date and time ({error})"
    for idx, level in enumerate(document.get("levels", ())):
        value, bound = level["value"], level["bound"]
        if _shape(value) != _shape(bound):
            yield f"$.levels[{idx}].bound: found {_short(bound)}; expected the shape of its value, {_short(value)}"


def _shape(figure: int | list[int]) -> int:
    return len(figure) if isinstance(figure, list) else -1


def _raise_if_any(path: Path, problems: Iterable[str]) -> None:
    found = list(problems)
    if not found:
        return
    lines = [f"{path}: {problem}" for problem in found[:_MOST_PROBLEMS_SHOWN]]
    if len(found) > _MOST_PROBLEMS_SHOWN:
        lines.append(f"{path}: and {len(found) - _MOST_PROBLEMS_SHOWN} problems more")
    raise PlanFileError("\n".join(lines))


def _plan_from(document: Mapping[str, Any], clock: Clock) -> Plan:
    return Plan(
        summit=document["summit"],
        facts_digest=document.get("facts_digest", ""),
        include_pending=document.get("include_pending", False),
        assignments=tuple(_assignment_from(row, clock) for row in document["assignments"]),
        unplaced=tuple(_unplaced_from(row) for row in document.get("unplaced", ())),
    )


def _assignment_from(row: Mapping[str, Any], clock: Clock) -> Assignment:
    return Assignment(
        meeting=row["meeting"],
        form=row["form"],
        start=clock.minute_of(datetime.fromisoformat(row["start"])),
        room=row.get("room"),
        attendees=tuple(row.get("attendees", ())),
        interpreters=tuple(row.get("interpreters", ())),
        pinned=row.get("pinned", False),
    )


def _unplaced_from(row: Mapping[str, Any]) -> Unplaced:
    reasons = tuple(Reason(r["rule"], int(r["num_starts"]), r["detail"]) for r in row.get("reasons", ()))
    return Unplaced(meeting=row["meeting"], num_starts=int(row.get("num_starts", 0)), reasons=reasons)


def _level_from(row: Mapping[str, Any]) -> LevelResult:
    return LevelResult(
        name=row["name"],
        value=_figure_from(row["value"]),
        bound=_figure_from(row["bound"]),
        runtime_s=float(row.get("runtime_s", 0.0)),
    )


def _figure_from(value: int | list[int]) -> int | tuple[int, ...]:
    return tuple(map(int, value)) if isinstance(value, list) else int(value)
