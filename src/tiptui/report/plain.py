"""Records as `show`, `find` and `diff` print them: lines, on a terminal in styles, or data."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from tiptui.collection.changes import Change
from tiptui.collection.dialogue import Dialogue, Thing, locate
from tiptui.collection.facts import CLAIMS, Facts, fact_keys, join_words, status_words
from tiptui.collection.live import Live
from tiptui.collection.naming import Name
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.collection.same import Alike
from tiptui.files.output import carries_unicode, has_colour, terminal_width
from tiptui.record.model import Speaker
from tiptui.report.json_data import tree
from tiptui.search.index import Index
from tiptui.search.query import FoldedWords, Query
from tiptui.text.folding import spans
from tiptui.text.near_words import differ
from tiptui.text.styles import columns, in_style, wrap
from tiptui.text.visible import plural, visible
from tiptui.text.words import Span

_GREEN, _YELLOW, _RED, _CYAN = "32", "33", "31", "36"

_CODES = {
    **{"": "", "id": "2", "name": "1", "wrong": _RED},
    **{"accepted": _GREEN, "partly-accepted": _YELLOW, "noted": _YELLOW, "rejected": _RED},
    **{"in-progress": _CYAN, "partly-implemented": _CYAN, "implemented": _GREEN},
    "not-implemented": _RED,
}
_SOUGHT = "1;4;35"


class Pen(NamedTuple):
    """A pen that makes all texts of records visible, and marks the words `sought`."""

    width: int = 0  # of the terminal; 0 where there is none
    coloured: bool = False
    sought: FoldedWords = ()

    def __call__(self, text: str, style: str = "") -> str:
        shown = visible(text)
        return self.mark(shown, spans(shown, self.sought), style) if self.coloured else shown

    def mark(self, text: str, marked: Iterable[Span], style: str = "") -> str:
        """Return text with some spans marked: by a style, or else by brackets."""
        codes, parts, after = _CODES[style] if self.coloured else "", list[str](), 0
        for start, end in marked:
            words = visible(text[start:end])
            parts.append(in_style(visible(text[after:start]), codes))
            parts.append(in_style(words, _SOUGHT) if self.coloured else f"[{words}]")
            after = end
        return "".join((*parts, in_style(visible(text[after:]), codes)))

    def status(self, status: str) -> str:
        """Return a status, on a terminal with its sign; empty for none."""
        if not self.width or not status:
            return status
        # Sign and words stay on one line.
        words = status_words(status).replace(" ", "\N{NO-BREAK SPACE}")
        return self._replace(sought=())(words, status)

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        """Return a line for each row; on a terminal in columns."""
        lines = columns(rows, self.width) if self.width else map("  ".join, rows)
        return "".join(f"{line}\n" for line in lines)


def pen_for_stdout(sought: FoldedWords = ()) -> Pen:
    width = terminal_width(sys.stdout) if carries_unicode() else 0
    return Pen(width, bool(width) and has_colour(), sought)


PLAIN = Pen()
"""The pen for files and pipes."""


def finding_rows(
    index: Index, query: Query, things: Sequence[Thing], alike: Mapping[int, Alike], pen: Pen
) -> Iterator[tuple[str, str, str]]:
    """Yield the kind and the id of each finding, and who: text (→ addressee, status) [remarks]."""
    has_months = query.asks_for("silent")
    locate(quote for thing in things for quote in thing.quotations)
    for thing in things:
        why = f" [{alike[index.collection.row(thing)].in_words}]" if alike else ""
        if thing.is_claim:
            id = index.collection.shown(thing.ref)
            silent = thing.facts.value("silent") if has_months else ""
            status = join_words(pen.status(thing.status), silent)
            words = claim_words(thing, pen, pen(thing.name), status)
        else:
            # Only its id: the dialogues of a speaker may be many.
            id, words = thing.id, join_words(pen(thing.name, "name"), pen(thing.facts.office))
        if wrong := sum(quote.located.is_wrong for quote in thing.quotations):
            words += pen(f" [{plural(wrong, 'quote')} not found]", "wrong")
        yield f"{thing.kind:<14}", pen(id, "id"), words + why


def claim_words(claim: Thing, pen: Pen, text: str, status: str) -> str:
    """Return who: text (→ addressee, status). The text and the status are laid out already."""
    facts = claim.facts
    asked = facts.words("to")
    then = join_words(asked and f"→ {pen(asked)}", status)
    return f"{pen(facts.words('by'), 'name')}: {text}" + (f" ({then})" if then else "")


_KEYS = fact_keys(*CLAIMS, Speaker)
_IN_JSON = dict.fromkeys(("by", "to", "themes", "mode", "number", "status", *_KEYS))
del _IN_JSON["kind"]  # of a thing here
_LISTS = {name for name, key in _KEYS.items() if key.is_list}


def findings_data(
    opened: Mapping[str, Opened], collection: Collection, things: Sequence[Thing]
) -> Iterator[dict[str, Any]]:
    """Yield findings for JSON, each with every key. `opened` are all files."""
    locate(quote for thing in things for quote in thing.quotations)
    by_file: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        by_file[thing.dialogue.file].append(thing)
    lines: dict[Thing, int] = {}
    for file, own in by_file.items():
        positions = opened[file].read.positions([thing.path for thing in own])
        lines |= {thing: position.line for thing, position in zip(own, positions, strict=True)}
    for thing in things:
        event: str | list[str] = thing.event.id
        if not thing.is_claim and not collection.single:
            event = [same.dialogue.id for same in collection.same(thing.ref)]
        facts = thing.facts
        keys = {n: facts.values(n) if n in _LISTS else facts.value(n) for n in _IN_JSON}
        keys |= {"note": thing.note, "responses": tree(getattr(thing.item, "responses", ()))}
        if not thing.is_claim:
            keys["by"] = [thing.id]  # a speaker is its own maker
        yield {
            "kind": thing.kind,
            "id": collection.shown(thing.ref) if thing.is_claim else thing.id,
            "event": event,
            "text": thing.name,
            **keys,
            "evidence": [
                quote.evidence.given() | {"status": quote.located.status}
                for quote in thing.quotations
            ],
            "file": thing.dialogue.file,
            "line": lines[thing],
        }


def change_rows(
    changes: Sequence[Change], old: Live, new: Live, pen: Pen
) -> Iterator[tuple[str, str, str]]:
    """Yield the change, the ids, and who: text (→ addressee, status), with the differences."""
    for change in changes:
        sides = (old, change.old), (new, change.new)
        there = [(live.now.collection, claim) for live, claim in sides if claim]
        ids = dict.fromkeys(collection.shown(thing.ref) for collection, thing in there)
        before, after = there[0][1], there[-1][1]
        text, end = pen(after.name), ""
        if change.kind == "reworded":
            spans = differ(after.name, before.name)
            text = pen.mark(after.name, [span for span, _ in spans if span[0] < span[1]])
            parts = (before.name[slice(*span)] for _, span in spans if span[0] < span[1])
            words = " … ".join(pen.mark(part, [(0, len(part))]) for part in parts)
            end = f" (before: {words})" if words else ""
        elif change.keys:
            end = pen(f" [{', '.join(change.keys)}]")
        status = pen.status(after.status)
        are_rounds = before.event.id != after.event.id
        if before.status != after.status and (are_rounds or change.kind == "answered"):
            status = f"{pen.status(before.status) or 'none'} → {status or 'none'}"
        words = claim_words(after, pen, text, status) + end
        yield f"{change.kind:<8}", pen(" → ".join(ids), "id"), words


def changes_data(changes: Sequence[Change], old: Live, new: Live) -> Iterator[dict[str, Any]]:
    """Yield changes for JSON, each with every key; their claims are as in `find --json`."""
    sides = (old, [change.old for change in changes]), (new, [change.new for change in changes])
    olds, news = (
        findings_data(live.now.opened, live.now.collection, [*filter(None, claims)])
        for live, claims in sides
    )
    for change in changes:
        yield {
            "change": change.kind,
            "old": next(olds) if change.old else None,
            "new": next(news) if change.new else None,
            "keys": list(change.keys),
        }


def dialogue_row(dialogue: Dialogue, pen: Pen = PLAIN) -> tuple[str, str, str]:
    """Return when a dialogue of many was, its id, and its name, place, counts and outcomes."""
    event = dialogue.event
    facts = event.facts
    counts = (facts.words(name) for name in ("speakers", "statements", "recommendations"))
    name, place = pen(event.name, "name"), pen(facts.words("place"))
    words = join_words(name, place, *counts, facts.words("outcomes"), between=" · ")
    return f"{event.date:<10}", pen(event.id, "id"), words


def as_text(dialogue: Dialogue, evidence: bool = False, pen: Pen = PLAIN) -> str:
    """Return a record as text: one line for each thing, all visible, cut on terminals only.

    Each line begins with its label, for screen readers. The status of a quotation follows it if
    `evidence` asks for it, and always where it is wrong.
    """
    lines: Iterable[str] = _Text(dialogue, evidence, pen).lines()
    if width := pen.width:
        lines = chain.from_iterable(wrap(line, width, 8) for line in lines)
    return "\n".join(lines) + "\n"


_LABELS = {
    **{"start_date": "held", "groups": "present", "organizers": "organizer"},
    **{"other_names": "also", "url": "address", "attendance": "", "outcomes": Name.STATUS.one},
    **dict.fromkeys(("number", "to", "due", "repeats", "mode", "kind"), ""),
}
"""The labels of facts that are not their names; none for words that are clear by themselves."""

_LISTED = Name.POINT, Name.SPEAKER, Name.RECOMMENDATION, Name.ORGANIZATION, Name.THEME, Name.SOURCE

_TOLD = "kind role organization abbreviation held speakers claims asked answered".split()
"""The facts of a named thing that stand in its first line, or at other things."""


class _Text(NamedTuple):
    dialogue: Dialogue
    evidence: bool
    pen: Pen

    def _line(self, indent: str, label: str, words: str) -> str:
        return f"{indent}{self.pen(f'{label}:', 'id')} {words}"

    def lines(self) -> Iterator[str]:
        dialogue, event, pen = self.dialogue, self.dialogue.event, self.pen
        yield pen(event.name, "name")
        yield self._line("", "id", pen(event.id))
        facts = event.facts
        yield from self._facts("", facts, "speakers", "statements", "recommendations", "summary")
        yield from self._proof(event, "")
        if summary := facts.words("summary"):
            yield self._line("", "summary", pen(summary))
        for name in _LISTED:
            things = dialogue.people if name is Name.SPEAKER else getattr(dialogue, name.many)
            yield from ("", pen(name.title, "name")) if things or name is Name.SPEAKER else ()
            for thing in things:
                yield from self._claim(thing) if thing.is_claim else self._named(thing)

    def _named(self, thing: Thing) -> Iterator[str]:
        facts, pen = thing.facts, self.pen
        bodies = (pen(body.in_full) for body in facts.of("organization"))
        words = join_words(pen(thing.full_name, "name"), pen(facts.words("role")), *bodies)
        count = f" ({facts.words('claims')})" if thing.kind == "theme" else ""
        yield self._line("  ", f"{facts.words('kind') or thing.kind} {thing.id}", words + count)
        yield from self._facts("    ", facts, *_TOLD)
        yield from self._proof(thing, "    ")
        for claim in thing.claims if thing.kind == "speaker" else ():
            yield from self._claim(claim) if claim.kind == "statement" else ()
        for number, line in enumerate(thing.outline, 1):
            yield self._line("    ", f"outline ¶{number}", pen(line))

    def _claim(self, claim: Thing) -> Iterator[str]:
        # A statement stands under its speaker, and "point" is a part of an id.
        is_said, facts, pen = claim.kind == "statement", claim.facts, self.pen
        indent, who = ("    ", "") if is_said else ("  ", f"by {facts.words('by')}")
        kind = "" if claim.kind == "point" else f"{claim.kind} "
        yield self._line(indent, f"{kind}{claim.id}", pen(claim.name))
        named = ((_LABELS.get(of, of), it) for of, it in facts.phrases("by", "status").items())
        phrases = (pen(f"{label}: {words}" if label else words) for label, words in named)
        status = pen.status(facts.value("status"))
        status = status and f"status: {status}"
        yield f"{indent}  {join_words(pen(who), *phrases, status, between=' · ')}"
        yield from self._proof(claim, f"{indent}  ")
        for response in claim.responses:
            own = response.facts
            by = own.words("by") and pen(f"by {own.words('by')}")
            others = [pen(words) for words in own.phrases("status", "by", "date").values()]
            status, date = pen.status(own.value("status")), own.words("date")
            head = join_words(status, date, by, *others, between=" · ")
            yield self._line("    ", "response", head)
            if response.text:
                yield self._line("      ", "text", pen(response.text))
            yield from self._proof(response, "      ")

    def _proof(self, of: Thing, indent: str) -> Iterator[str]:
        for quote in of.quotations:
            found = quote.located
            how = f" {found.in_words}" if self.evidence or found.is_wrong else ""
            words = join_words(quote.cited, quote.source_title, between=" in ")
            yield self._line(indent, "evidence", self.pen(f"{words}{how}"))
        if of.note:
            yield self._line(indent, "note", self.pen(of.note))

    def _facts(self, indent: str, facts: Facts, *left_out: str) -> Iterator[str]:
        """Yield a line for the facts of each name; one for each organizer."""
        for name, same in facts.groups(*left_out):
            label, words = _LABELS.get(name, name), [", ".join(fact.words for fact in same)]
            if name == "organizers":
                words = [join_words(fact.in_full, fact.detail) for fact in same]
            for line in words:
                shown = self.pen(line)
                yield self._line(indent, label, shown) if label else f"{indent}{shown}"
