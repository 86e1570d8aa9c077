"""What if meetings weighed otherwise, more of them counted, or the secretariat's numbers were others."""

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar

from summitry.planning.variants.draft import Draft, refuse_unknown
from summitry.summit import Priority

# Only of these it is certain that the same plan is worth as much, level by level, however the number is set.
_EASING = MappingProxyType({"seats_a_party": -1})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a meeting is worth to a party with this priority."""

    easing: ClassVar[int] = 0
    priority: Priority
    weight: int

    def apply(self, draft: Draft) -> None:
        """Set the weight."""
        weights = {**draft.settings.priority_weight, self.priority: self.weight}
        draft.settings = replace(draft.settings, priority_weight=weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Whether meetings that some party has not answered yet are to be placed too."""

    easing: ClassVar[int] = 0
    is_included: bool

    def apply(self, draft: Draft) -> None:
        """Include them or leave them out."""
        draft.include_pending = self.is_included


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessCap:
    """How far the numbers of breaks within a class may differ; ``None`` for no cap."""

    easing: ClassVar[int] = 1
    fairness_class: str
    cap: int | None

    def apply(self, draft: Draft) -> None:
        """Set the cap or lift it.

        Raises
        ------
        SuppositionError
            If nobody is of that class.
        """
        classes = {person.fairness_class for person in draft.base.people} - {""}
        refuse_unknown("fairness class", self.fairness_class, classes)
        caps = {name: cap for name, cap in draft.settings.fairness_cap.items() if name != self.fairness_class}
        if self.cap is not None:
            caps[self.fairness_class] = self.cap
        draft.settings = replace(draft.settings, fairness_cap=caps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Another value of one whole number among the settings, or among the weights of comfort."""

    name: str
    value: int
    is_comfort: bool = False

    @property
    def easing(self) -> int:
        """What `Supposition.easing` says."""
        return _EASING.get(self.name, 0)

    def apply(self, draft: Draft) -> None:
        """Set the number."""
        change: dict[str, Any] = {self.name: self.value}
        if self.is_comfort:
            draft.settings = replace(draft.settings, comfort=replace(draft.settings.comfort, **change))
        else:
            draft.settings = replace(draft.settings, **change)
