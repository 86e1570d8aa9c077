"""Digests: the same facts or plan give the same short name, on any machine."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any


def _plain(value: Any) -> Any:
    """Return what the encoder does not know as something that it knows; what is in it is asked for in turn."""
    names = _field_names(type(value))  # type: ignore[arg-type]  # mypy takes classes for unhashable
    if names:
        return {name: getattr(value, name) for name in names}
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no digest of a {type(value).__name__}")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields; nothing for other types."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


def digest(value: Any) -> str:
    """Return the SHA-256 of a fact, a summit or a plan, as 64 hexadecimal digits."""
    text = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
