"""The quotations of drafts, held to the texts of records, as `check DRAFT --in` prints them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from tiptui.collection.opened import Collection
from tiptui.documents.document import Document, one_line, own_encoding
from tiptui.proof.crediting import Credits, words_without_text
from tiptui.proof.draft_quotations import Context, Draft
from tiptui.proof.source_text import SourceText
from tiptui.proof.wording import Found, Place, find_words
from tiptui.record.problem import Position, Problem
from tiptui.record.progress import Progress, quiet
from tiptui.text.near_words import differ
from tiptui.text.visible import clip, few, plural

_LINE_BREAK = re.compile("\r\n?|\n")
_TAG = re.compile(r"<[^<>\n]{0,500}>")
_MOST_SHOWN = 200  # letters of a nearest wording: it must be seen whole to compare
_MOST = 0.5  # the share of words above which a quotation is altered, not missing
_LEAST = 0.33  # the share above which a wording is near
_MOST_PLACES = 100  # of a quotation whose speaker is looked up
_STATUSES = "verbatim normalized altered missing other-speaker unchecked".split()
_KEYS = "exact line paragraph page status credited speaker event source nearest".split()

Key = tuple[str, str]
"""The event of a record and the id of a source."""


class CheckedQuotation(NamedTuple):
    """A quotation of a draft as `--json` prints it, and its problem, if it has one."""

    data: dict[str, str | int | None]
    problem: Problem | None


class _Judgement(NamedTuple):
    """The status of a quotation, its place in a text, who is credited with it, who said it."""

    status: str
    place: Key | None = None
    credited: str = ""
    speaker: str = ""
    message: str = ""
    nearest: str = ""


class DraftCheck:
    """A check of drafts against the texts of records; without a text, against its quotations."""

    def __init__(self, records: Collection) -> None:
        self._records = records
        self._dialogues = {dialogue.id: dialogue for dialogue in records.dialogues}
        self._texts = dict[Key, SourceText]()
        for event, dialogue in self._dialogues.items():
            self._texts |= {(event, source): text for source, text in dialogue.texts.items()}
        self._at_hand = {*self._texts}
        for event, dialogue in self._dialogues.items():
            for source, quoted in words_without_text(dialogue.record, dialogue.texts).items():
                self._texts[event, source] = SourceText("\n\n".join(map(one_line, quoted)))
        self._credits = cache(self._open_credits)

    def _open_credits(self, event: str) -> Credits:
        dialogue = self._dialogues[event]
        texts = {name: once for name, text in dialogue.texts.items() if (once := text.once())}
        return Credits(dialogue.record, texts)

    def __call__(
        self, document: Document, data: bytes, progress: Progress = quiet
    ) -> list[CheckedQuotation]:
        """Return the quotations of a document, which has been read from bytes."""
        draft = Draft(document.paragraphs)
        has_lines = document.kind not in ("docx", "pdf")
        text = data.decode(own_encoding(data), "replace") if has_lines else ""
        if document.kind == "html":
            text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
        positions = draft.positions(_LINE_BREAK.split(text))
        found = find_words((one.exact for one in draft.quotations), self._texts, progress)
        checked = list[CheckedQuotation]()
        for one, position in zip(draft.quotations, positions, strict=True):
            judged = self._judge(found[one.exact], draft.context(one))
            status, key, credited, speaker, message, nearest = judged
            line, page = position and position.line, document.paragraphs[one.paragraph - 1].page
            place = "" if position else f"¶{one.paragraph}" + (f", page {page}" if page else "")
            own = one_line(one.exact), line, one.paragraph, page, status, credited, speaker
            values = zip(_KEYS, (*own, *(key or ("", "")), nearest), strict=True)
            at = position or Position(one.paragraph, one.start + 1)
            problem = Problem(at, message, f"quote-{status.removeprefix('other-')}", place)
            printed = {name: value or None for name, value in values}
            checked.append(CheckedQuotation(printed, problem if message else None))
        return checked

    def _judge(self, found: Found[Key], context: Context | None) -> _Judgement:
        """Return the status of a quotation, with a message if it is not right."""
        if found.places:
            verbatim = any(place.is_verbatim for place in found.places)
            status = "verbatim" if verbatim else "normalized"
            return self._judge_speaker(status, found.places, context)
        near = found.nearest
        if not self._at_hand:
            message = "no text is at hand, and no record quotes these words"
            return _Judgement("unchecked", message=message)
        message = f"not found in {plural(len(self._at_hand), 'text')}"
        if not near or near.likeness < _LEAST:
            return _Judgement("missing", message=message)
        where = self._records.shown("#".join(near.source))
        printed = f"{where} ¶{near.paragraph} “{clip(near.words, _MOST_SHOWN)}”"
        if near.likeness > _MOST and near.source in self._at_hand:
            spans = differ(near.part, near.words)
            changes = [f'"{near.part[slice(*own)]}"' for own, _ in spans if own[0] < own[1]]
            left_out = [near.words[slice(*lacking)] for own, lacking in spans if own[0] == own[1]]
            changes += [f"without “{words}”" for words in left_out]
            message = f"altered: {few(changes) or 'another order'}; {printed}"
            return _Judgement("altered", near.source, message=message, nearest=near.words)
        message += f"; nearest: {printed}"
        return _Judgement("missing", near.source, message=message, nearest=near.words)

    def _judge_speaker(
        self, status: str, places: Sequence[Place[Key]], context: Context | None
    ) -> _Judgement:
        """Return the status of words that stand somewhere, by who is credited and who said them."""
        key = places[0].source
        if len(places) > _MOST_PLACES:
            return _Judgement(status, key)
        credits = {place.source[0]: self._credits(place.source[0]) for place in places}
        named = {event: of.credited(context) for event, of in credits.items()}
        sayers = list[set[str]]()
        for event_and_source, spans, _ in places if any(named.values()) or not places[1:] else ():
            event, source = event_and_source
            certain, possible = credits[event].sayers(source, spans)
            if named[event] in possible:
                return _Judgement(status, event_and_source, named[event], named[event])
            sayers.append(certain)
        everyone = set[str]().union(*sayers) if all(sayers) else set[str]()
        speaker = everyone.pop() if len(everyone) == 1 else ""
        credited = named[key[0]] if all(named.values()) else ""
        if not (speaker and credited):
            return _Judgement(status, key, credited, speaker)
        names = [clip(credits[key[0]].names[id]) for id in (speaker, credited)]
        where = f"{self._records.shown('#'.join(key))} ¶{places[0].spans[0].paragraph}"
        message = f'these words are by "{names[0]}", not by "{names[1]}": {where}'
        return _Judgement("other-speaker", key, credited, speaker, message)


def drafts_remark(checked: Iterable[CheckedQuotation]) -> str:
    """Return `12 quotations: 9 verbatim, 1 altered, 1 credited to another`."""
    counts = Counter(one.data["status"] for one in checked)
    words = {"other-speaker": "credited to another"}
    listed = ", ".join(f"{counts[of]:,} {words.get(of, of)}" for of in _STATUSES if counts[of])
    return f"{plural(counts.total(), 'quotation')}{': ' if listed else ''}{listed}"
