"""Search and quotations against a plain scan, over records in many scripts."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.records import NAMES
from tests import scan
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.record.load import parse as read
from tiptui.report.findings import findings_data
from tiptui.search import index
from tiptui.search.find import find
from tiptui.search.index import LISTS
from tiptui.search.query import parse
from tiptui.sources.source_text import SourceText

POOL = " ".join(" ".join(pair) for pair in NAMES).split()
POOL += "act factory awareness-raising O’Brien café naïve 2024 r1 r10 ann/1 the of".split()
# Words that end where one would not think so, or look like others.
ODD = """Act Ａｃｔ acts The oth the-act cafe\u0301s cafés État l’État tat ﬁnd find ind विराम राम
    2024a می\u200cخواهم خواهم عائشہؔ عائشہ 한국 국
    imple\u00admented implemented 昨天他来了 他来""".split()
EVENT = "lahore-2024"
UNSEEN = "\u200f\u200b\u2068\ufeff\u00ad\u200c\u200d\ufe0f\U000e0100"
SPACES = (" ", " ", " ", ", ", " – ", ". ", " “", "” ", ". (", "\u00a0", "—")


ALIASES: Sequence[list[str]] = (["als"], ["als"], ["b"], ["als", "b"], ["ALS", "c"], [])
"""Ends of other names, by which speakers of several records are one, or are not."""

seeds = st.integers(0, 2**32)


class Writer:
    """Somebody who writes a record about a text of some paragraphs, all by chance."""

    def __init__(self, seed: int, words: Sequence[str], event: str = EVENT) -> None:
        self.chance = Random(seed)
        self.event = event
        self.pool = words
        self.standing: dict[tuple[str, int], scan.Standing] = {}
        self.paragraphs = [self.text(12) for _ in range(3)]
        self.record = self.write()

    def word(self) -> str:
        return self.chance.choice(self.pool)

    def text(self, words: int) -> str:
        parts = [self.word() + self.chance.choice(SPACES) for _ in range(words)]
        return "".join(parts).strip(" –\u00a0“")

    def strewn(self, text: str) -> str:
        """The text with other dashes, and with something in it that can't be seen."""
        place = self.chance.randint(0, len(text))
        unseen = self.chance.choice(UNSEEN) if self.chance.random() < 0.3 else ""
        text = text[:place] + unseen + text[place:]
        return text.replace("-", self.chance.choice("--\u05be\u2011\u2212\u30a0"))

    def several(self, most: int) -> range:
        return range(self.chance.randint(0, most))

    def quotation(self) -> dict[str, Any]:
        """Some words of a paragraph, perhaps typed otherwise, or of another, or of none."""
        number = self.chance.randint(1, 3)
        words = self.paragraphs[number - 1].split(" ")
        start = self.chance.randrange(len(words))
        exact = " ".join(words[start : start + self.chance.randint(1, 4)]).strip("\u00a0 ")
        plain = exact.replace("“", '"').replace("”", '"').replace("–", "-").replace("—", "--")
        others = [plain, normalize("NFD", exact), normalize("NFKC", exact), f"{exact} nowhere"]
        others += [exact.replace(" ", "  "), exact[:1].swapcase() + exact[1:], exact.upper()]
        others += [exact[1:], exact[:-1], self.word(), self.word().lower()]
        exact = self.chance.choice([*others, *[exact] * 8]).strip()
        number = self.chance.choice([number, number, number, 1, 4])
        return {"paragraph": number, "exact": exact if any(map(str.isalnum, exact)) else "of"}

    def about(self) -> dict[str, Any]:
        return {
            "evidence": [self.quotation() for _ in self.several(2)],
            "note": self.text(2) if self.chance.random() < 0.3 else "",
        }

    def claim(self) -> dict[str, Any]:
        themes = [f"t{n}" for n in range(3) if self.chance.random() < 0.3]
        return {"text": self.strewn(self.text(4)), "themes": themes, **self.about()}

    def speaker(self, name: str) -> dict[str, Any]:
        said = [{**self.claim(), "occasion": self.word()} for _ in self.several(2)]
        return {
            "id": name,
            "name": self.strewn(f"{self.word()} {self.word()}"),
            "role": self.word(),
            "organization": self.chance.choice(["", "o1", "o2"]),
            "other_names": [f"{name}{end}" for end in self.chance.choice(ALIASES)],
            "statements": said,
            **self.about(),
        }

    def write(self) -> dict[str, Any]:
        names = ["ann", "bo-r1", "r1-cy", "2024"]
        bodies = [
            {"id": f"o{n}", "name": self.text(2), "abbreviation": self.word(), "other_names": []}
            for n in (1, 2)
        ]

        def by(least: int) -> list[str]:
            return self.chance.sample(names, self.chance.randint(least, 2))

        return {
            "tiptui": 1,
            "event": {
                "id": self.event,
                "name": self.text(2),
                "classification": self.word(),
                "start_date": self.chance.choice(["2024", "2024-04", "2023-12-01"]),
                "series": self.chance.choice(["", "", "Reviews", self.word()]),
                "place": self.word(),
                "summary": self.text(4),
                "topics": [self.word()],
                "points": [{**self.claim(), "by": by(0)} for _ in self.several(3)],
            },
            "organizations": bodies,
            "themes": [{"id": f"t{n}", "name": self.text(1)} for n in range(3)],
            "speakers": [self.speaker(name) for name in names],
            "recommendations": [
                {
                    **self.claim(),
                    "id": name,
                    "by": by(1),
                    "to": [self.chance.choice([f"{name}als", "o1"])],
                }
                for name in ("r1", "r10", "r2")
            ],
            "sources": [{"id": "log", "title": "L"}],
        }

    def stands(self, evidence: dict[str, Any]) -> scan.Standing:
        key = evidence["exact"], evidence["paragraph"]
        if key not in self.standing:
            self.standing[key] = scan.stands(*key, self.paragraphs)
        return self.standing[key]

    def query(self) -> str:
        """Pieces of words and ids, whole, wrong, or with the event's before them."""
        terms = []
        for _ in range(self.chance.randint(1, 3)):
            word = self.word()
            piece = word[self.chance.randint(0, 3) :][: self.chance.randint(1, 6)]
            name = self.chance.choice(["r1", "r10", "ann", "ann/1", "bo-r1/2", "point/1", "2024"])
            event = self.chance.choice(["", "", f"{self.event}#", "quetta#"])
            terms += [
                self.chance.choice(
                    [self.strewn(piece), piece, word.upper(), f"{event}{name}", f"{name}als"]
                )
            ]
        return " ".join(terms)

    def opened(self) -> tuple[Opened, Collection]:
        data = json.dumps(self.record).encode()
        loaded = read(data)
        assert loaded.record, loaded.problems
        texts = {"log": SourceText("\n\n".join(self.paragraphs))}
        dialogue = Dialogue(loaded.record, texts, "a.yaml")
        return Opened("a.yaml", data, dialogue), Collection([dialogue])


