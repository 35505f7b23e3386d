"""A plain scan of the data of records, without any help of tiptui.

A record is what JSON or YAML gives. Only the standard library is used, Unicode's data with it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple
from unicodedata import category, combining, normalize
from unicodedata import name as name_of

Data = dict[str, Any]

_DRAWN = (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
_IDEOGRAPHS = "\u3400-\u9fff"
_APOSTROPHES = "['’‘ʻʼ`´]"
_ONE_LETTER = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "þ": "th"})


@lru_cache(2**16)  # each query asks for the same texts again
def fold(text: str) -> str:
    """Return a text without case, marks, dashes and apostrophes; a dash keeps two numbers apart.

    Between ideographs, spaces go, and dashes stay as one.
    """
    plain = "".join(letter for letter in text if not is_unseen(letter))
    plain = re.sub(_APOSTROPHES, "", plain)
    apart = normalize("NFKD", normalize("NFKD", plain).casefold())
    bare = "".join(letter for letter in apart if not combining(letter)).translate(_ONE_LETTER)
    dashed = "".join("-" if is_dash(letter) else letter for letter in bare)
    between = f"(?<=[{_IDEOGRAPHS}])[- ]+(?=[{_IDEOGRAPHS}])"
    dashed = re.sub(between, lambda found: "–" if "-" in found[0] else "", dashed)
    return re.sub(r"(?<=\d)-+(?=\d)", " ", dashed).replace("-", "")


class Word(NamedTuple):
    """A folded word that is looked for; at the ends of a phrase or a value numbers are whole."""

    text: str
    is_phrase: bool = False

    def is_in(self, text: str) -> bool:
        for n in range(len(text)):
            before, after = text[:n][::-1], text[n + len(self.text) :]
            is_cut = goes_on(self.text[0], before) or goes_on(self.text[-1], after)
            if text.startswith(self.text, n) and not (self.is_phrase and is_cut):
                return True
        return False


def goes_on(digit: str, beside: str) -> bool:
    """Return whether a number goes on beside a letter that is a digit, with or without a dot."""
    return digit.isdecimal() and beside.removeprefix(".")[:1].isdecimal()


def is_dash(letter: str) -> bool:
    return category(letter) == "Pd" or letter in "−⁃⁓"


def is_unseen(letter: str) -> bool:
    """Return whether a character has no looks: a format that is not drawn, or a variation."""
    if category(letter) == "Cf":
        return ord(letter) not in _DRAWN
    return name_of(letter, "").startswith(("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION"))


def joined(records: Sequence[Data], section: str) -> list[list[tuple[int, int]]]:
    """Return the groups of equal things of a section: numbers of records and of things, sorted.

    Each pair is compared, over and over, until nothing is joined.
    """
    groups = [
        ({(number, place)}, each["id"], {*map(fold, names_of(each))})
        for number, record in enumerate(records)
        for place, each in enumerate(record[section])
    ]
    while pair := next(
        ((a, b) for a, b in combinations(groups, 2) if a[1] == b[1] and a[2] & b[2]), None
    ):
        groups.remove(pair[1])
        pair[0][0].update(pair[1][0])
        pair[0][2].update(pair[1][2])
    return sorted(sorted(members) for members, _, _ in groups)


def names_of(thing: Data) -> list[str]:
    names = [thing["name"], thing.get("abbreviation", ""), *thing.get("other_names", [])]
    return list(filter(None, names))


# Quotations.

_QUOTES = dict.fromkeys("“”„«»‘’ʻ'", '"')
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_JOINERS = "\u200c\u200d"
_OF_NUMBERS = "$€£¥₹%‰°"


class Standing(NamedTuple):
    """The standing of a quotation: its status, its first place, and the number of its places."""

    status: str
    paragraph: int
    start: int = 0
    end: int = 0
    places: int = 0


def stands(exact: str, number: int, paragraphs: list[str]) -> Standing:
    """Return how a quotation stands, in whole words: in its paragraph or in another one."""
    here = _read(paragraphs[number - 1] if number <= len(paragraphs) else "")
    if spans := here.whole(exact):
        same = [span for span in spans if here.text[slice(*span)] == exact]
        status, spans = ("verbatim", same) if same else ("normalized", spans)
        return Standing(status, number, *spans[0], len(spans))
    for other, text in enumerate(paragraphs, 1):
        if spans := _read(text).whole(exact):
            return Standing("elsewhere", other, *spans[0], len(spans))
    return Standing("missing", number)


def even(text: str) -> str:
    return _read(text).even


class _Text:
    """A text by letters with all their marks; letters that are alike are equal in `even`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.even = ""
        # The places in the text, by the places in `even` at which a letter begins, or ends.
        self.begins, self.ends = {0: 0}, {0: 0}
        letters = [*self._letters()]
        evened = [_even_letter(part) for part in letters]
        end = 0
        for number, (part, letter) in enumerate(zip(letters, evened, strict=True)):
            before = "".join(evened[max(0, number - 3) : number])[-1:]
            after = "".join(evened[number + 1 : number + 4])[:1]
            is_beside = {before} <= {*_BESIDE} or {after} <= {*_BESIDE, *"!?:;%"}
            is_left_out = letter == " " and is_beside
            self.begins.setdefault(len(self.even), end)
            end += len(part)
            self.even += "" if is_left_out else letter
            self.begins[len(self.even)] = end
            if not is_left_out:
                self.ends[len(self.even)] = end

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
        """Return where the words stand; the signs at their ends belong to them if they agree."""
        wanted = even(exact).strip()
        places = [n for n, letter in enumerate(wanted) if letter.isalnum() or letter in _OF_NUMBERS]
        if not places:
            return []
        begin, end = places[0], places[-1] + 1
        while is_mark(wanted[end : end + 1]):
            end += 1
        before, words, after = wanted[:begin], wanted[begin:end], wanted[end:]
        found = list[tuple[int, int]]()
        for start in [*self._starts(words), *self._starts(words[0].swapcase() + words[1:])]:
            stop = start + len(words)
            if not self._goes_on(start) and not self._goes_on(stop):
                first = start - len(before) if self.even[:start].endswith(before) else start
                last = stop + len(after) if self.even.startswith(after, stop) else stop
                found.append((self.begins[first], self.ends[last]))
        return sorted({*found})

    def _starts(self, wanted: str) -> Iterator[int]:
        for start in self.begins if wanted in self.even and wanted else ():
            end = start + len(wanted)
            marked = any(is_mark(self.even[n : n + 1]) for n in (start, end))
            if self.even.startswith(wanted, start) and end in self.ends and not marked:
                yield start

    def _goes_on(self, place: int) -> bool:
        """Return whether a word goes on at a place: letters, digits, marks, joiners in it."""
        before, after = self.even[:place], self.even[place:]
        if any(place >= n and re.match(r"\d[.,]\d", self.even[place - n :]) for n in (1, 2)):
            return True
        if after[:1] and after[0] in _JOINERS:
            after = after.lstrip(_JOINERS)
        base = before.rstrip(_JOINERS)
        while base and is_mark(base[-1]):
            base = base[:-1]
        return in_word(base[-1:]) and in_word(after[:1])


_read = lru_cache(256)(_Text)
_BESIDE = '-"'  # signs beside which spaces do not count


def _belongs(part: str, letter: str) -> bool:
    """Return whether a letter is one with what is before it: a mark, or more of the same."""
    space = all(each.isspace() or each in _UNSEEN for each in part + letter)
    dashes = all(map(is_dash, part + letter))
    return space or dashes or is_mark(letter)


def is_mark(letter: str) -> bool:
    return bool(letter) and (category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff")


def in_word(letter: str) -> bool:
    """Return whether a letter is of a word; of scripts without spaces, each is one."""
    unspaced = bool(letter) and name_of(letter, "").startswith(("CJK", "THAI", "HIRAGANA"))
    return letter.isalnum() and not unspaced


def _even_letter(part: str) -> str:
    if any(map(str.isspace, part)):
        return " "
    if part and is_dash(part[0]):
        return "-"
    plain = "".join(_QUOTES.get(each, each) for each in part if each not in _UNSEEN)
    return normalize("NFKD" if plain[:1].isalpha() else "NFD", plain)
