"""
Writes the model's values as JSON and reads them back.

A dataclass stands as the list of its fields, in their order: short, quick, and nothing in it can run. Who keeps such a
text must keep it under a key that changes with the code (`builder.version`), since it does not say what its fields are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def encode(value: Any) -> str:
    """A value of the model as JSON."""
    return json.dumps(value, default=_values, ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """
    The value of some type that a text holds.

    Raises ValueError or TypeError where it holds another.
    """
    read = _decoder(cast(Hashable, kind))
    value = json.loads(text)
    return cast(T, read(value) if read else value)


def _values(value: Any) -> list[Any]:
    """A dataclass's fields; of all else in the model JSON's writer knows what to make."""
    return [getattr(value, name) for name in _names(cast(Hashable, type(value)))]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: Any) -> Decoder | None:
    """What makes a value of some type from its plain form; None where the two are the same."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_decoder(_decoder(arguments[0]))
    if NoneType in arguments:
        return _optional_decoder(_decoder(next(one for one in arguments if one is not NoneType)))
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda value: kind(*value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _dataclass_decoder(kind) if is_dataclass(kind) else None


def _tuple_decoder(item: Decoder | None) -> Decoder:
    return (lambda value: tuple([item(one) for one in value])) if item else tuple


def _optional_decoder(inner: Decoder | None) -> Decoder | None:
    return (lambda value: None if value is None else inner(value)) if inner else None


def _dataclass_decoder(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    inner = [(place, _decoder(hints[field.name])) for place, field in enumerate(fields(kind))]
    decoders = [(place, decoder) for place, decoder in inner if decoder]

    def read(value: list[Any]) -> Any:
        for place, decoder in decoders:
            value[place] = decoder(value[place])
        return kind(*value)

    return read
