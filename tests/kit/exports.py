"""Collections to export."""

from dataclasses import replace
from itertools import count

from tests.kit.any_record import in_other_words
from tests.kit.checkout import document
from tests.kit.full import FULL
from tests.kit.records import record, several
from tiptui.collection.opened import Collection
from tiptui.record.model import Evidence, Record, Statement
from tiptui.report.export import select
from tiptui.report.page import folder, write
from tiptui.search.index import Index

YEARS = document("tests/records/years.yaml")


def two() -> Collection:
    return several(YEARS.format(id="b", year=2025), YEARS.format(id="a", year=2024))


HOSTILE = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt; &amp;", "a < b & c"),
    *("=1+1", "+1", "-1", "@sum", "＝1", "＋1", "－1", "＠x", " =1", "'=1", '"x",y;z'),
    *("# head", "- item", "+ item", "1. one", "A.  one", "ii) one", "(a) one", "#. x", ": def"),
    *("[x](https://a.example)", "![x](y)", "[^1]: note", "^[note]", "*a* _b_ **c**", "`c` ~~d~~"),
    *("$x$ \\alpha", "\\begin{x}", "| a | b |", "a -- b --- c", "and ...", 'it\'s "so"', "% t"),
    *("Dr. Who, e.g. him", "## x {#id .class} #", "<https://a.example>", "x^2^ H~2~O", "---"),
    *("one\ntwo", "TY  - X\nER  - \n", "\u202eright\u2066", "a\u200bb\u00ad", "<!-- c -->", "==="),
    *("</script>", "]]>", "${x} {{x}} %s", "\ufeff", "ذکر 日本 🙂"),
)
"""Texts that some program takes for more than text, and line breaks, which a record may have."""


def hostile() -> Record:
    """Return a record with each key of the format, all of whose texts are hostile."""
    number = count()
    of: Record = in_other_words(record(FULL), lambda _: HOSTILE[next(number) % len(HOSTILE)])
    proof = [(Evidence(paragraph=1, exact=each, source="log"),) for each in HOSTILE]
    said = [
        Statement(text=each, note=each, occasion=each, evidence=own)
        for each, own in zip(HOSTILE, proof, strict=True)
    ]
    (first, *others) = of.speakers
    return replace(of, speakers=(replace(first, statements=tuple(said)), *others))


def paged(collection: Collection, query: str = "") -> str:
    return "".join(write(select(Index(collection), query)))


def in_folder(collection: Collection, query: str = "") -> dict[str, str]:
    return dict(folder(select(Index(collection), query)))
