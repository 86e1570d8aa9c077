"""Lets compiled loops take dozens of arrays as one argument.

Compiled functions take a tuple of arrays apart, some ten words an array, on every call; with dozens of arrays their
compilation takes minutes. An object of a `pointed` class is passed as one address instead, that of a table which says
where each of its arrays lies; compiled code reads the arrays by the same names as any other code.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

import numpy as np
import numpy.typing as npt
from llvmlite import ir  # type: ignore[import-untyped]  # the library has no types
from numba import types
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, lower_getattr_generic, models, register_model, typeof_impl, unbox
from numba.np.arrayobj import make_array, populate_array

_WORDS = 5  # of the table, for each array: its address and up to four lengths
_WORD = ir.IntType(64)
_TYPE = {"i4": types.int32, "i8": types.int64, "u1": types.uint8, "u8": types.uint64, "f8": types.float64}


class Pointed:
    """A bundle of arrays that compiled code reads by name.

    Attributes
    ----------
    KINDS
        For each array its type and number of dimensions, for example ``i4 2``.
    """

    KINDS: ClassVar[Mapping[str, str]]

    def __init__(self, **arrays: npt.NDArray[Any]) -> None:
        self._table = np.zeros(_WORDS * len(self.KINDS), np.int64)
        for idx, (name, kind) in enumerate(self.KINDS.items()):
            dtype, num_dimensions = kind.split()
            array = np.ascontiguousarray(arrays[name], dtype=dtype)
            if array.ndim != int(num_dimensions):
                raise ValueError(f"{name} has {array.ndim} dimensions, expected {num_dimensions}")
            setattr(self, name, array)
            self._table[idx * _WORDS] = array.ctypes.data
            self._table[idx * _WORDS + 1 : idx * _WORDS + 1 + array.ndim] = array.shape
        self.address = self._table.ctypes.data


P = TypeVar("P", bound=Pointed)


def copied(bundle: P) -> P:
    """Return a bundle of copies of the arrays."""
    return type(bundle)(**{name: getattr(bundle, name).copy() for name in bundle.KINDS})


def with_others(bundle: P, **arrays: npt.NDArray[Any]) -> P:
    """Return a bundle that shares its arrays with this one, but for those given."""
    return type(bundle)(**({name: getattr(bundle, name) for name in bundle.KINDS} | arrays))


class PointedType(types.Type):
    """What the compiler knows of a pointed class.

    Parameters
    ----------
    kinds
        For each array its name, type and number of dimensions.
    """

    def __init__(self, name: str, kinds: tuple[tuple[str, str], ...]) -> None:
        self.kinds = kinds
        super().__init__(name=name)

    def array_type(self, name: str) -> Any:
        """Return the compiler's type of one array, or ``None`` if there is none of that name."""
        kind = dict(self.kinds).get(name)
        if kind is None:
            return None
        dtype, num_dimensions = kind.split()
        return types.Array(_TYPE[dtype], int(num_dimensions), "C")


def pointed(cls: type[P]) -> type[P]:
    """Make a class of bundled arrays known to the compiler."""
    known = PointedType(f"{cls.__module__}.{cls.__qualname__}", tuple(cls.KINDS.items()))

    @typeof_impl.register(cls)
    def _typeof(_value: object, _context: object) -> PointedType:
        return known

    return cls


@register_model(PointedType)
class PointedModel(models.PrimitiveModel):
    """A pointed object is its address."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _WORD)  # type: ignore[no-untyped-call]  # the compiler's library has no types


@unbox(PointedType)  # type: ignore[no-untyped-call, untyped-decorator]  # the compiler's library has no types
def _unboxed(_kind: Any, value: Any, context: Any) -> NativeValue:
    address = context.pyapi.object_getattr_string(value, "address")
    native = context.pyapi.long_as_longlong(address)
    context.pyapi.decref(address)
    return NativeValue(native)  # type: ignore[no-untyped-call]  # the compiler's library has no types


@infer_getattr
class PointedAttributes(AttributeTemplate):
    """Tells the compiler the types of the arrays."""

    key = PointedType

    def generic_resolve(self, kind: Any, name: str) -> Any:  # type: ignore[override]  # its stub has a placeholder
        """Return the type of an array."""
        return kind.array_type(name)


@lower_getattr_generic(PointedType)  # type: ignore[no-untyped-call, untyped-decorator]  # the compiler's library has no types
def _array_of(context: Any, builder: Any, kind: Any, address: Any, name: str) -> Any:
    """Emit the reading of one array from the table: its address and lengths; its strides follow from these."""
    found = kind.array_type(name)
    table = builder.inttoptr(address, _WORD.as_pointer())
    word = _WORDS * [known for known, _ in kind.kinds].index(name)
    words = [builder.load(builder.gep(table, [_WORD(word + idx)])) for idx in range(1 + found.ndim)]
    size = context.get_abi_sizeof(context.get_data_type(found.dtype))
    strides = [_WORD(size)]
    for length in words[:1:-1]:
        strides.insert(0, builder.mul(strides[0], length))
    array = make_array(found)(context, builder)  # type: ignore[no-untyped-call]  # the compiler's library has no types
    data = builder.inttoptr(words[0], context.get_data_type(found.dtype).as_pointer())
    populate_array(array, data=data, shape=words[1:], strides=strides, itemsize=size, meminfo=None)  # type: ignore[no-untyped-call]  # the compiler's library has no types
    return array._getvalue()  # noqa: SLF001 -- the way to read a value of the compiler's proxies
