"""Every way in for a stranger's text, with inputs of any size: their work must grow as they do.

`WAYS` has for each name what prepares the work for a size. All sizes are about as long: the input
of size 2n is twice that of n.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import product
from math import isqrt
from random import Random
from typing import Any

from tests.kit.documents import captions, docx, pdf, run, word_paragraph
from tests.kit.tables import workbook
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.documents.captions import read_captions, read_zoom
from tiptui.documents.convert import kind_of
from tiptui.documents.document import Document, NoDocument, Paragraph
from tiptui.documents.html import read_html
from tiptui.documents.mail import read_mail
from tiptui.documents.pdf import read_pdf
from tiptui.documents.spoken_json import read_json
from tiptui.documents.spoken_xml import read_xml
from tiptui.documents.spreadsheet import read_spreadsheet
from tiptui.documents.table import read_delimited
from tiptui.documents.word import read_word
from tiptui.drafting.columns import TableOptions, TableRows, complete
from tiptui.drafting.draft import Wanted, draft
from tiptui.drafting.source_document import SourceDocument
from tiptui.drafting.table_records import TableRecords
from tiptui.proof.asking import where_asks
from tiptui.proof.source_text import SourceText
from tiptui.record.forms import RULES
from tiptui.record.load import ReadFile, parse
from tiptui.record.model import (
    Evidence,
    Recommendation,
    Record,
    RecordedEvent,
    RecordedResponse,
    RecordedSource,
    RecordedTheme,
    Speaker,
    Statement,
)
from tiptui.record.rules import repeat_circles
from tiptui.record.schema import schema
from tiptui.report.citations import choices
from tiptui.report.counting import choices as grid_choices
from tiptui.report.counting import count_cells, count_csv, count_remark, count_table
from tiptui.report.export import FORMATS, select
from tiptui.report.json_data import as_json, tree
from tiptui.report.plain import PLAIN, as_text, findings_data
from tiptui.search.index import Index, findings
from tiptui.search.query import parse as parse_query
from tiptui.speakers.turns import transcript_of
from tiptui.text.styles import wrap
from tiptui.text.words import sentences

Work = Callable[[], object]
Way = Callable[[int], Work]
"""A function that prepares the work over an input of some size, anew: known answers are no work."""

# The reader and the rules.

HEAD = """\
tiptui: 1
event: {id: e, name: An event, start_date: 2024}
speakers:
  - {id: a, name: A, statements: [{text: t, evidence: [{paragraph: 1, exact: x}]}]}
