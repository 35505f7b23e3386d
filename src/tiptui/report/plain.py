"""What `show` and `find` print of records: lines of text, or data for other programs.

In a pipe the lines are as they are; on a terminal in styles, aligned, cut by words.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.collection.thing import Claim, Organization, Person, Theme, Thing
from tiptui.record import follow_up
from tiptui.record.model import Evidence, Source
from tiptui.report import phrases
from tiptui.report.json_data import tree
from tiptui.report.phrases import listed
from tiptui.search.index import Index
from tiptui.search.query import Words
from tiptui.search.same import Alike
from tiptui.text.folding import spans
from tiptui.text.styles import columns, in_style, wrap
from tiptui.text.visible import long_date, plural, visible

_GREEN, _YELLOW, _RED, _CYAN = "32", "33", "31", "36"

_CODES = {
    **{"": "", "id": "2", "name": "1", "wrong": _RED},
    **{"accepted": _GREEN, "partly-accepted": _YELLOW, "noted": _YELLOW, "rejected": _RED},
    **{"in-progress": _CYAN, "partly-implemented": _CYAN, "implemented": _GREEN},
}
_SOUGHT = "1;4;35"
_STATUS = re.compile(f"\\b(?:{'|'.join(phrases.SIGNS)})(?![-a-z])")


class Pen(NamedTuple):
    """Writes texts of records: all of them come through it, and are made visible.

    `width` is that of the terminal, 0 where there is none. `sought` are words that are marked.
    """

    width: int = 0
    coloured: bool = False
    sought: Words = ()

    def __call__(self, text: str, style: str = "") -> str:
        """Return text in a style, with the words marked that were sought."""
        shown = visible(text)
        if not self.coloured:
            return shown
        codes, parts, after = _CODES[style], list[str](), 0
        for start, end in spans(shown, self.sought):
            parts += [in_style(shown[after:start], codes), in_style(shown[start:end], _SOUGHT)]
            after = end
        return "".join((*parts, in_style(shown[after:], codes)))

    def status(self, status: str) -> str:
        """Return a status, on a terminal with its sign; empty for none."""
        if not self.width or not status:
            return status
        # Sign and words stay on one line.
        words = phrases.status_words(status).replace(" ", "\N{NO-BREAK SPACE}")
        return self._replace(sought=())(words, status)

    def with_statuses(self, text: str) -> str:
        """Return text, all of whose statuses have their signs on a terminal."""
        return _STATUS.sub(lambda found: self.status(found[0]), text)

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        """Return a line for each row; on a terminal its cells stand below each other."""
        lines = columns(rows, self.width) if self.width else map("  ".join, rows)
        return "".join(f"{line}\n" for line in lines)


PLAIN = Pen()
"""For what is no terminal."""


def finding_rows(
    index: Index,
    found: Sequence[Thing],
    alike: Mapping[int, Alike] = MappingProxyType({}),
    pen: Pen = PLAIN,
) -> Iterator[tuple[str, str, str]]:
    """Yield of each finding its kind, its id, and who: text (→ addressee, status).

    Last it says how many of its quotations are wrong, and why what asks the same does so.
    """
    _locate(found)
    numbers = index.rows["recommendations"].numbers
    for thing in found:
        why = f" [{alike[numbers[thing.key]].in_words}]" if alike else ""
        if thing.kind == "speaker":
            # It has its id alone: its dialogues may be many.
            id, words = thing.id, listed(pen(thing.name, "name"), pen(phrases.office(thing)))
        else:
            to = f"→ {pen(phrases.addressees(thing))}" if thing.to else ""
            facts = listed(to, pen.status(thing.status))
            id, words = thing.key, f"{pen(phrases.makers(thing), 'name')}: {pen(thing.name)}"
            words += f" ({facts})" if facts else ""
        if wrong := sum(cited.located.is_wrong for cited in thing.quotations):
            words += pen(f" [{plural(wrong, 'quote')} not found]", "wrong")
        yield f"{thing.kind:<14}", pen(id, "id"), words + why


def _locate(found: Iterable[Thing]) -> None:
    """Look for the words that prove some findings, and no others: there may be many more."""
    sought: defaultdict[Dialogue, list[Evidence]] = defaultdict(list)
    for thing in found:
        sought[thing.dialogue] += thing.evidence
    for dialogue, evidence in sought.items():
        dialogue.locate(evidence)


def findings_data(
    opened: Mapping[str, Opened], collection: Collection, found: Sequence[Thing]
) -> Iterator[dict[str, Any]]:
    """Return findings for JSON, each with every key. `opened` are all files."""
    _locate(found)
    sought: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in found:
        sought[thing.dialogue.file].append(thing)
    lines: dict[Thing, int] = {}
    for file, things in sought.items():
        positions = opened[file].positions([thing.path for thing in things])
        lines |= {thing: place.line for thing, place in zip(things, positions, strict=True)}
    for thing in found:
        is_speaker = thing.kind == "speaker"
        event: str | list[str] = thing.dialogue.id
        if is_speaker and not thing.dialogue.is_alone:
            event = [each.dialogue.id for each in collection.same(thing.key)]
        id, makers = (thing.id, (thing,)) if is_speaker else (thing.key, thing.makers)
        yield {
            **{"kind": thing.kind, "id": id, "event": event, "text": thing.name},
            **{"by": [maker.id for maker in makers], "to": list(thing.to)},
            **{"themes": list(getattr(thing.item, "themes", ())), "mode": thing.mode},
            **{"number": thing.reference_number, "status": thing.status},
            "evidence": [tree(evidence, thing.dialogue.proof) for evidence in thing.evidence],
            **{"file": thing.dialogue.file, "line": lines[thing]},
        }


def dialogue_row(dialogue: Dialogue, pen: Pen = PLAIN) -> tuple[str, str, str]:
    """Return of a record of many when, its id, its name, where, how many, what became of it."""
    record, name = dialogue.record, pen(dialogue.name, "name")
    event, items = record.event, record.recommendations
    said = sum(len(speaker.statements) for speaker in record.speakers)
    made = [plural(len(record.speakers), "speaker"), plural(said, "statement") if said else ""]
    asked = plural(len(items), "recommendation") if items else ""
    became = pen.with_statuses(follow_up.outcomes(follow_up.statuses(items)).partition(" · ")[2])
    words = listed(name, pen(event.place), *made, asked, became, between=" · ")
    return f"{dialogue.date:<10}", pen(event.id, "id"), words


_LABELLED = re.compile(r"( *)([a-z]+)( [^ :]+)?:( .*)")


def as_text(dialogue: Dialogue, today: str = "", evidence: bool = False, pen: Pen = PLAIN) -> str:
    """Return the whole record as text: one line for each thing, all visible, cut on terminals only.

    Each line says what it is, for those who hear it, or see it alone. What was due before `today`,
    a date, is said to be overdue. Of quotations it is said how they were found, if that is asked
    for with `evidence`, and in any case where they are wrong.
    """
    lines: Iterable[str] = map(visible, _Text(dialogue, today, evidence).lines())
    if pen.width:
        lines = chain.from_iterable(_on_terminal(line, pen) for line in lines)
    return "\n".join(lines) + "\n"


def _on_terminal(line: str, pen: Pen) -> list[str]:
    """Return a line of a record with its label dim, names and headings bold, cut by words."""
    indent = len(line) - len(line.lstrip())
    if found := _LABELLED.fullmatch(line):
        spaces, label, id, words = found.groups("")
        name, rest = "", words
        if label in ("speaker", "group", "organization", "theme", "source"):
            name, comma, rest = words.partition(", ")
            rest = comma + rest
        elif label == "response":
            rest = pen.with_statuses(rest)
        line = f"{spaces}{pen(f'{label}{id}:', 'id')}{pen(name, 'name')}{rest}"
    elif indent:
        facts, label, status = line.rpartition("status: ")
        line = f"{facts}{label}{pen.with_statuses(status) if label else status}"
    else:
        line = pen(line, "name")
    return wrap(line, pen.width, indent + 4)


def _labelled(indent: str, **parts: str) -> Iterator[str]:
    return (f"{indent}{name}: {words}" for name, words in parts.items() if words)


class _Text(NamedTuple):
    dialogue: Dialogue
    today: str
    evidence: bool

    def lines(self) -> Iterator[str]:
        dialogue = self.dialogue
        yield from self._event()
        parts: tuple[tuple[str, Sequence[Any], Callable[[Any], Iterator[str]]], ...] = (
            ("Points", dialogue.points, self._claim),
            ("Speakers", dialogue.people, self._speaker),
            ("Recommendations", dialogue.recommendations, self._claim),
            ("Organizations", dialogue.organizations, self._organization),
            ("Themes", dialogue.themes, self._theme),
            ("Sources", dialogue.record.sources, self._source_lines),
        )
        for heading, things, lines in parts:
            yield from ("", heading) if things or heading == "Speakers" else ()
            yield from chain.from_iterable(map(lines, things))

    def _event(self) -> Iterator[str]:
        record, event = self.dialogue.record, self.dialogue.record.event
        yield self.dialogue.name
        yield from _labelled("", id=event.id, classification=event.classification)
        yield from _labelled("", held=phrases.dates(self.dialogue), place=event.place)
        became = follow_up.outcomes(self.dialogue.statuses)
        yield from filter(None, (phrases.present(event.attendance, len(record.speakers)), became))
        groups = event.attendance.groups if event.attendance else ()
        yield from _labelled("", present=", ".join(groups))
        for organizer in event.organizers:
            if body := self.dialogue.organization(organizer.organization):
                yield f"organizer: {listed(body.full_name, organizer.role)}"
        yield from _labelled("", series=event.series, topics=", ".join(event.topics))
        yield from self._proof(self.dialogue.event, "", note=event.note, summary=event.summary)

    def _speaker(self, person: Person) -> Iterator[str]:
        body, kind = person.organization, "group" if person.item.kind == "group" else "speaker"
        who = listed(person.name, person.item.role, body.full_name if body else "")
        yield f"  {kind} {person.id}: {who}"
        yield from _labelled("    ", also=", ".join(person.other_names))
        yield from self._proof(person, "    ", note=person.note)
        for claim in person.claims:
            if claim.kind == "statement":
                yield from self._claim(claim)

    def _claim(self, claim: Claim) -> Iterator[str]:
        # A statement stands under its speaker, and "point" is a part of an id.
        is_said = claim.kind == "statement"
        indent, who = ("    ", "") if is_said else ("  ", f"by {phrases.makers(claim)}")
        yield f"{indent}{'' if claim.kind == 'point' else f'{claim.kind} '}{claim.id}: {claim.name}"
        about = phrases.circumstances(claim, self.today)
        told = (f"{what}: {words}" if what else words for what, words in about)
        parts = (who, claim.manner, *told, f"status: {claim.status}" if claim.status else "")
        yield f"{indent}  {listed(*parts, between=' · ')}"
        yield from self._proof(claim, f"{indent}  ", note=claim.note)
        for response in claim.responses:
            by = f"by {phrases.responder(response)}" if response.item.by else ""
            facts = (response.status, long_date(response.item.date), by)
            yield f"    response: {listed(*facts, between=' · ')}"
            yield from _labelled("      ", text=response.item.text)
            yield from self._proof(response, "      ", note=response.note)

    def _proof(self, of: Thing, indent: str, **more: str) -> Iterator[str]:
        for cited in of.quotations:
            located = cited.located
            how = f" {located.in_words}" if self.evidence or located.is_wrong else ""
            yield f"{indent}evidence: {phrases.quotation(cited)}{how}"
        yield from _labelled(indent, **more)

    def _organization(self, body: Organization) -> Iterator[str]:
        yield f"  organization {body.id}: {body.full_name}"
        yield from _labelled("    ", also=", ".join(body.other_names), note=body.note)

    def _theme(self, theme: Theme) -> Iterator[str]:
        yield f"  theme {theme.id}: {theme.name} ({plural(len(theme.claims), 'claim')})"
        yield from _labelled("    ", description=theme.item.description)

    def _source_lines(self, source: Source) -> Iterator[str]:
        yield f"  source {source.id}: {source.title}"
        facts = {"type": source.type or "", "publisher": source.publisher}
        facts |= {"published": long_date(source.published), "address": source.url}
        facts |= {"language": source.language, "file": source.file, "note": source.note}
        yield from _labelled("    ", **facts)
        for number, line in enumerate(source.outline, 1):
            yield f"    outline ¶{number}: {line}"
