"""A variant: some changes to the facts, supposed together."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from summitry.planning.variants.draft import Draft, SuppositionError
from summitry.summit import FactsError, Summit


class Supposition(Protocol):
    """One change to the facts."""

    @property
    def easing(self) -> int:
        """How plans fare as its number grows.

        1: a plan that keeps every rule keeps it with a larger number too, and is worth the same at every level; so no
        level's best can be worse. -1: the same with a smaller number. 0: neither is certain.
        """

    def apply(self, draft: Draft) -> None:
        """Make the change.

        Raises
        ------
        SuppositionError
            If it does not fit the facts.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Changes that are supposed together, made in their order.

    Parameters
    ----------
    name
        How it is shown, and named in errors.
    """

    name: str
    suppositions: tuple[Supposition, ...] = ()


class Supposed(NamedTuple):
    """The facts under a variant, and whether pending meetings are to be placed."""

    summit: Summit
    include_pending: bool


def suppose(summit: Summit, variant: Variant, *, include_pending: bool = False) -> Supposed:
    """Return the facts with the changes of a variant made, validated as a whole; nothing else differs.

    Raises
    ------
    SuppositionError
        If a change does not fit the facts, or the changed facts contradict each other.
    """
    draft = Draft.of(summit, include_pending=include_pending)
    try:
        for supposition in variant.suppositions:
            supposition.apply(draft)
        changed = draft.summit()
    except SuppositionError as error:
        raise SuppositionError(f"{variant.name}: {error}") from None
    except FactsError as error:
        problems = "\n".join(f"{variant.name}: {problem}" for problem in error.problems)
        raise SuppositionError(problems) from None
    return Supposed(changed, draft.include_pending)
