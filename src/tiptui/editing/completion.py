"""The values that complete a field of an edit: of its record, else of the collection."""

from collections.abc import Iterable, Iterator, Sequence

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.editing.edit import NAMED_LISTS, SEPARATOR, Edit, best_values, recommendation_names
from tiptui.record.ids import identify
from tiptui.record.model import Joinable, Rank, Record, TextForm
from tiptui.text.folding import fold


def offer(edit: Edit, collection: Collection, field: str) -> str:
    """Return a completion of the last value in a field: of the record, else of the collection."""
    typed = edit.values.get(field, "")
    last = typed.rpartition(SEPARATOR)[2].strip()
    if field == "text" and not typed and edit.kind in ("recommendation", "statement"):
        return " ".join(edit.exact.split())

    sign = "-" if edit.is_minus(last) else ""
    if not last.strip("-"):
        return ""

    parts = edit.parts(field)
    given = parts[:-1]
    known = known_values(edit, collection.dialogues, field)
    left = [(name, value) for name, value in known if value not in given]
    names = join_names(left, last)
    values = best_values(left, last.removeprefix(sign))
    for value in (names, *values):
        if value and sign + value != parts[-1]:
            return sign + value
    return ""


def join_names(known: Iterable[tuple[str, str]], typed: str) -> str:
    """Return known names that commas part, as one value with the right sign; "" for others."""
    values = dict(known)
    names: list[str] = []
    for part in typed.split(","):
        name = values.get(fold(part.strip()))
        if not name:
            return ""
        names.append(name)
    return f"{SEPARATOR} ".join(names) if len(names) > 1 else ""


def known_values(edit: Edit, others: Sequence[Dialogue], field: str) -> Iterator[tuple[str, str]]:
    """Yield folded names of the values that a field can have, each with its value."""
    key = edit.fields[field]
    record = edit.dialogue.record
    records = [record, *(other.record for other in others)]
    if key.form is TextForm.RECOMMENDATION:
        yield from recommendation_names(edit.dialogue, key.is_list)
    elif key.form is TextForm.ORGANIZATION:
        yield from _names_in("organizations", [record])
    elif key.form is TextForm.PARTY:
        yield from _names_in("organizations", records)
        yield from _names_in("speakers", records)
    elif key.form in NAMED_LISTS:
        yield from _names_in(NAMED_LISTS[key.form], records)
    elif key.rank is Rank.NAME and edit.things[0].kind == "speaker":
        yield from _names_in("speakers", [other for other in records if other is not record])

    words = list(key.choices)
    if key.form is TextForm.PARTY:
        for dialogue in (edit.dialogue, *others):
            words += dialogue.belonging.in_words.values()
    elif key.rank is Rank.OFFICE and edit.things[0].kind == "event":
        words += [getattr(other.event, field) for other in records]
    for text in dict.fromkeys(words):
        yield fold(text), text


def _names_in(section: str, records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Yield the folded names of the things in a list of records, each with its full name."""
    # The records of a series have the same things: to fold their names takes long.
    things: dict[object, Joinable] = {}
    for record in records:
        for thing in getattr(record, section):
            names = (getattr(thing, "abbreviation", ""), getattr(thing, "other_names", ()))
            things[thing.id, thing.name, names] = thing
    for thing in things.values():
        yield fold(thing.id), thing.name
        for name in identify(thing).names:
            yield name, thing.name
