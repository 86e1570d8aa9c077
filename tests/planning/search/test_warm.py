"""Compiling ahead of the first search."""

from typing import Any

from summitry.generate import un_week
from summitry.planning.clock import Stopwatch
from summitry.planning.exact.solve import Solving
from summitry.planning.search.anneal import anneal
from summitry.planning.search.construct import count_sessions, fill, place_as_they_were
from summitry.planning.search.edits import begin, commit, settle
from summitry.planning.search.loop import Search
from summitry.planning.search.problem import Problem
from summitry.planning.search.warm import compile_all
from summitry.summit import Plan

_CALLED: tuple[Any, ...] = (anneal, fill, place_as_they_were, count_sessions, begin, commit, settle)


def test_once_all_is_compiled_a_search_by_two_walks_compiles_nothing() -> None:
    compile_all()
    before = [function.signatures for function in _CALLED]
    summit = un_week(1, 0.1)
    search = Search(Problem.of(summit, summit.to_place(), ()), Plan(summit=summit.id))
    search.run(Solving(Stopwatch(2.0), threads=2, seed=1, gap=0.0))
    assert [function.signatures for function in _CALLED] == before
