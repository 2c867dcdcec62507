"""Values of :mod:`kg.model` as JSON and back: a dataclass is the list of its fields, in their order.

The way back is made from the types of the fields, once for each class, and needs no code that comes from the data:
opening a store that somebody else has made can run nothing.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kg.iris import digest

T = TypeVar("T")
_Make = Callable[[Any], Any]


class CodecError(ValueError):
    """Bytes that are no value of the class."""


def encode(value: object) -> bytes:
    """Return a value as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(cls: type[T], data: bytes) -> T:
    """Return the value of the class ``cls`` that :func:`encode` has written."""
    try:
        made: T = _maker_of(cls)(json.loads(data.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise CodecError(f"{len(data):,} bytes are no {cls.__name__}: {error}") from error
    return made


@cache
def fingerprint(cls: type) -> str:
    """Return a digest of the fields of a class and of all classes in them: it changes when what is stored would."""
    return digest(*_described(cls, set()))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value


def _maker_of(kind: Any) -> _Make:
    """Return the function that makes a value of a type from plain data; it is made once for each type."""
    return _maker(kind)


@cache
def _maker(kind: Any) -> _Make:
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_maker(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_maker(inner)
    if origin in {Union, types.UnionType}:
        makers = [_maker(one) for one in inner if one is not type(None)]
        make = makers[0] if len(makers) == 1 else _same
        return make if make is _same else lambda data: None if data is None else make(data)
    return _same


def _dataclass_maker(cls: type) -> _Make:
    hints = get_type_hints(cls)
    makers = [_maker(hints[field.name]) for field in fields(cls)]

    def make(data: Any) -> Any:
        if len(data) != len(makers):
            raise CodecError(f"a {cls.__name__} has {len(makers)} fields, not {len(data)}")
        return cls(*[one(part) for one, part in zip(makers, data, strict=True)])

    return make


def _tuple_maker(inner: tuple[Any, ...]) -> _Make:
    if len(inner) == 2 and inner[1] is Ellipsis:
        make = _maker(inner[0])
        return tuple if make is _same else lambda data: tuple([make(one) for one in data])
    makers = [_maker(one) for one in inner]
    return lambda data: tuple([one(part) for one, part in zip(makers, data, strict=True)])


def _same(data: Any) -> Any:
    return data


def _described(kind: Any, seen: set[Any]) -> list[str]:
    """Return the names and types of the fields of a class and, once each, of the classes in them."""
    if not (is_dataclass(kind) and isinstance(kind, type)):
        return [word for one in get_args(kind) for word in _described(one, seen)]
    if kind in seen:
        return []
    seen.add(kind)
    hints = get_type_hints(kind)
    own = [kind.__name__, *(f"{field.name}:{hints[field.name]}" for field in fields(kind))]
    return own + [word for field in fields(kind) for word in _described(hints[field.name], seen)]