"""
SOURCES = "sources: [{id: log, title: The log}]\n"


def rows(row: str, count: int) -> str:
    return "".join(row.replace("%", str(number)) for number in range(count))


def asked(row: str, count: int) -> str:
    """Return a record with recommendations, their keys after the id given."""
    return HEAD + "recommendations:\n" + rows(f"  - {{id: r%, {row}}}\n", count) + SOURCES


def odd(count: int, step: int) -> str:
    """Return letters of which none is frequent: the worst for difflib."""
    return "".join(chr(0x4E00 + n * step % 3_000) for n in range(count))


def valued(value: str) -> str:
    return HEAD.replace("name: A,", f"name: {value},") + SOURCES


YAML: dict[str, tuple[Callable[[int], str], str]] = {
    "a scalar": (lambda n: valued("x" * 20 * n), ""),
    "a quoted scalar": (lambda n: valued('"' + "\\u00e9" * n + '"'), ""),
    "halves of characters": (lambda n: '{"k": "' + "\\ud83d\\ude00" * n + '"}', "unknown-key"),
    "a folded scalar": (lambda n: HEAD + SOURCES + "k: >-\n" + "  a b\n\n" * n, "unknown-key"),
    "controls": (lambda n: valued('"' + "x\\x07" * n + '"'), "control-character"),
    "invisible characters": (lambda n: valued("\u202e" * n), ""),
    "steps": (lambda n: "".join(f"{' ' * k}a:\n" for k in range(isqrt(800 * n))), "too-deep"),
    "brackets": (lambda n: "[" * n, "too-deep"),
    "bullets": (lambda n: "- " * n + "a", "too-deep"),
    "aliases": (lambda n: "a: &a [x]\n" + rows("b%: &b% [*a, *a]\n", n), "alias"),
    "anchors": (lambda n: rows("- &a% x\n", n), "anchor"),
    "tags": (lambda n: rows("- !t% x\n", n), "tag"),
    "tag directives": (lambda n: "".join(f"%TAG !{k}! t:\n" for k in range(n)) + "---\na", "tag"),
    "documents": (lambda n: HEAD + SOURCES + "---\n" * 20 * n, "second-document"),
    "equal keys": (lambda n: HEAD + SOURCES + "tiptui: 1\n" * n, "duplicate-key"),
    "remarks": (lambda n: valued("A") + "  #x\n" * n + 'k: "' + ", “a" * n + '"', "unknown-key"),
    "unknown keys": (lambda n: HEAD + SOURCES + rows("k%: v\n", n), "unknown-key"),
    "nearly known keys": (lambda n: HEAD + SOURCES + rows("speaker%: v\n", n), "unknown-key"),
    "a key": (lambda n: f"{HEAD}{SOURCES}? {'speakers' * 20 * n}\n: v\n", "unknown-key"),
    "equal ids": (lambda n: HEAD + "  - {id: a, name: B}\n" * n + SOURCES, "duplicate-id"),
    "references": (lambda n: asked("text: t, by: [q%]", n), "unknown-id"),
    "addressees that are nearly ids": (
        lambda n: (
            asked("text: t, by: [a], to: [body-%-of-all, by-%-of-al]", n)
            + "organizations:\n"
            + rows("  - {id: by-%-of-all, name: N}\n", n)
        ),
        "",
    ),
    "references among many ids": (
        lambda n: asked("text: t, by: [q%]", n).replace(
            "speakers:\n", "speakers:\n" + rows("  - {id: speaker%, name: N}\n", n)
        ),
        "unknown-id",
    ),
    "makers": (lambda n: asked(f"text: t, by: [{'a, ' * n}]", 1), ""),
    "long ids": (
        lambda n: (
            HEAD.replace("id: a", f"id: {odd(8 * n, 7)}")
            + f"recommendations: [{{id: r, text: t, by: [{odd(8 * n, 11)}]}}]\n{SOURCES}"
        ),
        "unknown-id",
    ),
    "separators": (lambda n: HEAD + rows("  - {id: s%, name: a\u2028b}\n", n), "control-character"),
    "choices": (lambda n: HEAD + rows("  - {id: s%, name: n, kind: p%}\n", n), "bad-choice"),
    "names": (
        lambda n: asked("text: t, by: [a]", n).replace("name: A,", f"name: {'A' * 20 * n},"),
        "too-long",
    ),
    "addressees": (
        lambda n: (
            asked("text: t, by: [a], to: [b]", n)
            + f"organizations: [{{id: b, name: {'B' * 20 * n}}}]\n"
        ),
        "too-long",
    ),
    "an address": (
        lambda n: f'{HEAD}sources: [{{id: s, title: t, url: "https://{"a" * 20 * n} "}}]\n',
        "bad-url",
    ),
    "lines": (lambda n: "\n" * 400 * n + "a: [", "syntax"),
}
"""Texts for the reader, each with the code of a problem that it has; none: it is a record."""


def read(text: Callable[[int], str], size: int) -> Work:
    return partial(parse, text(size).encode())


# Quotations.


def of_two_words(seed: int, count: int) -> str:
    return " ".join(Random(seed).choices("ab", k=count))


QUOTED: dict[str, Callable[[int], tuple[list[str], str]]] = {
    "letters of one word": lambda n: (["x" * (k % 99 + 1) for k in range(n)], "x" * 10 * n),
    "a word each": lambda n: ([f"w{k}" for k in range(n)], "".join(f"w{k} is. " for k in range(n))),
    "two words over and over": lambda n: (
        [of_two_words(n + k, 9) for k in range(n)],
        "x\n" + of_two_words(n, 20 * n),
    ),
    "brackets": lambda n: (["(" * (k % 20) + "a" for k in range(n)], "x\n" + "a " * 5 * n),
    "capitals": lambda n: (["b" + " B" * (k % 20) for k in range(n)], "x\nx " + "B " * 5 * n),
    "parts of words": lambda n: (["aa " * (k % 20) + "a" for k in range(n)], "x\n" + "aa " * 5 * n),
    "marks on a letter": lambda n: (["á"], "a" + "\u0301\u0327" * n),
    "a long quotation": lambda n: (["word thing " * (n // 2)], "word other thing " * n),
    "nearly there, in other paragraphs": lambda n: (
        [f"w{k} other w{k + 2}" for k in range(n)],
        "x\n" + "\n".join(f"w{k} the w{k + 2} the" for k in range(n)),
    ),
    "one that is nearly there": lambda n: (["the nearest wording"], "the near words " * n),
}
"""Quotations of a first paragraph, and a text."""


def located(quotations: Iterable[str], text: str) -> object:
    return SourceText(text).locator.locate((1, exact) for exact in quotations)


def locate(case: Callable[[int], tuple[list[str], str]], size: int) -> Work:
    return partial(located, *case(size))


# Records that are made, not read: what is measured is what is done with them.


def asks(number: int, **more: Any) -> Recommendation:
    return Recommendation(**{"id": f"r{number}", "text": "Do it", "by": ("a",)} | more)


def of_claims(*items: Recommendation, **more: Any) -> Record:
    """Return a record of recommendations, of one speaker and one source unless given others."""
    parts: dict[str, Any] = {"speakers": (Speaker(id="a", name="A"),), "sources": sources("s")}
    event = RecordedEvent(id="e", name="E", start_date="2024")
    return Record(tiptui=1, event=event, recommendations=items, **parts | more)


def sources(*ids: str) -> tuple[RecordedSource, ...]:
    return tuple(RecordedSource(id=each, title="S", outline=("One", "Two")) for each in ids)


def themes(size: int) -> tuple[RecordedTheme, ...]:
    return tuple(RecordedTheme(id=f"t{n}", name=f"Theme {n}") for n in range(size))


def proved(quoted: Sequence[Sequence[str]], ids: Sequence[str] = ("s",)) -> Record:
    """Return a record with a claim for each list of quotations: `2 words`."""
    items = []
    for number, quotations in enumerate(quoted):
        source = ids[-1 - number % len(ids)]
        pairs = (each.split(" ", 1) for each in quotations)
        proof = (Evidence(paragraph=int(at), exact=exact, source=source) for at, exact in pairs)
        items.append(asks(number, evidence=tuple(proof)))
    return of_claims(*items, sources=sources(*ids))


def spoken(size: int) -> Record:
    said = (Statement(text="The word is out"),)
    speakers = (Speaker(id=f"s{n}", name=f"Ann{n} Bo", statements=said) for n in range(size))
    items = (asks(n, text=f"Do{n} it", by=(f"s{n}",)) for n in range(size))
    return of_claims(*items, speakers=tuple(speakers))


def asking(size: int) -> Record:
    """Return a record in which each is asked for something by one, themes and status included."""
    noted = (RecordedResponse(status="noted", by=f"Ministry {n}") for n in range(size))
    items = (
        asks(n, to=(each.by,), themes=(f"t{n}",), responses=(each,)) for n, each in enumerate(noted)
    )
    return of_claims(*items, themes=themes(size))


def chained(size: int) -> Record:
    return of_claims(asks(0), *(asks(n, repeats=(f"r{n - 1}",)) for n in range(1, size)))


def starred(size: int) -> Record:
    """Return a record in which all recommendations repeat the first, and the last all of these."""
    last = asks(size - 1, repeats=tuple(numbered("r%", size - 1)))
    return of_claims(asks(0), *(asks(n, repeats=("r0",)) for n in range(1, size - 1)), last)


def in_one(record: Record, by: Sequence[str] = ("a",)) -> Record:
    evidence = tuple(item for claim in record.recommendations for item in claim.evidence)
    claim = asks(0, text="\u202e😀" * len(evidence), by=tuple(by), evidence=evidence)
    return replace(record, recommendations=(claim,))


def indexed(record: Record, text: str = "") -> Index:
    texts = {source.id: SourceText(text) for source in record.sources} if text else {}
    return Index(Collection([Dialogue(record, texts)]))


def gone_through(record: Record, text: str = "") -> Work:
    passages = indexed(record, text).collection.dialogues[0].passages
    assert passages.quotations
    return lambda: (passages.stops, passages.sentences, passages.matching(((("w",),),)))


def cited(record: Record, text: str = "") -> Work:
    """Prepare the ways to cite a claim after a look for its words."""
    index = indexed(record, text)
    index.collection.check()
    return partial(choices, index, "r0")


def opened(record: Record, text: str = "") -> Opened:
    data = as_json(tree(record), ascii_only=False).encode()
    return Opened(ReadFile("", data=data), indexed(record, text).collection.dialogues[0])


def checked(record: Record, text: str) -> Work:
    file = opened(record, text)
    return lambda: replace(file).all_problems  # found anew


def turns_of_makers(size: int) -> Work:
    """Prepare the check of claims with words in turns of others."""
    names = [f"{chr(65 + n // 26)}{chr(97 + n % 26)}b Reyl" for n in range(size)]
    speakers = tuple(Speaker(id=f"s{n}", name=name) for n, name in enumerate(names))
    proofs = (Evidence(paragraph=size - n, exact="words") for n in range(size))
    items = (asks(n, by=(f"s{n}",), evidence=(proof,)) for n, proof in enumerate(proofs))
    text = "\n\n".join(f"{name}: A few words." for name in names * 2)
    return checked(of_claims(*items, speakers=speakers), text)


def searched(record: Record, *queries: str) -> Work:
    index = indexed(record)
    return lambda: [index.hits(parse_query(query)) for query in queries]


def found(record: Record, query: str) -> Work:
    given = opened(record)
    assert given.dialogue
    index = Index(Collection([given.dialogue]))
    data = partial(findings_data, {"": given}, index.collection)
    find = partial(findings, index, parse_query(query))
    return lambda: as_json(list(data(find())), ascii_only=True)


def counted(record: Record, *fields: str) -> Work:
    index = indexed(record)
    claims = index.hits(parse_query("")).claims

    def count() -> object:
        counts = count_cells(index.facets.count(fields, claims))
        table = count_table(index.facets, "", fields, counts, PLAIN)
        return table, count_csv(fields, counts), count_remark(index.facets, fields, claims)

    return count


def crossed(record: Record, *fields: str) -> Work:
    """Prepare the grid of a field with few values and another, and the terms of the other."""
    index = indexed(record)

    def cross() -> object:
        hits = index.hits(parse_query(""))
        terms = index.count(hits, fields[0]).of
        return terms, grid_choices(index.cross(hits, (fields[0], fields[1])), "")

    return cross


def held_often(size: int) -> Work:
    """Prepare the pages of addressees that each stand in one of many records."""
    once = asking(1)
    events = (replace(once.event, id=f"e{n}") for n in range(size))
    asked = [Dialogue(replace(once, event=each)) for each in events]
    index = Index(Collection(asked, several=True))
    return lambda: b"".join(FORMATS["html"].write(select(index, "")))


def made_by_all(size: int) -> Record:
    """Return a record with one claim by many, to many, under many themes, with many quotations."""
    makers, under = numbered("s%", size), numbered("t%", size)
    to = tuple(numbered("Ministry %", size))
    proof = tuple(Evidence(paragraph=1, exact=f"word{n}") for n in range(size))
    return of_claims(
        asks(0, by=tuple(makers), to=to, themes=tuple(under), evidence=proof),
        speakers=tuple(Speaker(id=each, name=f"Ann {each}") for each in makers),
        themes=themes(size),
    )


def related(record: Record) -> Work:
    return lambda: Collection([Dialogue(record)]).related("t0")


def printed(record: Record) -> Work:
    things = Dialogue(record)
    return lambda: (as_text(things), as_json(tree(record), False), as_json(tree(record), True))


def numbered(row: str, size: int) -> list[str]:
    return [row.replace("%", str(number)) for number in range(size)]


def words(size: int) -> str:
    return " ".join(numbered("word%", size))


def one_text(size: int) -> str:
    return " ".join(numbered("This was the word%.", size))


def exported(make: Callable[[int], Record], form: str, size: int) -> Work:
    selection = select(indexed(make(size), "A word"), "")
    return lambda: b"".join(FORMATS[form].write(selection))


def cited_once(size: int) -> Record:
    return in_one(proved([["1 word"]] * size, numbered("s%", size)))


def alike(size: int) -> Record:
    """Return a record whose recommendations are all nearly the same, or repeat the first."""
    items = (
        asks(n, text=f"Light quay {n} all of the night", repeats=("r0",) * (n % 2))
        for n in range(size)
    )
    return of_claims(*items, Recommendation(id="r", text=words(size), by=("a",)))


LINKED = ("html", "markdown", "docx", "csv")
"""The formats that link what repeats; to the others a chain is rows."""

EXPORTED: dict[str, Callable[[int], Record]] = {
    "rows": spoken,
    "sources of a claim": cited_once,
    "chain": chained,
    "star": starred,
    "addressees": asking,
    "makers and quotations of a claim": made_by_all,
}

RECORDS: dict[str, Way] = {
    "passages: quotations of one paragraph": lambda n: gone_through(
        proved([numbered("1 the word%", n)]), one_text(n)
    ),
    "passages: claims that rest on one sentence": lambda n: gone_through(
        proved([["1 the word1"]] * n), one_text(n)
    ),
    "passages: quotations that overlap": lambda n: gone_through(
        proved([[f"1 {one_text(isqrt(n))}"], numbered("1 the word%.", n)]), one_text(n)
    ),
    "passages: sources": lambda n: gone_through(
        proved([["1 word"]] * n, numbered("s%", n)), "A word."
    ),
    "passages: lines of an outline": lambda n: gone_through(
        proved([[f"{k % 2 + 1} word{k}"] for k in range(n)])
    ),
    "citations: evidence of a claim": lambda n: cited(proved([numbered("1 word%", n)]), words(n)),
    "citations: paragraphs of a claim": lambda n: cited(
        proved([[f"{k + 1} word" for k in range(n)]]), "word\n" * n
    ),
    "citations: sources of a claim": lambda n: cited(cited_once(n), "word"),
    "citations: makers of a claim": lambda n: cited(in_one(spoken(n), numbered("s%", n))),
    "check: quotations that are missing": lambda n: checked(
        proved([[f"{k + 1} words {k} of these"] for k in range(n)]), "Words of them\n" * n
    ),
    "check: quotations that stand elsewhere": lambda n: checked(
        proved([[f"{k + 1} word{n - k}"] for k in range(n)]), "\n".join(numbered("word%", n + 1))
    ),
    "check: turns of speakers": turns_of_makers,
    "check: circles of repeats": lambda n: partial(
        lambda record: [*repeat_circles(record)],
        of_claims(*(asks(k, repeats=(f"r{k - 1}", "r0", f"r{n - 1}")) for k in range(1, n))),
    ),
    "search: rows": lambda n: searched(spoken(n), "a", "an", "ann bo", "word"),
    "search: a word that is nearly there": lambda n: searched(spoken(n), "anm1 bo"),
    # A query is short: what grows is where it looks.
    "search: many words": lambda n: searched(spoken(n), words(60), f"{words(60)}1"),
    "find: rows": lambda n: found(spoken(n), "ann"),
    "find: what asks the same": lambda n: found(alike(n), "same:r0,r"),
    "detail: what asks the same": lambda n: partial(indexed(alike(n)).stops, "r0"),
    **{
        f"export: {name}, {form}": partial(exported, make, form)
        for name, make in EXPORTED.items()
        for form in (LINKED if name in ("chain", "star") else FORMATS)
    },
    "export: addressees of many records": held_often,
    "links: makers and themes of a claim": lambda n: related(made_by_all(n)),
    "count: addressees": lambda n: counted(asking(n), "to"),
    "count: addressees of a claim": lambda n: counted(made_by_all(n), "to"),
    "count: addressees by theme": lambda n: counted(asking(n), "to", "theme"),
    "grid: addressees": lambda n: crossed(asking(n), "to", "date"),
    "grid: themes of a claim": lambda n: crossed(made_by_all(n), "theme", "status"),
    "show: rows": lambda n: printed(spoken(n)),
    "show: characters to be escaped": lambda n: printed(in_one(proved([["1 word"]] * n))),
}


# Texts.

PIECES = ("“", "‘", "“a ", "«", "(a. ", "A. ", "a ", "Dr. ", "1. ", "(No. 1.) ", "a!”) ")
"""Pieces of a paragraph in which it is hard to say where a sentence ends."""


def parted(piece: str, size: int) -> Work:
    return partial(sentences, piece * 10 * size)


LETTERS = str.maketrans("0123456789", "abcdefghij")

TRANSCRIPTS: dict[str, Callable[[int], str]] = {
    "turns": lambda n: rows("Ada B: we should%.\n\nMax P: no%.\n\n", n),
    "names in capitals": lambda n: rows("ADA B%\n\nSo it is.\n\nMAX P\n\nNo.\n\n", n).replace(
        "0", "O"
    ),
    "names with signs": lambda n: rows("Ada: a\n\na_%: we\n\nMax: b\n\nb.eth: no.\n\n", n),
    "turns of one paragraph": lambda n: "x\n\n" + "Ada: yes.\nMax: no.\n" * n + "Ada: end.",
    "people": lambda n: "".join(
        f"Ada {chr(0x4E00 + k)}x: yes.\n\nAda Byron: no.\n\n" for k in range(n)
    ),
    "ids alike": lambda n: "".join(
        f"Ada B{str(k).translate(LETTERS)} (X{chr(0x4E00 + k)} Union): yes.\n\n" for k in range(n)
    ),
    "those present": lambda n: (
        f"Present: {'Ada B (IOM, X), ' * n}\n\nAda B: x\n\nMax P: y\n\nAda B: z"
    ),
    "one turn": lambda n: f"Ada B: {'we should. ' * 20 * n}\n\nMax P: y\n\nAda B: z",
    "spaces": lambda n: f"Ada{' ' * 400 * n}x\n\nPresent{' ' * 400 * n}x",
    "numbered items": lambda n: REPORT + rows("7.% Do this (Chile, Peru);\n\n", n),
    "equal numbers": lambda n: (REPORT + "1. Do (Chile); " + REPORT.replace("7", "8")) * n,
    "items in a paragraph": lambda n: REPORT + rows("7.% Do this (Chile); ", n),
    "items without an end": lambda n: REPORT + rows("7.% Do this (Chile\n\nand that\n\n", n),
    "brackets in an item": lambda n: f"{REPORT}7.1 Do {'(' * 200 * n} {'()' * 200 * n} (Chile)",
    "headings": lambda n: rows("%. Recommendations that enjoy support:\n\n", n),
    "a heading that is all names": lambda n: f"{REPORT[:-3]} {'A the ' * n}\n\n" + REPORT * n,
    "headings that are explained": lambda n: (
        "Recommendations which have been enjoying as the not considers support:\n\n" * n
    ),
    "labels": lambda n: rows("Recommendation 1%: Ships should go.\n\nAgreed in part.\n\n", n),
    "labels alone and behind": lambda n: rows("Recommendation 1\n\nGo. (Recommendation %)\n\n", n),
    "an inquiry's list": lambda n: (
        "Recommendations\n\n" + rows("%. We should go:\n\n(a) x;\n\n", n)
    ),
    "lines and dots of an inquiry": lambda n: "Recommendation 1: " + "*" * n + "*\n" * n + "." * n,
    "contents": lambda n: REPORT + rows("7.% Do this (Chile) ..... 5\n\n", n),
    "rows of another table": lambda n: "Of | what\n\n" + rows("7.% Do (Chile) | 5\n\n", n),
    "days": lambda n: "5 May 2020 " * 20 * n + "\n\n" + "- 5 " * 100 * n,
    "brackets": lambda n: f"Ada {'(' * 400 * n}: x\n\nPresent: {'(a,' * 100 * n}",
}


REPORT = "7. The recommendations below enjoy the support of Utopia:\n\n"


def asked_for(text: Callable[[int], str], size: int) -> Work:
    whole = text(size)
    return lambda: [where_asks(whole[slice(*each)]) for each in sentences(whole)]


def transcribed(text: Callable[[int], str], size: int) -> Work:
    whole = Document(tuple(map(Paragraph, SourceText(text(size)).paragraphs)))

    def write() -> str:
        return draft(None, SourceDocument("a", whole, "a"), Wanted(turns=True, outline=True))[0]

    return write


# Patterns, the schema's too. What they take is time of the processor, and no steps.


def patterns(tree: Any) -> Iterator[str]:
    for name, value in tree.items() if isinstance(tree, dict) else ():
        if name == "pattern" and isinstance(value, str):
            yield value
        yield from patterns(value)


_OF_RULES = (rule.pattern.pattern for rule in RULES.values())
PATTERNS = [*map(re.compile, dict.fromkeys((*patterns(schema()), *_OF_RULES)))]
BEGINNINGS = ("", "00:00:00.", "https://", "https://a", "en", "en-abcde", "en-a", "x", "2")
MIDDLES = ("a", "0", "-", " ", "\n", "-ab", "-abcde", "-a-bc", "-1abc", "-x-a")


def matched(pattern: re.Pattern[str], size: int) -> Work:
    parts = product(BEGINNINGS, (middle * size for middle in MIDDLES), (" ", "!", "\x00"))
    texts = list(map("".join, parts))
    return lambda: list(map(pattern.fullmatch, texts))


def read_book(form: str, hidden: str, size: int) -> Work:
    book = workbook([["a", "b"], *(["x", number] for number in range(size // 8))])
    for row in book.active.iter_rows(min_row=2, min_col=2):
        row[0].number_format = form
    book.active.column_dimensions.group("A", hidden, hidden=True)
    book.save(file := BytesIO())
    return partial(read_spreadsheet, file.getvalue())


def told(text: str, size: int) -> Work:
    data = (text * size).encode()

    def tell() -> None:
        with suppress(NoDocument):
            kind_of(data, "-")

    return tell


def heard(reader: Callable[[bytes], Document], text: str, size: int) -> Work:
    """Prepare to hear a document: of `head…again…tail`, `again` comes again and again."""
    head, again, tail = text.split("…") if "…" in text else ("", text, "")
    data = f"{head}{rows(again, size)}{tail}".encode()

    def hear() -> None:
        with suppress(NoDocument):
            transcript_of(reader(data).paragraphs)

    return hear


def cues(voice: str, count: int) -> Work:
    text = captions(((number, voice, "So.") for number in range(count)), "vtt")
    return partial(read_captions, text.encode())


DOCUMENTS: dict[str, Way] = {
    "one voice": partial(cues, "Ann"),
    "nobody's voice": partial(cues, ""),
    "voices that never end": lambda n: partial(
        read_captions, (captions([(0, "", "")], "vtt") + "<v " * n).encode()
    ),
    "nested blocks": lambda n: partial(read_html, b"<div>a" * n),
    "line breaks": lambda n: partial(read_html, b"<br> " * n),
    "nested rows": lambda n: partial(read_html, b"<table><tr><td>a<td>b" * (n // 4)),
    "items of lists": lambda n: partial(read_html, b"<ol><li>a<li>" + b"<li>b" * n),
    "lines as typed": lambda n: partial(read_html, b"<pre>" + b"Ada: so\n\n<br>" * n),
    **{
        f"the kind of {text!r}": partial(told, text * 20)
        for text in ("[", "<?x?>", "<!--a-->", "<a b='", "From: a\n", "A: b\n", '{"a":')
    },
    **{
        f"{name} that say who speaks": partial(heard, reader, text)
        for name, reader, text in (
            ("objects", read_json, '{"who": "A", "text": "So.\\n"}\n'),
            ("brackets", read_json, "["),
            ("objects in objects", read_json, '{"a": '),
            ("keys", read_json, '{…"k%": [{"who": "A", "text": "So"}], …"z": 0}'),
            (
                "speeches",
                read_xml,
                "<debates>…<speech speakername='A'><p>So</p></speech>…</debates>",
            ),
            ("elements", read_xml, "<u who='a'>"),
            ("notes", read_xml, "<TEI><text><u who='a'>…<note>So</note>…</u></text></TEI>"),
            ("tokens", read_xml, "<TEI><text><u who='a'>…<w>So</w>…</u></text></TEI>"),
            ("utterances", read_xml, "<TEI><text>…<u who='#k%'>So</u>…</text></TEI>"),
            ("people", read_xml, "<akomaNtoso>…<TLCPerson eId='k%' showAs='A'/>…</akomaNtoso>"),
            ("an attribute", read_xml, "<TEI><text><u who='…a#…'>So</u></text></TEI>"),
            ("entities", read_xml, "<!DOCTYPE TEI […<!ENTITY a% '&a;&a;'>…]><TEI>&a9;</TEI>"),
            ("quoted lines", read_mail, "Message-ID: a\nFrom: A <a@b>\n\n…> So\n\nSo\n…"),
            ("addresses", read_mail, "Message-ID: a\n\n…<a@b …"),
            ("names", read_zoom, "[A] 09:00:00\nSo\n"),
            ("cues", read_captions, "WEBVTT\n\n…00:01.000 --> 00:02.000\n(Ann Lee)\nSo\n\n…"),
            ("a cue", read_captions, "WEBVTT\n\n00:01.000 --> 00:02.000\n…(Ann Lee)\n…"),
        )
    },
    "rows of a workbook": partial(read_book, "000.0%", "A"),
    "columns that are hidden": partial(read_book, "yyyy", "XFD"),
    "paragraphs of Word": lambda n: partial(read_word, docx(word_paragraph(run("So")) * n)),
    "lines of a page": lambda n: partial(
        read_pdf, pdf([[(9, 9 * k, f"So {k}-") for k in range(n // 4)]])
    ),
}


TABLES: dict[str, Callable[[int], str]] = {
    "rows": lambda n: rows("Text %,X%,Y%,2014,accepted,T;U\n", n),
    "rows of one event": lambda n: rows("Text %,X,Y,2014,what % is,T%\n", n),
    "rows alike": lambda n: "Text,X,Y,2014,accepted,T\n" * n,
    "words over and over": lambda n: f"{'do it ' * n},X,Y,2014,{'do it ' * n},T\n",
    "one word": lambda n: f"{'a' * 20 * n},X,Y,2014,{'a' * 20 * n},T\n",
    "names in a cell": lambda n: f"Text,X,Y,2014,accepted,{rows('T%;', n)}\n",
    "names of one id": lambda n: rows("Text,X&%,Y-%,2014,accepted,-\nText,X %,Y+%,2015,,T\n", n),
    "quotes": lambda n: '"' + '""' * 10 * n + '",X,Y,2014,accepted,T\n',
    "short rows": lambda n: "Text,X\n" * n,
}


def tabled(text: Callable[[int], str], size: int) -> Work:
    data = f"text,from,to,year,decision,theme\n{text(size)}".encode()

    def write() -> None:
        try:
            table = read_delimited(data)
        except NoDocument:
            return
        meant = TableRows(table, complete(TableOptions(split=(("themes", ";"),)), table, "t"))
        records = TableRecords(meant, "t")
        for group in records.groups:
            records.write(group)

    return write


WAYS: dict[str, Way] = {
    **{f"documents: {name}": way for name, way in DOCUMENTS.items()},
    **{f"reader: {name}": partial(read, text) for name, (text, _) in YAML.items()},
    **{f"locating: {name}": partial(locate, case) for name, case in QUOTED.items()},
    **RECORDS,
    **{f"table: {name}": partial(tabled, text) for name, text in TABLES.items()},
    **{f"transcript: {name}": partial(transcribed, text) for name, text in TRANSCRIPTS.items()},
    "sentences that ask": partial(asked_for, lambda n: "We should ask them to call on it. " * n),
    "a sentence that asks": partial(asked_for, lambda n: "we should encourage the " * 10 * n),
    **{
        f"a terminal: {text}": partial(lambda text, n: lambda: wrap(text * 40 * n, 80, 4), text)
        for text in ("日", "a ", "\x1b[1mab\x1b[0m")
    },
    **{f"sentences: {piece}": partial(parted, piece) for piece in PIECES},
}
"""Those whose work can be counted, too: it is done by Python."""

TIMED: dict[str, Way] = WAYS | {
    f"pattern: {pattern.pattern[:40]!a}": partial(matched, pattern) for pattern in PATTERNS
}
