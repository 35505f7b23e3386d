"""What a plain scan of the data of records finds, without any help of tiptui.

A record is what JSON or YAML gives. Only the standard library is used, Unicode's data with it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple
from unicodedata import category, combining, normalize
from unicodedata import name as name_of

Data = dict[str, Any]

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
    """What can be found: its id, and its texts by rank (names, offices, the rest).

    `ids` are all that it is called, `by` the ids of its speakers, `of` the numbers of the dialogues
    that it is of.
    """

    kind: str
    id: str
    texts: tuple[list[str], ...]
    data: Data
    ids: tuple[str, ...]
    by: tuple[str, ...]
    of: tuple[int, ...] = (0,)

    def rank(self, query: str) -> int | None:
        """Return how near it matches, -1 if by an id; None if it does not."""
        words: list[str] = []
        by_id = False
        seen = "".join(letter for letter in query if not _is_unseen(letter))
        for term in seen.split():
            if term.lower() in self.ids:
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
        name, data = speaker["id"], speaker | {"by": [speaker["id"]]}
        yield Thing("speaker", name, (*who, []), data, _ids(record, name), (name,))
        for spoken, statement in _statements(speaker):
            yield _claim(record, "statement", spoken, statement, [name])
    for item in record["recommendations"]:
        yield _claim(record, "recommendation", item["id"], item, item["by"])


def _ids(record: Data, name: str) -> tuple[str, str]:
    return name, _name(record, name)


KINDS = ("speaker", "recommendation", "statement", "point")


def listed(candidates: Iterable[Thing], query: str) -> dict[str, list[str]]:
    """Return what the screen lists, by id: last the speakers found only by what they said."""
    candidates = list(candidates)
    hits = found(candidates, query)
    lists = {f"{kind}s": [each.id for each in hits if each.kind == kind] for kind in KINDS}
    heard = {name for each in hits for name in each.by} - {*lists["speakers"]}
    speakers = [each.id for each in candidates if each.kind == "speaker"]
    lists["speakers"] += [name for name in speakers if name in heard]
    return lists


def found(candidates: Iterable[Thing], query: str) -> list[Thing]:
    """Return what matches a query, nearest first, else in the order given."""
    ranked = [(rank, thing) for thing in candidates if (rank := thing.rank(query)) is not None]
    return [thing for _, thing in sorted(ranked, key=lambda each: each[0])]


# Several records.


def in_order(records: Iterable[Data]) -> list[Data]:
    """Return records newest first, those of a series together with its newest."""
    left = sorted(records, key=lambda each: each["event"]["start_date"], reverse=True)
    ordered: list[Data] = []
    while left:
        first = left[0]["event"]
        series = [each for each in left if each["event"]["series"] == first["series"]]
        same = series if first["series"] else left[:1]
        ordered += same
        left = [each for each in left if each not in same]
    return ordered


def people(records: Sequence[Data]) -> list[list[tuple[int, int]]]:
    """Return who is one person: by numbers of records and of speakers in them, the first first.

    Each pair is compared, over and over, until nobody is joined.
    """
    groups = [
        ({(number, place)}, each["id"], {*map(fold, [each["name"], *each["other_names"]])})
        for number, record in enumerate(records)
        for place, each in enumerate(record["speakers"])
    ]
    while pair := next(
        ((a, b) for a, b in combinations(groups, 2) if a[1] == b[1] and a[2] & b[2]), None
    ):
        groups.remove(pair[1])
        pair[0][0].update(pair[1][0])
        pair[0][2].update(pair[1][2])
    return sorted(sorted(members) for members, _, _ in groups)


def things_of_all(records: Sequence[Data]) -> Iterator[Thing]:
    """Yield the dialogues, then the things of each, by `EVENT#ID`; a person where first met."""
    for number, record in enumerate(records):
        yield _dialogue(record, number)
    every = {
        _name(record, each.id): each._replace(of=(number,))
        for number, record in enumerate(records)
        for each in things(record)
    }
    called: Data = {}
    for group in people(records):
        same = [_name(records[n], records[n]["speakers"][place]["id"]) for n, place in group]
        called |= dict.fromkeys(same, same)
    for name, thing in every.items():
        (number,) = thing.of
        if name in called and called[name][0] == name:
            one = [every[other] for other in called[name]]
            texts = tuple([text for each in one for text in each.texts[rank]] for rank in range(3))
            ids = tuple(known for each in one for known in each.ids)
            of = tuple(number for each in one for number in each.of)
            yield thing._replace(id=name, texts=texts, ids=ids, of=of, by=(name,))
        elif name not in called:
            by = tuple(called[_name(records[number], each)][0] for each in thing.by)
            yield thing._replace(id=name, by=by)


def _name(record: Data, name: str) -> str:
    return f"{record['event']['id']}#{name}"


def _dialogue(record: Data, number: int) -> Thing:
    event = record["event"]
    where = [event["place"], event["series"], event["classification"]]
    texts = [event["name"]], where, [event["summary"], *event["topics"]]
    return Thing("dialogue", event["id"], texts, {}, _ids(record, event["id"]), (), (number,))


def listed_of_all(candidates: Sequence[Thing], query: str) -> dict[str, list[str]]:
    """Return what the screen lists of several records; dialogues also by what is in them."""
    lists, hits = listed(candidates, query), found(candidates, query)
    inside = {number for each in hits for number in each.of}
    dialogues = [each for each in candidates if each.kind == "dialogue"]
    alone = [each.id for each in hits if each.kind == "dialogue"]
    through = [each.id for number, each in enumerate(dialogues) if number in inside]
    return {"dialogues": alone + [name for name in through if name not in alone], **lists}


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
    return Thing(
        kind, name, (*_who(record, by), texts), claim | {"by": by}, _ids(record, name), tuple(by)
    )


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

_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ʻ": "'"}
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_JOINERS = "\u200c\u200d"
_OPENERS = " \"'(["


class Standing(NamedTuple):
    """What is said of a quotation: its status, where it stands first, and in how many places."""

    status: str
    paragraph: int
    start: int = 0
    end: int = 0
    places: int = 0


def stands(exact: str, number: int, paragraphs: list[str]) -> Standing:
    """Return how a quotation stands: in whole words, in parts of words, in another paragraph."""
    here = _read(paragraphs[number - 1] if number <= len(paragraphs) else "")
    if spans := here.whole(exact) or here.printed(exact) or here.parts(exact):
        same = [span for span in spans if here.text[slice(*span)] == exact]
        status, spans = ("verbatim", same) if same else ("normalized", spans)
        return Standing(status, number, *spans[0], len(spans))
    for other, text in enumerate(paragraphs, 1):
        if spans := _read(text).whole(exact):
            return Standing("elsewhere", other, *spans[0], len(spans))
    return Standing("missing", number)


def even(text: str) -> str:
    """Return a text with quotation marks, dashes, spaces and composed letters in one form."""
    return _read(text).even


class _Text:
    """A text letter by letter, a letter with all its marks; what is alike is alike in `even`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.even = ""
        self.places = {0: 0}
        """By each place in `even` at which a letter begins or ends, that in the text."""
        end = 0
        for part in self._letters():
            self.places.setdefault(len(self.even), end)
            end += len(part)
            self.even += _even_letter(part)
            self.places[len(self.even)] = end

    def _letters(self) -> Iterator[str]:
        part = ""
        for letter in self.text:
            if part and _belongs(part, letter):
                part += letter
            else:
                yield part
                part = letter
        yield part

    def whole(self, exact: str) -> list[tuple[int, int]]:
        return sorted(
            self._span(start, spelling)
            for spelling, where in _spellings(even(exact).strip())
            for start in self._starts(spelling)
            if (where == "anywhere" or self._opens(start))
            and not self._goes_on(start)
            and not self._goes_on(start + len(spelling))
        )

    def parts(self, exact: str) -> list[tuple[int, int]]:
        wanted = even(exact).strip()
        return [self._span(start, wanted) for start in self._starts(wanted)]

    def printed(self, exact: str) -> list[tuple[int, int]]:
        starts = (n for n in range(len(self.text)) if self.text.startswith(exact, n))
        spans = [(start, start + len(exact)) for start in starts]
        return [span for span in spans if not any(_is_mark(self.text[n : n + 1]) for n in span)]

    def _starts(self, wanted: str) -> Iterator[int]:
        """Yield where whole letters read as wanted."""
        for start in self.places if wanted in self.even and wanted else ():
            end = start + len(wanted)
            marked = any(_is_mark(self.even[n : n + 1]) for n in (start, end))
            if self.even.startswith(wanted, start) and end in self.places and not marked:
                yield start

    def _span(self, start: int, wanted: str) -> tuple[int, int]:
        return self.places[start], self.places[start + len(wanted)]

    def _opens(self, place: int) -> bool:
        before = self.even[:place].rstrip(_OPENERS)
        return not before or before[-1] in ".!?:۔。"

    def _goes_on(self, place: int) -> bool:
        """Return whether a word goes on at a place: letters, digits, marks, joiners in it."""
        before, after = self.even[:place], self.even[place:]
        if after[:1] and after[0] in _JOINERS:
            after = after.lstrip(_JOINERS)
        base = before.rstrip(_JOINERS)
        while base and _is_mark(base[-1]):
            base = base[:-1]
        return _in_word(base[-1:]) and _in_word(after[:1])


