"""The words left out beside a quotation that turn it round: denials before, conditions behind it.

The rules are data: in cuts.txt each has a sentence that it turns round, and one that stays fair.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tiptui.text.rules import sections, word_lists
from tiptui.text.visible import clip
from tiptui.text.words import Span, sentences

_LANGUAGES = ("en", "fr", "es", "de")
_NEAR = 90  # letters beside a quotation in which a rule is looked for
_AROUND = 120  # letters on each side of a place whose language is looked for
_LONGEST = 1_000  # letters of a sentence on one side of a quotation
_SHORT = 60  # letters at the beginning of a sentence that are shown whole
_TRUST = 2  # words of a language for which its name in the record stands
_LEAST_LETTERS = 4  # of a word that has a capital in a name
_INFINITIVE = re.compile(r"\w+(?:[aei]r|re)")
_WORDS = re.compile(r"[\w'’]+")
_LEAST = 3  # words of a quotation: fewer say nothing that could be turned round
_REACH = 6  # words between a denial and the quotation, or the quotation and a condition
_MOST_SHOWN = 100  # letters of the words that were left out
_QUOTE = "”»“«\"'’)"
_STOP = re.compile(r"[.?!]\s")
_OPENS = r"[\s“„«\"'‘(]{0,3}"


class Cut(NamedTuple):
    """The words that were left out: `before`, `behind` or `within` the quotation."""

    side: str
    words: str
    is_condition: bool

    @property
    def message(self) -> str:
        return f"left out {self.side} it: “{self.words}”"

    @property
    def in_words(self) -> str:
        verb = {"before": "precedes", "behind": "follows", "within": "left out"}[self.side]
        return f"cut: “{self.words}” {verb}"

    def is_said_by(self, thing: object) -> bool:
        """Return whether a claim's own text denies or sets conditions; True for no claim."""
        text = getattr(thing, "text", None)
        if text is None:
            return True
        return self.is_said_in(f"{text} {getattr(thing, 'status', '')}")

    def is_said_in(self, text: str) -> bool:
        title = "conditional" if self.is_condition else "denying"
        return _has_any(title, " ".join(_WORDS.findall(text)))


class _Rules(NamedTuple):
    """The rules of one language."""

    denial: re.Pattern[str]
    no_denial: re.Pattern[str]
    condition: re.Pattern[str]
    no_condition: re.Pattern[str]
    ends: frozenset[str]


@cache
def _words() -> dict[str, frozenset[str]]:
    return word_lists(__file__)


@cache
def _rules(language: str) -> _Rules:
    ends = _words()[f"{language} ends"]
    behind_ends = ends | _words()["other clause"]
    denials = _pattern(f"{language} denials")
    conditions = _pattern(f"{language} conditions")
    # A comma parts clauses, but not `Beweise, dass`.
    before = rf"(?P<reach>(?:(?:\s+|,\s+(?=da(?:ss|ß)\b)){_word_but(ends)}){{0,{_REACH}}})"
    behind = rf"(?:\s+{_word_but(behind_ends)}){{0,{_REACH}}}?"
    return _Rules(
        _compile(rf"(?<!\w)(?:{denials})(?<!\w\w['’])(?:(?!\w)|(?<=['’])){before}{_OPENS}\Z"),
        _compile(rf"(?<!\w)(?:{_pattern(f'{language} fair')})"),
        _compile(rf"\A[{_QUOTE}]*{behind}[{_QUOTE}]*,?\s+(?P<condition>(?:{conditions}))"),
        _compile(rf"(?<!\w)(?:{_pattern(f'{language} condition fair')})"),
        ends,
    )


def _pattern(title: str) -> str:
    """Return a pattern for any rule under a title; a space is any white space."""
    patterns = [line.partition(" # ")[0] for line in sections(__file__)[title]]
    return "|".join(f"(?:{pattern})" for pattern in patterns).replace(" ", r"\s")


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _word_but(ends: frozenset[str]) -> str:
    # A full stop ends a sentence, but not behind a short word: `Mr. Lee`.
    return rf"(?!(?:{'|'.join(sorted(ends))})\b)[\w'’./-]+(?<!\w\w\w\w\.)"


def find_cut(text: str, spans: Sequence[Span], language: str = "") -> Cut | None:
    """Return the words of the sentence around quoted spans that turn these round, if any do."""
    floor = 0
    last = len(spans) - 1
    cut: Cut | None = None
    for number, (start, end) in enumerate(spans):
        ceiling = spans[number + 1][0] if number < last else len(text)
        if not floor <= start < end <= ceiling:
            return None
        if cut is None:
            cut = _cut_at(text, (floor, start, end, ceiling), language)
            if cut and (number if cut.side == "before" else number < last):
                cut = cut._replace(side="within")
        floor = end

    if cut is None or _is_short(text, spans):
        return None
    return cut


