"""Which schema stands at a path of keys, so that a problem can name the keys known there."""

import types
from collections.abc import Iterable
from typing import Annotated, Any, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel


def shape_at(schema: object, path: Iterable[str | int]) -> object:
    """The schema at a path: a model, or what a mapping or list there holds."""
    shape = _bare(schema)
    for step in path:
        shape = _bare(_step_into(shape, step))
    return shape


def fields_at(schema: object, path: Iterable[str | int]) -> tuple[str, ...]:
    """The keys a model at a path knows, as people write them."""
    shape = shape_at(schema, path)
    return tuple(field.alias or name for name, field in shape.model_fields.items()) if _is_model(shape) else ()


def _is_model(shape: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def _step_into(shape: Any, step: str | int) -> object:  # noqa: ANN401 - any annotation
    if _is_model(shape):
        return next((field.annotation for name, field in shape.model_fields.items() if step in {name, field.alias}), None)
    held = [item for item in get_args(shape) if item is not Ellipsis]
    if get_origin(shape) is dict:
        return held[-1]
    if get_origin(shape) is tuple and isinstance(step, int):
        return held[min(step, len(held) - 1)]
    return shape


def _bare(annotation: Any) -> object:  # noqa: ANN401 - any annotation
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        members = [_bare(member) for member in get_args(annotation) if member is not type(None)]
        return next((member for member in members if _is_model(member) or get_origin(member)), members[0])
    return annotation
