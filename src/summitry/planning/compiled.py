"""Compiling the inner loops of planning to machine code."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile a function of arrays and numbers when it is first called, and keep the result for later runs.

    It runs without the interpreter's lock, so that another thread can search beside it, and it can call only other
    compiled functions.
    """
    return cast("F", njit(cache=True, nogil=True)(function))