_read = lru_cache(256)(_Text)


def _belongs(part: str, letter: str) -> bool:
    """Return whether a letter is one with what is before it: a mark, or more of the same."""
    space = all(each.isspace() or each in _UNSEEN for each in part + letter)
    dashes = all(map(_is_dash, part + letter))
    return space or dashes or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    return bool(letter) and (category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff")


def _in_word(letter: str) -> bool:
    """Return whether a letter is of a word; of scripts without spaces, each is one."""
    unspaced = bool(letter) and name_of(letter, "").startswith(("CJK", "THAI", "HIRAGANA"))
    return letter.isalnum() and not unspaced


def _even_letter(part: str) -> str:
    if any(map(str.isspace, part)):
        return " "
    if part and _is_dash(part[0]):
        return "-"
    plain = "".join(_QUOTES.get(each, each) for each in part if each not in _UNSEEN)
    return normalize("NFKD" if plain[:1].isalpha() else "NFD", plain)


def _spellings(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield how a phrase may be printed, and where: a sentence may begin there, or in the quote."""
    yield phrase, "anywhere"
    first = next((n for n, letter in enumerate(phrase) if letter.isalnum()), len(phrase))
    letter, before = phrase[first : first + 1], phrase[:first]
    other = f"{before}{letter.swapcase()}{phrase[first + 1 :]}"
    if other != phrase and (letter.isupper() or not before.strip(_OPENERS)):
        yield other, "anywhere" if letter.isupper() else "where a sentence begins"
