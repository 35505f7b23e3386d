"""Records of every shape that the model allows, with texts and values of every form."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass, replace
from functools import cache
from itertools import count
from random import Random
from typing import Any

from hypothesis import strategies as st

from tiptui.record import model
from tiptui.record.model import Attendance, Evidence, Key, Record, TextForm

keys: Callable[[Any], tuple[Key, ...]] = cache(model.keys)

# Signs that a terminal obeys, that hide or turn words around, or that end a line; and prose.
HOSTILE = (
    "\x00\x07\t\n\v\f\r\x1b\x1c\x7f\x85\x9b\u2028\u2029\u061c\u202e\u2066\u200b\u00ad\ufeff"
    "\U000e0041 ab[]“”’é🙂ا"
)
anything = st.one_of(st.text(min_size=1, max_size=8), st.text(HOSTILE, min_size=1, max_size=8))

WORDS: dict[TextForm | None, list[Any]] = {
    TextForm.VERSION: [1],
    TextForm.ID: ["event"],
    TextForm.DATE: ["2024", "2024-04", "2024-04-18"],
    TextForm.TIME: ["00:12:31", "99:59:59.5"],
    TextForm.RECOMMENDATION: ["other#r1", "no#0-x"],
    TextForm.URL: ["https://example.org/a?b#c", "HTTPS://example.org/%20", "http://ہے.org/a(b)"],
    TextForm.LANGUAGE: (
        "en NO ur-Latn zh-cmn-Hans-CN de-CH-1996 x-a-b EN-gb-OED i-klingon sl-rozaj-biske "
        "en-a-bbb-x-a-ccc es-419 sgn-be-FR"
    ).split(),
}
"""Values for each form of text that is more than prose, ids aside."""

LISTS = {
    "organizations": TextForm.ORGANIZATION,
    "themes": TextForm.THEME,
    "speakers": TextForm.SPEAKER,
    "recommendations": TextForm.ID,
    "sources": TextForm.SOURCE,
}
"""The form of the ids in each list of a record."""


class _Drawing:
    """A record that is being drawn, with the ids that its items have.

    Values come by chance from a few texts: to draw each by itself takes five times as long.
    """

    def __init__(self, chance: Random, texts: Sequence[str]) -> None:
        self.chance = chance
        self.texts = texts
        self.unlisted = count(1)
        self.ids = {
            form: [f"{name}{number}" for number in range(chance.randint(1, 2))]
            for name, form in LISTS.items()
        }

    def record(self) -> Any:
        lists = {
            key.name: tuple(self.mapping(key.type, id=each) for each in self.ids[LISTS[key.name]])
            for key in keys(Record)
            if key.name in LISTS
        }
        return self.mapping(Record, **lists)

    def mapping(self, declared: Any, **given: Any) -> Any:
        several_sources = len(self.ids[TextForm.SOURCE]) > 1
        for key in keys(declared):
            required = key.required or (key.form is TextForm.SOURCE and several_sources)
            if key.name not in given and key.is_list:
                given[key.name] = self.several(key)
            elif key.name not in given and (required or self.chance.random() < 0.5):
                given[key.name] = self.one(key)
        made = declared(**given)
        return None if made == Attendance() else made

    def several(self, key: Key) -> tuple[Any, ...]:
        if key.form in self.ids:
            names = self.ids[key.form]
            return tuple(self.chance.sample(names, self.chance.randint(key.required, len(names))))
        # An outline has both the paragraphs that are cited.
        counts = (0, 2) if key.name == "outline" else (0, 1, 2)
        return tuple(self.one(key) for _ in range(self.chance.choice(counts)))

    def one(self, key: Key) -> Any:
        if is_dataclass(key.type):
            return self.mapping(key.type)
        if key.form is TextForm.ID and not key.required:
            # An id like that of another thing, or like a number of a point.
            return f"{self.chance.choice(['speakers0', 'point', '1'])}-{next(self.unlisted)}"
        if key.form in WORDS:
            return self.chance.choice(WORDS[key.form])
        if key.form in self.ids or key.choices:
            return self.chance.choice(self.ids[key.form] if key.form else key.choices)
        of_type: dict[Any, Any] = {str: self.texts, bool: (False, True), int: (1, 2)}
        return self.chance.choice(of_type[key.type])


@st.composite
def records(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Record:
    """Draw a record without an error, if the texts of `text` can stand in one."""
    texts = draw(st.lists(text, min_size=1, max_size=20))
    record: Record = _Drawing(Random(draw(st.integers(0, 2**32))), texts).record()
    return record


def in_other_words(part: Any, say: Callable[[str], str]) -> Any:
    def changed(key: Key, value: Any) -> Any:
        if is_dataclass(value):
            return in_other_words(value, say)
        return say(value) if value and key.is_prose else value

    words = {}
    for key in keys(type(part)):
        held = getattr(part, key.name)
        words[key.name] = (
            tuple(changed(key, each) for each in held) if key.is_list else changed(key, held)
        )
    return replace(part, **words)


def values(part: Any) -> Iterator[tuple[Key, Any]]:
    for key in keys(type(part)):
        held = getattr(part, key.name)
        for value in held if key.is_list else [held]:
            yield key, value
            if is_dataclass(value):
                yield from values(value)


def prose(part: Any) -> list[str]:
    return [
        value
        for key, value in values(part)
        if (key.is_prose or key.form is TextForm.URL) and key.name != "file"
    ]


def evidence(part: Any) -> list[Evidence]:
    return [value for _, value in values(part) if isinstance(value, Evidence)]


# Text that can stand in a record: no controls, no space at either end. Of what as_json escapes only
# the first plane, because the rest is a pair of escapes, which YAML does not read.
clean = st.one_of(
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs", "Zl", "Zp"),
            exclude_characters="\ufffe\uffff",
            max_codepoint=0x1BC9F,
        ),
        max_size=8,
    ),
    st.text("ab \n\r:#'\"{}[],&*!|>%@`-?\\/é“”\u202e🙂ا", max_size=8),
).map(lambda text: text.strip() or "x")
