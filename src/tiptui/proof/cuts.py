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
_NEAR = 160  # letters beside a quotation in which a rule is looked for
_LONGEST = 1_000  # letters of a sentence on one side of a quotation
_SHORT = 60  # letters at the beginning of a sentence that are shown whole
_LEAST = 3  # words of a quotation: fewer say nothing that could be turned round
_REACH = 6  # words between a denial and the quotation, or the quotation and a condition
_MOST_SHOWN = 100  # letters of the words that were left out
_QUOTE = "”»“«\"'’)"
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
        return _has_any(text, "conditional" if self.is_condition else "denying")


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
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _word_but(ends: frozenset[str]) -> str:
    return rf"(?!(?:{'|'.join(sorted(ends))})\b)[\w'’./-]+"


def find_cut(text: str, spans: Sequence[Span], language: str = "") -> Cut | None:
    """Return the words of the sentence around quoted spans that turn these round, if any do."""
    words_quoted = sum(len(text[start:end][:_NEAR].split()) for start, end in spans)
    if words_quoted < _LEAST:
        return None
    for number, (start, end) in enumerate(spans):
        floor = spans[number - 1][1] if number else 0
        ceiling = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        if not floor <= start < end <= ceiling:
            return None
        before = text[max(floor, start - _NEAR) : start]
        behind = text[end : min(ceiling, end + _NEAR)]
        if _has_any(before, "denying"):
            rules = _rules_for(f"{before} {text[start:end][:_NEAR]}", language)
            if rules and _denial(rules, before, text[start:end]):
                begin = max(floor, _sentence_start(text, start))
                words = _denial(rules, text[begin:start], text[start:end])
                if words:
                    return Cut("within" if number else "before", words, False)
        if _has_any(behind, "conditional"):
            rules = _rules_for(f"{text[start:end][-_NEAR:]} {behind}", language)
            if rules and _condition(rules, behind):
                stop = min(ceiling, _sentence_end(text, end))
                words = _condition(rules, text[end:stop])
                if words:
                    return Cut("behind" if ceiling == len(text) else "within", words, True)
    return None


def _has_any(text: str, title: str) -> bool:
    if text.isspace() or not text:
        return False
    if title == "denying" and ("n't" in text or "n’t" in text):
        return True
    return not _words()[title].isdisjoint(_split(text))


def _split(text: str) -> list[str]:
    return re.split(r"[\s,.;:()“”\"]+", text.lower())


def _rules_for(text: str, language: str) -> _Rules | None:
    """Return the rules of the language of a text; None if there are none for it."""
    primary = language.partition("-")[0].lower()
    if primary and primary not in _LANGUAGES:
        return None
    words = _split(text)
    counts: dict[str, int] = {}
    for name in _LANGUAGES:
        known = _words()[f"{name} words"]
        counts[name] = sum(word in known for word in words)
    likeliest = max(_LANGUAGES, key=counts.__getitem__)
    return _rules(likeliest) if counts[likeliest] else None


def _denial(rules: _Rules, before: str, quoted: str) -> str:
    """Return the words from a denial to the quotation, if it reaches it."""
    near = before[-_NEAR:]
    masked = rules.no_denial.sub(_mask, near)
    denial = rules.denial.search(masked)
    if denial is None or _split(quoted.lstrip(_QUOTE))[0] in rules.ends:
        return ""
    between = denial["reach"].split()
    if between and between[-1].lower() in _words()["loose"]:
        return ""
    words = before if len(before) <= _SHORT else near[denial.start() :]
    return clip(" ".join(words.split()).strip(f"{_QUOTE} "), _MOST_SHOWN)


def _condition(rules: _Rules, behind: str) -> str:
    """Return the words from a condition on, if it belongs to the quotation before it."""
    masked = rules.no_condition.sub(_mask, behind[:_NEAR])
    condition = rules.condition.match(masked)
    if condition is None:
        return ""
    words = " ".join(behind[condition.start("condition") :].split())
    return clip(words.rstrip(".!?;, "), _MOST_SHOWN)


def _mask(words: re.Match[str]) -> str:
    """Return as many signs at which a clause ends."""
    return ";" * len(words[0])


def _sentence_start(text: str, position: int) -> int:
    """Return the beginning of the sentence at a position; the position itself if it is far."""
    first = max(0, position - _LONGEST)
    for start, end in sentences(text[first : position + _NEAR]):
        if first + start <= position < first + end:
            return first + start if start or not first else position
    return position


def _sentence_end(text: str, position: int) -> int:
    """Return the end of the sentence before a position; the position itself if it is far."""
    first = max(0, position - _NEAR)
    last = position + _LONGEST
    for start, end in sentences(text[first:last]):
        if first + start < position <= first + end:
            return first + end if first + end < last else position
    return position