def _cut_at(text: str, bounds: tuple[int, int, int, int], language: str) -> Cut | None:
    """Return the words around a span that turn it round, between the spans beside it."""
    floor, start, end, ceiling = bounds
    # Most have no such word beside them: to look for one is fast.
    if _has_any("denying", text[max(floor, start - _NEAR) : start]):
        denial = _denial(text, floor, (start, end), language)
        if denial:
            return Cut("before", denial, is_condition=False)
    if _has_any("conditional", text[end : min(ceiling, end + _NEAR)]):
        condition = _condition(text, (start, end), ceiling, language)
        if condition:
            return Cut("behind", condition, is_condition=True)
    return None


def _is_short(text: str, spans: Sequence[Span]) -> bool:
    """Return whether quoted spans say nothing that can be denied: few words, or a name."""
    words: list[str] = []
    for start, end in spans:
        words += _WORDS.findall(text[start:end][:_NEAR])
    is_name = all(len(word) < _LEAST_LETTERS or not word.islower() for word in words)
    return len(words) < _LEAST or is_name


def _rules_near(text: str, position: int, language: str) -> _Rules | None:
    """Return the rules of the language around a position; None if there are none for it."""
    primary = language.partition("-")[0].lower()
    if primary and primary not in _LANGUAGES:
        return None
    near = set(_plain_words(text[max(0, position - _AROUND) : position + _AROUND]))
    most, likeliest = 0, ""
    for name in _LANGUAGES:
        count = len(near & _words()[f"{name} words"])
        if name == primary:
            count += _TRUST
        if count > most:
            most, likeliest = count, name
    return _rules(likeliest) if likeliest else None


def _denial(text: str, floor: int, quoted: Span, language: str) -> str:
    """Return the words from a denial to the quotation, if one reaches it."""
    start, end = quoted
    rules = _rules_near(text, start, language)
    if rules is None or not rules.denial.search(_lower(text[max(floor, start - _NEAR) : start])):
        return ""

    before = text[max(floor, _sentence_start(text, start)) : start]
    near = before[-_NEAR:]
    denial = rules.denial.search(rules.no_denial.sub(_mask, _lower(near)))
    first = _WORDS.search(text, start, end)
    if denial is None or first is None or first[0].lower() in rules.ends:
        return ""
    between = denial["reach"].lower().split()
    if between and between[-1] in _words()["loose"] and not _INFINITIVE.fullmatch(first[0]):
        return ""

    words = before if len(before) <= _SHORT else near[denial.start() :]
    return clip(" ".join(words.split()).strip(f"{_QUOTE} "), _MOST_SHOWN)


def _condition(text: str, quoted: Span, ceiling: int, language: str) -> str:
    """Return the words from a condition on, if it belongs to the quotation before it."""
    start, end = quoted
    rules = _rules_near(text, start, language)
    if rules is None or not rules.condition.match(_lower(text[end : min(ceiling, end + _NEAR)])):
        return ""

    behind = text[end : min(ceiling, _sentence_end(text, end))]
    condition = rules.condition.match(rules.no_condition.sub(_mask, _lower(behind[:_NEAR])))
    if condition is None:
        return ""
    words = " ".join(behind[condition.start("condition") :].split())
    return clip(words.rstrip(".!?;, "), _MOST_SHOWN)


def _has_any(title: str, text: str) -> bool:
    return not _words()[title].isdisjoint(_plain_words(text))


def _plain_words(text: str) -> list[str]:
    """Return words in small letters, as the lists have them."""
    return text.lower().replace(",", " ").replace("(", " ").split()


def _lower(text: str) -> str:
    """Return a text in small letters, if it stays as long."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _mask(words: re.Match[str]) -> str:
    """Return as many signs at which a clause ends."""
    return ";" * len(words[0])


def _sentence_start(text: str, position: int) -> int:
    """Return the beginning of the sentence at a position; the position itself if it is far."""
    near = max(0, position - _NEAR)
    lowest = max(0, position - _LONGEST)
    # To find sentences takes long: two are enough.
    first = max(text.rfind(sign, lowest, near) for sign in ".?!") + 1
    if not first and lowest:
        return position
    for start, end in sentences(text[first : position + _NEAR]):
        if first + start <= position < first + end:
            return first + start
    return position


def _sentence_end(text: str, position: int) -> int:
    """Return the end of the sentence before a position; the position itself if it is far."""
    first = max(0, position - _NEAR)
    farthest = position + _LONGEST
    stop = _STOP.search(text, position + _NEAR, farthest)
    if stop is None and farthest < len(text):
        return position
    last = stop.end() if stop else len(text)
    for start, end in sentences(text[first:last]):
        if first + start < position <= first + end:
            return first + end
    return position
