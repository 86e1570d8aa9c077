"""The section of the page on rehearsals."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.markdown import figure, seconds, table, targets
from benchmarks.parts import Part
from benchmarks.rows import Row

_AIM_S, _AIM_DAYS = 30.0, 10_000
_FAST, _ALONE = "fast repair", "without repair"


def section(part: Part) -> Iterator[str]:
    """Yield what stands on the page about rehearsals."""
    data = part.data
    yield (
        f"What is simulated stands in [the reference](reference/rehearsal.md). The time is that of `summitry rehearse` "
        f"after reading: both policies, tracing, and the days again without the worst culprits and with buffers. Plans "
        f"had {data['time_s']:g} s, the robust one twice that with its plain plan.\n"
    )
    if data["scale"] != 1 or data["days"] != _AIM_DAYS:
        yield f"**A trial: the targets are stated for scale 1 and {_AIM_DAYS} days.**\n"
    yield from (*targets(_targets(data)), "")
    yield from (*_fates(data), "")
    yield from _agreement(data["agreement"])
    yield from _robust(data["robust"])


def _targets(data: Mapping[str, Any]) -> Iterator[Row]:
    for name, title in (("vilnius", "Vilnius"), ("un_week", "UN week")):
        found = data[name]
        if "seconds" not in found:
            yield Row(title, found.get("note", ""))
            continue
        what = f"{title}: {found['days']:,} simulated summits of {found['num_meetings']:,} meetings"
        if name == "vilnius":
            aim = f"under {_AIM_S:.0f} s for {_AIM_DAYS:,}"
            yield Row(what, seconds(found["seconds"]), aim, found["seconds"] < _AIM_S and found["days"] >= _AIM_DAYS)
        else:
            yield Row(what, seconds(found["seconds"]))
        yield Row(f"{title}: memory", f"{found['peak_mb']:.0f} MB")


def _fates(data: Mapping[str, Any]) -> Iterator[str]:
    cases = [(title, data[name]) for name, title in (("vilnius", "Vilnius"), ("un_week", "UN week"))]
    headings, columns = ["on average of a summit"], []
    for title, found in cases:
        for policy in (_ALONE, _FAST):
            if "policies" in found:
                headings.append(f"{title}, {policy}")
                columns.append(found["policies"][policy])
    lines: list[Sequence[str]] = [
        ("meetings lost", *(f"{c['lost']:.2f}" for c in columns)),
        ("of these called off", *(f"{c['called_off']:.2f}" for c in columns)),
        ("lost on the worst tenth, at least", *(str(c["lost_at"][1]) for c in columns)),
        ("value held", *(f"{c['value']:.0f} of {figure(c['planned_value'])}" for c in columns)),
        ("all held", *(f"{c['all_held']:.1%}" for c in columns)),
    ]
    return table(headings, lines)


def _agreement(found: Mapping[str, Any]) -> Iterator[str]:
    if not found.get("num"):
        return
    num = found["num"]
    yield (
        f"The fast repair beside the real one, on {num} single disruptions of Vilnius that touch other meetings: both "
        f"hold the same meetings in {found['same_held'] / num:.0%}, all in the same forms in "
        f"{found['same_forms'] / num:.0%}; the fast one loses {found['fast_lost']:.2f} meetings, the real one "
        f"{found['real_lost']:.2f}; the real one holds more value in {found['real_better']}, the fast one in "
        f"{found['fast_better']}.\n"
    )


def _robust(found: Mapping[str, Any]) -> Iterator[str]:
    if "plain" not in found:
        return
    plain, robust = found["plain"], found["robust"]
    days = f"on {found['days']:,} simulated summits, not those by which it was chosen"
    yield f"Vilnius with buffers (`--robust`), {days}:\n"

    def line(title: str, of: str) -> tuple[str, str, str]:
        return title, figure(plain["values"][of]), figure(robust["values"][of])

    def fate(policy: str, of: str, digits: int) -> tuple[str, str, str]:
        both = (f"{p['rehearsed'][policy][of]:.{digits}f}" for p in (plain, robust))
        return f"{of.replace('_', ' ')}, {policy}", *both  # type: ignore[return-value]  # two plans make three cells

    levels = [line(level, level) for level in plain["values"] if level != "share_floor"]
    slack = found["slack_by_buffers_wanted"]
    wanted = ("slack_kept by the buffers wanted", figure(slack["plain"]), figure(slack["robust"]))
    fates = [fate(policy, of, 2) for policy in (_ALONE, _FAST) for of in ("lost", "value", "all_held")]
    yield from table(("", "plain", "robust"), [*levels, wanted, *fates])
