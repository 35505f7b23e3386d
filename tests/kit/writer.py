"""Somebody who writes records by chance, in many scripts."""

import json
from collections.abc import Sequence
from itertools import cycle
from random import Random
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from benchmarks.records import NAMES
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.proof.source_text import SourceText
from tiptui.record.follow_up import STATUSES
from tiptui.record.load import ReadFile
from tiptui.record.load import parse as read

POOL = " ".join(" ".join(pair) for pair in NAMES).split()
POOL += "act factory awareness-raising O’Brien café naïve 2024 r1 r10 ann/1 the of".split()

# Words that end where one would not think so, or look like others.
ODD = """Act Ａｃｔ acts The oth the-act cafe\u0301s cafés État l’État tat ﬁnd find ind विराम राम
    2024a می\u200cخواهم خواهم عائشہؔ عائشہ 한국 국
    imple\u00admented implemented 昨天他来了 他来 1 12 1.2 21-1 ١ ١٢""".split()

EVENT = "lahore-2024"
OTHERWISE = str.maketrans("“”’-– ", "«„‘\u2011―\u2003")
"""Another typography, in which the same words are quoted."""

UNSEEN = "\u200f\u200b\u2068\ufeff\u00ad\u200c\u200d\ufe0f\U000e0100"
SPACES = (" ", " ", " ", ", ", " – ", ". ", " “", "” ", ". (", "\u00a0", "—")

ALIASES: Sequence[list[str]] = (["als"], ["als"], ["b"], ["als", "b"], ["ALS", "c"], [])
"""Ends of other names, by which speakers of several records are one, or are not."""

UNLISTED = ("said", "r1-1", "ann-1", "r11", *(f"said-{n}" for n in range(9)))
"""Ids of statements and points, which are more than there can be."""

MODES = ("reported", "quoted")
THEMES = ("t0", "t1", "none")
BODIES = ("o1", "o2", "o10", "none")

ASKED = ("all", "ALL", "all of them", 'the "port", then', "=all", "none", "Air", "-", "o1 none")
"""Addressees in words that a query has to write with care."""

seeds = st.integers(0, 2**32)


