"""What the model declares of its mappings and of each key."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from tiptui.record.model import Form

# The words for a key with text of these forms say the form as well.
_IN_WORDS = {Form.VERSION, Form.DATE, Form.TIME, Form.URL, Form.LANGUAGE}


class Key(NamedTuple):
    """What is declared of one key of a mapping."""

    name: str
    type: Any
    """The bare type: of a list, that of its items."""
    form: Form | None
    many: bool
    """Whether it is a list."""
    required: bool
    default: Any
    description: str
    """What may stand there, in words; empty where the type says it all."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The few words of which one may stand there, if it is so."""
        return get_args(self.type) if get_origin(self.type) is Literal else ()

    @property
    def is_mapping(self) -> bool:
        """Whether a class of the model says what may stand there."""
        return is_dataclass(self.type)


def mappings(mapping: Any) -> Iterator[Any]:
    """Yield a class of the model and those below it, some more than once."""
    yield mapping
    for key in keys(mapping):
        if key.is_mapping:
            yield from mappings(key.type)


def keys(mapping: Any) -> tuple[Key, ...]:
    """Return what a class of the model declares of its keys, in their order."""
    hints = get_type_hints(mapping, include_extras=True)
    return tuple(_key(hints[each.name], each.name, each.default) for each in fields(mapping))


def _key(hint: Any, name: str, default: Any) -> Key:
    words = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, str)][-1:]
    bare, form = _unwrap(hint)
    many = get_origin(bare) is tuple
    if many:
        bare, form = _unwrap(get_args(bare)[0])
    if form and not (words and form in _IN_WORDS):
        words.append(f"each {form.value}" if many else form.value)
    return Key(name, bare, form, many, default is MISSING, default, "; ".join(words))


def _unwrap(hint: Any) -> tuple[Any, Form | None]:
    """Return the bare type of an annotation (without `None`) and its form."""
    form = None
    if get_origin(hint) is Annotated:
        form = next((extra for extra in hint.__metadata__ if isinstance(extra, Form)), None)
        hint = get_args(hint)[0]
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    if NoneType in get_args(hint):
        return choices[0], form
    return hint, form
