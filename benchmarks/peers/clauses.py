"""Clauses of the paper's encoding: counting networks, at most one, sequential counters."""

from collections.abc import Sequence


class Clauses:
    """A growing set of clauses over numbered variables.

    Attributes
    ----------
    added
        The clauses, each a list of literals: a variable, or its negative.
    num_variables
        Variables in use, numbered from 1.
    """

    def __init__(self) -> None:
        self.added: list[list[int]] = []
        self.num_variables = 0

    def new(self) -> int:
        """Return a new variable."""
        self.num_variables += 1
        return self.num_variables

    def add(self, *literals: int) -> None:
        """Demand that one of the literals holds; without any, demand the impossible."""
        if not literals:
            never = self.new()
            self.added.extend(([never], [-never]))
            return
        self.added.append(list(literals))

    def either(self, literals: Sequence[int]) -> int:
        """Return a literal that holds exactly if one of these does."""
        if len(literals) == 1:
            return literals[0]
        some = self.new()
        for literal in literals:
            self.add(-literal, some)
        self.add(-some, *literals)
        return some

    def exactly_one(self, literals: Sequence[int]) -> None:
        """Demand exactly one of these, by commanders of groups of three (Klieber and Kwon, 2007)."""
        rest = list(literals)
        while len(rest) > 4:
            groups = [rest[i : i + 3] for i in range(0, len(rest), 3)]
            for group in groups:
                self.at_most_one(group)
            rest = [self.either(group) for group in groups]
        self.add(*rest)
        self.at_most_one(rest)

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Demand at most one of these, pair by pair."""
        for i, first in enumerate(literals):
            for second in literals[i + 1 :]:
                self.add(-first, -second)

    def at_most(self, literals: Sequence[int], most: int) -> None:
        """Demand at most so many of these, by a sequential counter (Sinz, 2005)."""
        if len(literals) <= most:
            return
        counted: list[int] = []  # counted[j]: more than j of the literals so far hold
        for literal in literals:
            now = [self.new() for _ in range(min(most, len(counted) + 1))]
            for j, more in enumerate(now):
                if j < len(counted):
                    self.add(-counted[j], more)
                self.add(-literal, more, *([-counted[j - 1]] if j else []))
            if len(counted) == most:
                self.add(-literal, -counted[-1])
            counted = now

    def sorted(self, literals: Sequence[int], most: int) -> list[int]:
        """Return the first `most` outputs of a cardinality network (Asin and others, 2011) over these literals.

        Output j, from 0, holds exactly if more than j of the literals do. Halves are sorted and merged by odd and even
        places; whatever can only reach an output beyond the last is left out.
        """
        return self.merged([[literal] for literal in literals], most)

    def merged(self, lists: Sequence[list[int]], most: int) -> list[int]:
        """Return the first `most` outputs of such a network over literals that come in sorted lists."""
        if len(lists) <= 1:
            return lists[0][:most] if lists else []
        half = len(lists) // 2
        return self._merged(self.merged(lists[:half], most), self.merged(lists[half:], most), most)

    def _merged(self, first: list[int], second: list[int], most: int) -> list[int]:
        """Return the first `most` of two sorted lists merged into one."""
        first, second = first[:most], second[:most]
        if not first or not second:
            return first or second
        if len(first) == len(second) == 1:
            return self._compared(first[0], second[0])[:most]
        odd = self._merged(first[::2], second[::2], most // 2 + 1)
        even = self._merged(first[1::2], second[1::2], most // 2)
        merged = [odd[0]]
        for above, below in zip(even, odd[1:], strict=False):
            merged.extend(self._compared(above, below))
        shorter = min(len(even), len(odd) - 1)
        merged.extend(even[shorter:] + odd[1 + shorter :])
        return merged[:most]

    def _compared(self, first: int, second: int) -> list[int]:
        """Return two literals: one of the two holds; both hold."""
        some, both = self.new(), self.new()
        self.add(-first, some)
        self.add(-second, some)
        self.add(first, second, -some)
        self.add(-first, -second, both)
        self.add(first, -both)
        self.add(second, -both)
        return [some, both]