class Writer:
    """Somebody who writes a record about a text of some paragraphs, all by chance."""

    def __init__(self, seed: int, words: Sequence[str], event: str = EVENT) -> None:
        self.chance = Random(seed)
        self.event = event
        self.pool = words
        self.paragraphs = [self.text(12) for _ in range(3)]
        self.record = self.write()

    def word(self) -> str:
        return self.chance.choice(self.pool)

    def text(self, words: int) -> str:
        parts = [self.word() + self.chance.choice(SPACES) for _ in range(words)]
        return "".join(parts).strip(" –\u00a0“")

    def strewn(self, text: str) -> str:
        """Return the text with other dashes, and sometimes with a sign that can't be seen."""
        place = self.chance.randint(0, len(text))
        unseen = self.chance.choice(UNSEEN) if self.chance.random() < 0.3 else ""
        text = text[:place] + unseen + text[place:]
        return text.replace("-", self.chance.choice("--\u05be\u2011\u2212\u30a0"))

    def several(self, most: int) -> range:
        return range(self.chance.randint(0, most))

    def quotation(self) -> dict[str, Any]:
        """Return a quotation: words of a paragraph, perhaps changed, or of another or none."""
        number = self.chance.randint(1, 3)
        words = self.paragraphs[number - 1].split(" ")
        start = self.chance.randrange(len(words))
        exact = " ".join(words[start : start + self.chance.randint(1, 4)]).strip("\u00a0 ")
        plain = exact.replace("“", '"').replace("”", '"').replace("–", "-").replace("—", "--")
        others = [plain, normalize("NFD", exact), normalize("NFKC", exact), f"{exact} nowhere"]
        others += [exact.replace(" ", "  "), exact[:1].swapcase() + exact[1:], exact.upper()]
        others += [exact[1:], exact[:-1], self.word(), self.word().lower()]
        others += [exact.translate(OTHERWISE), exact.replace(" ", " \u00ad\u200b")]
        exact = self.chance.choice([*others, *[exact] * 8]).strip()
        number = self.chance.choice([number, number, number, 1, 4])
        return {"paragraph": number, "exact": exact if any(map(str.isalnum, exact)) else "of"}

    def about(self) -> dict[str, Any]:
        return {
            "evidence": [self.quotation() for _ in self.several(2)],
            "note": self.text(2) if self.chance.random() < 0.3 else "",
        }

    def claim(self) -> dict[str, Any]:
        themes = [name for name in self.themes if self.chance.random() < 0.3]
        return {"text": self.strewn(self.text(4)), "themes": themes, **self.about()}

    def named(self) -> dict[str, Any]:
        """Return a claim that may have an id, but need not."""
        return {"id": self.unlisted.pop() if self.chance.random() < 0.4 else "", **self.claim()}

    def speaker(self, name: str) -> dict[str, Any]:
        said = [
            {**self.named(), "occasion": self.word(), "mode": self.chance.choice(MODES)}
            for _ in self.several(2)
        ]
        return {
            "id": name,
            "name": self.strewn(f"{self.word()} {self.word()}"),
            "kind": self.chance.choice(["person", "person", "group"]),
            "role": self.word(),
            "organization": self.chance.choice(["", *self.bodies]),
            "other_names": [f"{name}{end}" for end in self.chance.choice(ALIASES)],
            "statements": said,
            **self.about(),
        }

    def name(self) -> str:
        """Return a name that other records may have as well."""
        return self.chance.choice(["Air", "AIR", self.text(1)])

    def body(self, name: str) -> dict[str, Any]:
        others = [f"{name}{end}" for end in self.chance.choice(ALIASES)]
        short = self.chance.choice(["", self.word()])
        return {"id": name, "name": self.name(), "abbreviation": short, "other_names": others}

    def recommendation(self, name: str, by: Sequence[str], before: Sequence[str]) -> dict[str, Any]:
        answers = [{"status": self.chance.choice(STATUSES)} for _ in self.several(2)]
        whom = [
            self.chance.choice([self.word(), f"{name}als", *ASKED, *BODIES])
            for _ in self.several(2)
        ]
        return {
            **self.claim(),
            **({"text": self.wording()} if self.chance.random() < 0.5 else {}),
            "id": name,
            "by": by,
            "to": whom,
            "mode": self.chance.choice(MODES),
            "number": self.chance.choice(["", "", "1.2", "1.3", "1.10"]),
            "due": self.chance.choice(["", "2019-06", "2020-02-03", "2999"]),
            "repeats": self.chance.choice([[], [], ["other#r9"], [*before[-1:]]]),
            "responses": answers,
        }

    def wording(self) -> str:
        """Return a sentence that others have too, perhaps typed otherwise, or with other words."""
        words = "Light both quays of 港町 all night".split()
        for _ in self.several(2):
            words[self.chance.randrange(len(words))] = self.word()
        ends = ["", ".", "!", f" {self.word()}"]
        return self.strewn(" ".join(words) + self.chance.choice(ends))

    def write(self) -> dict[str, Any]:
        names = ["ann", "bo-r1", "r1-cy", "2024"]
        self.unlisted = self.chance.sample(UNLISTED, len(UNLISTED))
        self.bodies = self.chance.sample(BODIES, 2)
        self.themes = [name for name in THEMES if name not in self.bodies]

        def by(least: int) -> list[str]:
            return self.chance.sample(names, self.chance.randint(least, 2))

        asked: list[dict[str, Any]] = []
        for name in ("r1", "r10", "r2"):
            asked.append(self.recommendation(name, by(1), [each["id"] for each in asked]))
        return {
            "tiptui": 1,
            "event": {
                "id": self.event,
                "name": self.text(2),
                "classification": self.word(),
                "start_date": self.chance.choice(["2024", "2024-04", "2023-12-01", "2019-01"]),
                "series": self.chance.choice(["", "", "Reviews", self.word()]),
                "place": self.word(),
                "summary": self.text(4),
                "topics": [self.word()],
                "points": [
                    {**self.named(), "kind": kind, "by": by(0)}
                    for kind, _ in zip(cycle(["outcome", "decision"]), self.several(3))
                ],
            },
            "organizations": [self.body(name) for name in self.bodies],
            "themes": [{"id": name, "name": self.name()} for name in self.themes],
            "speakers": [self.speaker(name) for name in names],
            "recommendations": asked,
            "sources": [{"id": "log", "title": "L"}],
        }

    def opened(self) -> tuple[Opened, Collection]:
        data = json.dumps(self.record).encode()
        loaded = read(data)
        assert loaded.record, loaded.problems
        texts = {"log": SourceText("\n\n".join(self.paragraphs))}
        dialogue = Dialogue(loaded.record, texts, "a.yaml")
        return Opened(ReadFile("a.yaml", data=data), dialogue), Collection([dialogue])
