"""What the certificate says, in words, for those who may read it: the secretariat."""

from dataclasses import dataclass

from summitry.planning.result import Result
from summitry.publish.words import figure_text, gap_text, level_text, level_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """One soft level in words."""

    name: str
    heading: str
    unit: str
    value: str
    bound: str
    gap: str
    is_optimal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The certificate and how the plan was made, in words."""

    num_placed: int
    num_to_place: int
    violations: tuple[str, ...]
    levels: tuple[LevelLine, ...]
    plan_digest: str
    facts_digest: str
    run: str

    @property
    def placed_text(self) -> str:
        """How many meetings are placed."""
        return f"{self.num_placed} of {self.num_to_place} meetings placed"

    @property
    def rules_text(self) -> str:
        """Whether the judge found hard rules broken."""
        count = len(self.violations)
        return "no rule broken" if not count else f"{count} violation{'' if count == 1 else 's'} of hard rules"


def verdict_of(result: Result) -> Verdict | None:
    """Return the verdict on a result; ``None`` for one without a certificate."""
    certificate = result.certificate
    if certificate is None:
        return None
    return Verdict(
        num_placed=certificate.num_placed,
        num_to_place=certificate.num_to_place,
        violations=tuple(violation.message for violation in certificate.violations),
        levels=tuple(
            LevelLine(
                name=level.name,
                heading=level_text(level.name),
                unit=level_unit(level.name),
                value=figure_text(level.value),
                bound=figure_text(level.bound),
                gap=gap_text(level),
                is_optimal=level.value == level.bound,
            )
            for level in result.levels
        ),
        plan_digest=certificate.plan_digest,
        facts_digest=certificate.facts_digest,
        run=_run_text(result),
    )


def _run_text(result: Result) -> str:
    threads = "1 thread" if result.threads == 1 else f"{result.threads} threads"
    stopped = ", stopped by hand" if result.interrupted else ""
    return f"planned in {result.runtime_s:.1f} s on {threads} with seed {result.seed}{stopped}"