def compare_search(seed: int) -> int:
    """Compare what queries find in a record with what a plain scan does; return how many."""
    writer = Writer(seed, [*POOL, *ODD])
    opened, collection = writer.opened()
    things = list(scan.things(writer.record))
    queries = [writer.query() for _ in range(25)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "STEP", 2)
        for query in queries:
            # What was searched for before is narrowed; a search that was given up leaves nothing.
            collection.index.hits(parse(query[:-3]))
            collection.index.search(parse(query[:-1])).step()
            hits = collection.index.hits(parse(query))
            listed = {kind: list(hits.of(kind)) for kind in (*LISTS, "points")}
            assert listed == scan.listed(things, query), query
            findings = find(collection.index, parse(query))
            printed = list(findings_data({"a.yaml": opened}, collection, findings))
            wanted = [as_printed(each, writer) for each in scan.found(things, query)]
            assert [each | {"line": 0} for each in printed] == wanted, query
    return len(queries)


def compare_quotations(seed: int) -> int:
    """Compare where quotations of a record stand with what a plain scan says; return how many."""
    writer = Writer(seed, [*POOL[-12:], *ODD])
    _, collection = writer.opened()
    quotations = collection.dialogues[0].passages.quotations
    for _, _, evidence, _, located in quotations:
        wanted = writer.stands({"exact": evidence.exact, "paragraph": evidence.paragraph})
        assert located[:5] == wanted, (evidence, writer.paragraphs)
    return len(quotations)


@settings(deadline=None, max_examples=40)
@given(seeds)
def test_search_finds_what_a_plain_scan_finds(seed: int) -> None:
    compare_search(seed)


@settings(deadline=None, max_examples=150)
@given(seeds)
def test_each_quotation_stands_where_a_plain_scan_finds_it(seed: int) -> None:
    compare_quotations(seed)


def as_printed(thing: scan.Thing, writer: Writer) -> dict[str, Any]:
    """Return what `find --json` prints of a thing, but for its line."""
    data = thing.data
    return {
        "kind": thing.kind,
        "id": thing.id,
        "event": writer.event,
        "text": data.get("text") or data["name"],
        "by": data["by"],
        "to": data.get("to", []),
        "themes": data.get("themes", []),
        "mode": "reported" if thing.kind in ("statement", "recommendation") else "",
        "number": "",
        "status": "",
        "evidence": [each | {"status": writer.stands(each)[0]} for each in data["evidence"]],
        "file": "a.yaml",
        "line": 0,
    }
