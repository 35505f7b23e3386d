"""What a plain scan of a record's own data finds, without any help of tiptui.

A record is what JSON or YAML gives. Only the standard library is used, Unicode's data with it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from unicodedata import category, combining, normalize
from unicodedata import name as name_of

Data = dict[str, Any]

_DASHES = "[-‐‑‒–—―−]"
_DRAWN = (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
_APOSTROPHES = "['’‘ʻʼ`´]"
_ONE_LETTER = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "þ": "th"})


def fold(text: str) -> str:
    """Return a text without case, marks, dashes and apostrophes."""
    plain = "".join(letter for letter in text if not (_is_dash(letter) or _is_unseen(letter)))
    plain = re.sub(_APOSTROPHES, "", plain)
    apart = normalize("NFKD", normalize("NFKD", plain).casefold())
    return "".join(letter for letter in apart if not combining(letter)).translate(_ONE_LETTER)


def _is_dash(letter: str) -> bool:
    return category(letter) == "Pd" or letter in "−⁃⁓"


def _is_unseen(letter: str) -> bool:
    """Return whether a character has no looks: a format that is not drawn, or a variation."""
    if category(letter) == "Cf":
        return ord(letter) not in _DRAWN
    return name_of(letter, "").startswith(("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION"))


class Thing(NamedTuple):
    """What can be found: its ids, and its texts by rank (names, offices, the rest)."""

    kind: str
    ids: tuple[str, ...]
    texts: tuple[list[str], ...]
    data: Data

    def rank(self, query: str, event: str) -> int | None:
        """Return how near it matches, -1 if by an id; None if it does not."""
        ids = {*self.ids, *(f"{event}#{name}" for name in self.ids)}
        words: list[str] = []
        by_id = False
        seen = "".join(letter for letter in query if not _is_unseen(letter))
        for term in seen.split():
            if term.lower() in ids:
                by_id = True
            else:
                words += fold("".join(" " if _is_dash(each) else each for each in term)).split()
        texts: list[str] = []
        for rank, more in enumerate(self.texts):
            texts += map(fold, more)
            if all(any(word in text for text in texts) for word in words):
                return -1 if by_id else rank
        return None


def things(record: Data) -> Iterator[Thing]:
    """Yield points, then each speaker with the statements, then recommendations."""
    for number, point in enumerate(record["event"]["points"], 1):
        yield _claim(record, "point", f"point/{number}", point, point["by"])
    for speaker in record["speakers"]:
        who = _who(record, [speaker["id"]])
        yield Thing("speaker", (speaker["id"],), (*who, []), speaker | {"by": [speaker["id"]]})
        for name, statement in _statements(speaker):
            yield _claim(record, "statement", name, statement, [speaker["id"]])
    for item in record["recommendations"]:
        yield _claim(record, "recommendation", item["id"], item, item["by"])


def rows(record: Data) -> dict[str, list[Thing]]:
    """Return what the screen lists; a speaker with all that they said."""
    listed: dict[str, list[Thing]] = {"speakers": [], "recommendations": [], "points": []}
    for thing in things(record):
        if thing.kind != "statement":
            listed[f"{thing.kind}s"].append(thing)
    for number, alone in enumerate(listed["speakers"]):
        said = [_claim(record, "", name, each, []) for name, each in _statements(alone.data)]
        texts = [*_about(alone.data), *(text for each in said for text in each.texts[2])]
        ids = (*alone.ids, *(name for each in said for name in each.ids))
        listed["speakers"][number] = alone._replace(ids=ids, texts=(*alone.texts[:2], texts))
    return listed


def found(candidates: Iterable[Thing], query: str, event: str) -> list[Thing]:
    """Return what matches a query, nearest first, else in the order given."""
    ranked = [
        (rank, thing) for thing in candidates if (rank := thing.rank(query, event)) is not None
    ]
    return [thing for _, thing in sorted(ranked, key=lambda each: each[0])]


def _statements(speaker: Data) -> Iterator[tuple[str, Data]]:
    for number, statement in enumerate(speaker["statements"], 1):
        yield f"{speaker['id']}/{number}", statement


def _claim(record: Data, kind: str, name: str, claim: Data, by: list[str]) -> Thing:
    themes = [theme["name"] for theme in record["themes"] if theme["id"] in claim["themes"]]
    texts = [
        claim["text"],
        *(name for words in claim.get("to", []) for name in _addressee(record, words)),
        claim.get("occasion", ""),
        *themes,
        *_about(claim),
    ]
    return Thing(kind, (name,), (*_who(record, by), texts), claim | {"by": by})


def _addressee(record: Data, words: str) -> list[str]:
    """Return the names of an organization by its id; words as they are."""
    for body in record["organizations"]:
        if body["id"] == words:
            return [body["name"], body["abbreviation"], *body["other_names"]]
    return [words]


def _who(record: Data, by: list[str]) -> tuple[list[str], list[str]]:
    speakers = [each for each in record["speakers"] if each["id"] in by]
    bodies = {body["id"]: body for body in record["organizations"]}
    names = [name for each in speakers for name in (each["name"], *each["other_names"])]
    offices = [each["role"] for each in speakers]
    for body in (bodies[each["organization"]] for each in speakers if each["organization"]):
        offices += [body["name"], body["abbreviation"], *body["other_names"]]
    return names, offices


def _about(data: Data) -> list[str]:
    return [data["note"], *(each["exact"] for each in data["evidence"])]


# Quotations.


def stands(exact: str, number: int, paragraphs: list[str]) -> tuple[str, int]:
    """Return the status of a quotation, and the paragraph that it stands in, counted from 1."""
    here = paragraphs[number - 1] if number <= len(paragraphs) else ""
    for whole in (True, False):
        if _has(here, exact, whole):
            return "verbatim", number
        if _has(even(here), even(exact), whole):
            return "normalized", number
    for other, text in enumerate(paragraphs, 1):
        if _has(even(text), even(exact), whole=True):
            return "elsewhere", other
    return "missing", number


def even(text: str) -> str:
    """Return a text with quotation marks, dashes, spaces and composed letters in one form."""
    for one, others in (("'", _APOSTROPHES), ('"', "[“”„«»]"), ("-", f"{_DASHES}+"), (" ", r"\s+")):
        text = re.sub(others, one, text)
    return normalize("NFD", text)


def _has(text: str, words: str, whole: bool) -> bool:
    return any(
        not whole or not (_goes_on(text, start) or _goes_on(text, start + len(words)))
        for start in range(len(text))
        if text.startswith(words, start)
    )


def _goes_on(text: str, place: int) -> bool:
    """Return whether a word goes on at a place: letters, digits and marks."""
    kinds = [category(letter)[0] for letter in text[max(0, place - 1) : place + 1]]
    return 0 < place < len(text) and all(kind in "LNM" for kind in kinds)
