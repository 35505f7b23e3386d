"""The values that complete a field of an edit: of its record, else of the collection."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.editing.edit import NAMED_LISTS, SEPARATOR, Edit, best_values, recommendation_names
from tiptui.record.ids import identify
from tiptui.record.model import Joinable, Rank, TextForm
from tiptui.text.folding import fold


def offer(edit: Edit, collection: Collection, field: str) -> str:
    """Return a completion of the last value in a field: of the record, else of the collection."""
    typed = edit.values.get(field, "")
    begun = typed.rpartition(SEPARATOR)[2].strip()
    if field == "text" and not typed:
        is_said = edit.kind in ("recommendation", "statement")
        return " ".join(edit.exact.split()) if is_said else ""
    sign = "-" if edit.is_minus(begun) else ""
    *given, last = edit.parts(field) or [""]
    known = known_values(edit, collection.dialogues, field) if begun.strip("-") else ()
    left = [pair for pair in known if pair[1] not in given]
    found = [*part_names(left, begun), *best_values(left, begun.removeprefix(sign))]
    return next((sign + value for value in found if sign + value != last), "")


def part_names(known: Iterable[tuple[str, str]], typed: str) -> list[str]:
    """Return known names that commas part, as one value with the right sign; else nothing."""
    values = dict(known)
    names = [values.get(fold(part.strip()), "") for part in typed.split(",")]
    return [f"{SEPARATOR} ".join(names)] if names[1:] and all(names) else []


def _names_of(one: Joinable) -> tuple[Any, ...]:
    return one.id, one.name, getattr(one, "abbreviation", ""), getattr(one, "other_names", ())


def known_values(edit: Edit, others: Iterable[Dialogue], field: str) -> Iterator[tuple[str, str]]:
    """Yield folded names of the values that a field can have, each with its value."""
    key, dialogues = edit.fields[field], (edit.dialogue, *others)
    records = [dialogue.record for dialogue in dialogues]
    of = records[:1] if key.form is TextForm.ORGANIZATION else records
    section, words = NAMED_LISTS.get(key.form), list[Iterable[str]]([key.choices])
    things: list[Iterable[Joinable]] = (
        [getattr(record, section) for record in of] if section else []
    )
    if key.form is TextForm.RECOMMENDATION:
        yield from recommendation_names(edit.dialogue, key.is_list)
    elif key.form is TextForm.PARTY:
        things += [record.speakers for record in records]
        words = [dialogue.belonging.in_words.values() for dialogue in dialogues]
    elif key.rank is Rank.NAME and edit.things[0].kind == "speaker":
        things = [record.speakers for record in records if record is not records[0]]
    elif key.rank is Rank.OFFICE and edit.things[0].kind == "event":
        words = [[getattr(record.event, field)] for record in records]
    # The records of a series have the same things: to fold their names takes long.
    for thing in {_names_of(thing): thing for thing in chain.from_iterable(things)}.values():
        yield from ((name, thing.name) for name in (fold(thing.id), *identify(thing).names))
    yield from ((fold(text), text) for text in dict.fromkeys(chain.from_iterable(words)))
