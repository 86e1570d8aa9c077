"""Bundles of arrays that compiled code reads by name."""

from types import MappingProxyType

import numpy as np
import pytest

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import Ints
from summitry.planning.search.pointed import Pointed, copied, pointed, with_others


@pointed
class Bundle(Pointed):
    KINDS = MappingProxyType({"line": "i4 1", "cube": "i4 3"})

    line: Ints
    cube: Ints


@compiled
def weighed(bundle: Bundle, place: int) -> int:
    total = 0
    for idx in range(bundle.cube.shape[2]):
        total += bundle.cube[1, 2, idx] * bundle.line[place]
    bundle.line[place] = 0
    return total


def bundle() -> Bundle:
    return Bundle(line=np.array([1, 10], np.int32), cube=np.arange(24, dtype=np.int32).reshape(2, 3, 4))


def test_compiled_code_reads_and_writes_the_arrays() -> None:
    some = bundle()
    assert weighed(some, 1) == 10 * (20 + 21 + 22 + 23)
    assert some.line.tolist() == [1, 0]


def test_a_copy_changes_apart() -> None:
    some = bundle()
    weighed(copied(some), 1)
    assert some.line.tolist() == [1, 10]


def test_a_bundle_with_other_arrays_shares_the_rest() -> None:
    some = bundle()
    other = with_others(some, line=np.array([5], np.int32))
    assert other.cube is some.cube
    assert weighed(other, 0) == 5 * (20 + 21 + 22 + 23)


def test_an_array_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="cube has 1 dimensions, expected 3"):
        Bundle(line=np.zeros(2, np.int32), cube=np.zeros(2, np.int32))
