"""Clauses over numbered literals, and the counting networks made of them.

A literal is a positive number, its negation the negative one, as in DIMACS.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise


class Clauses:
    """A growing list of clauses."""

    def __init__(self) -> None:
        self.num_variables = 0
        self.clauses: list[list[int]] = []

    def literal(self) -> int:
        """Return a new literal."""
        self.num_variables += 1
        return self.num_variables

    def literals(self, num: int) -> list[int]:
        """Return so many new literals."""
        return [self.literal() for _ in range(num)]

    def add(self, *literals: int) -> None:
        """Add a clause: at least one of these holds."""
        self.clauses.append(list(literals))

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Let at most one hold, pairwise: there are few of them, and pairs propagate best."""
        self.clauses += [[-one, -two] for one, two in combinations(literals, 2)]

    def any_of(self, literals: Sequence[int]) -> int:
        """Return a literal that holds if one of these does, or the only one there is."""
        if len(literals) == 1:
            return literals[0]
        whole = self.literal()
        self.clauses += [[-literal, whole] for literal in literals]
        return whole

    def at_most(self, literals: Sequence[int], most: int) -> None:
        """Let at most so many hold."""
        if len(literals) > most:
            self.add(-self.counted(literals, most + 1)[most])

    def exactly(self, literals: Sequence[int], num: int) -> None:
        """Let exactly so many hold."""
        outputs = self.counted(literals, num + 1, is_exact=True)
        self.clauses += [[output] for output in outputs[:num]] + [[-output] for output in outputs[num:]]
        if len(outputs) < num:
            self.add()

    def counted(self, literals: Iterable[int], num: int, *, is_exact: bool = False) -> list[int]:
        """Return up to `num` outputs, of which the j-th from 1 holds if at least j of the literals do (a totaliser).

        Parameters
        ----------
        is_exact
            Whether an output also holds only if that many do; without, it may hold at no cost to the clauses.

        References
        ----------
        Bailleux and Boufkhad, CP 2003, doi 10.1007/978-3-540-45193-8_8.
        """
        nodes = [[literal] for literal in literals]
        while len(nodes) > 1:
            pairs = zip(nodes[::2], nodes[1::2], strict=False)
            merged = [self._merged(one, two, num, is_exact=is_exact) for one, two in pairs]
            nodes = merged + nodes[len(nodes) - len(nodes) % 2 :]
        return nodes[0][:num] if nodes else []

    def _merged(self, one: list[int], two: list[int], num: int, *, is_exact: bool) -> list[int]:
        outputs = self.literals(min(len(one) + len(two), num))
        size = len(outputs)
        self.clauses += [[-more, less] for less, more in pairwise(outputs)]
        for i in range(len(one) + 1):
            for j in range(len(two) + 1):
                if 0 < i + j <= size:
                    self.clauses.append([outputs[i + j - 1], *(-n for n in (*one[i - 1 : i], *two[j - 1 : j]))])
                if is_exact and i + j < size:
                    self.clauses.append([-outputs[i + j], *one[i : i + 1], *two[j : j + 1]])
        return outputs
