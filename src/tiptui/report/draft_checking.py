"""The quotations of drafts, held to the texts of records, as `check DRAFT --in` prints them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from tiptui.collection.opened import Collection
from tiptui.documents.document import Document, one_line, own_encoding
from tiptui.proof.crediting import Credits, texts_of_quotations
from tiptui.proof.cuts import find_cut
from tiptui.proof.draft_quotations import DraftQuotation, positions, quotations_in
from tiptui.proof.locate import MOST_SHOWN
from tiptui.proof.phrases import parts_of
from tiptui.proof.source_text import SourceText
from tiptui.proof.wording import Occurrence, Occurrences, find_words
from tiptui.record.problem import Position, Problem
from tiptui.text.near_words import differ
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import clip, few, plural

_MOST = 0.5  # the share of words above which a quotation is altered, not missing
_MOST_OCCURRENCES = 100  # of a quotation whose speaker is looked up
_STATUSES = "verbatim normalized altered missing cut other-speaker unchecked".split()
_KEYS = "exact line paragraph page status credited speaker event source nearest".split()

_Data = dict[str, str | int | None]
"""A quotation of a draft as `--json` prints it."""


class CheckedQuotation(NamedTuple):
    """A quotation of a draft as `--json` prints it, and its problem, if it has one."""

    data: _Data
    problem: Problem | None


class DraftCheck:
    """A check of drafts against the texts of records; without a text, against its quotations."""

    def __init__(self, records: Collection) -> None:
        self._records, self._credits = records, cache(self._open_credits)
        self._texts, self._at_hand = dict[str, SourceText](), set[str]()
        self._dialogues = {dialogue.id: dialogue for dialogue in records.dialogues}
        for event, dialogue in self._dialogues.items():
            quoted = texts_of_quotations(dialogue.record, dialogue.texts)
            texts = {**quoted, **dialogue.texts}
            self._texts |= {f"{event}#{source}": text for source, text in texts.items()}
            self._at_hand |= {f"{event}#{source}" for source in dialogue.texts}

    def _open_credits(self, event: str) -> Credits:
        dialogue = self._dialogues[event]
        texts = {name: once for name, text in dialogue.texts.items() if (once := text.once())}
        return Credits(dialogue.record, texts)

    def __call__(
        self, document: Document, data: bytes, progress: Progress = quiet
    ) -> list[CheckedQuotation]:
        """Return the quotations of a document, which has been read from bytes."""
        quotations = [*quotations_in(document.paragraphs)]
        has_lines = document.kind not in ("docx", "pdf")
        text = data.decode(own_encoding(data), "replace") if has_lines else ""
        found = find_words((one.exact for one in quotations), self._texts, progress)
        checked = list[CheckedQuotation]()
        for one, position in zip(quotations, positions(quotations, text), strict=True):
            judged, message = self._judge(one, found[one.exact])
            number, page = one.paragraph, document.paragraphs[one.paragraph - 1].page
            line = position.line if position else None
            own = {"exact": one_line(one.exact), "line": line, "paragraph": number, "page": page}
            code = f"quote-{judged['status']}".replace("other-", "")
            where = "" if position else f"¶{number}" + (f", page {page}" if page else "")
            problem = Problem(position or Position(number, one.start + 1), message, code, where)
            printed = {key: own.get(key) or judged.get(key) or None for key in _KEYS}
            checked.append(CheckedQuotation(printed, problem if message else None))
        return checked

    def _judge(self, one: DraftQuotation, found: Occurrences) -> tuple[dict[str, str], str]:
        """Return the status of a quotation with its reasons, and a message if it is not right."""
        if found.occurrences:
            has_parts = len(parts_of(one.exact)) > 1
            whole = [of for of in found.occurrences if not has_parts or self._is_whole(of)]
            if not whole:
                return self._stitched(found.occurrences[0])
            judged, message = self._judge_speaker(one, whole)
            cut = "" if message else self._cut(one, whole)
            return (judged | {"status": "cut"}, cut) if cut else (judged, message)
        if not self._at_hand:
            return {"status": "unchecked"}, "no text is at hand, and no record quotes these words"
        message = f"not found in {plural(len(self._at_hand), 'text')}"
        if not (near := found.nearest):
            return {"status": "missing"}, message
        where = f"{self._records.shown(near.source)} ¶{near.paragraph}"
        printed = f"{where} “{clip(near.words, MOST_SHOWN)}”"
        judged = {"status": "missing", "nearest": near.words, **_text(near.source)}
        if near.likeness <= _MOST or near.source not in self._at_hand:
            return judged, f"{message}; nearest: {printed}"
        words = " ".join(parts_of(one.exact))
        changes = [
            f'"{words[slice(*own)]}"' if own[0] < own[1] else f"without “{near.words[slice(*its)]}”"
            for own, its in differ(words, near.words)
        ]
        message = f"altered: {few(changes) or 'another order'}; {printed}"
        return judged | {"status": "altered"}, message

    def _cut(self, one: DraftQuotation, occurrences: Sequence[Occurrence]) -> str:
        """Return a message if words left out turn each occurrence round; else ""."""
        message = ""
        for occurrence in occurrences[:_MOST_OCCURRENCES]:
            text = self._texts[occurrence.source]
            number = occurrence.words.paragraph
            if any(span.paragraph != number for span in occurrence.spans):
                return ""
            spans = [(span.start, span.end) for span in occurrence.spans]
            cut = find_cut(text[number], spans, text.language)
            if cut is None or cut.is_said_in(one.own):
                return ""
            message = message or cut.message
        return message

    def _is_whole(self, occurrence: Occurrence) -> bool:
        """Return whether no part of a passage with an ellipsis is of somewhere else."""
        event, _, source = occurrence.source.partition("#")
        return self._credits(event).is_one_passage(source, occurrence.spans)

    def _stitched(self, occurrence: Occurrence) -> tuple[dict[str, str], str]:
        event, _, source = occurrence.source.partition("#")
        credits, parts = self._credits(event), list[str]()
        for span in occurrence.spans:
            names = sorted(filter(None, map(credits.names.get, credits.sayers(source, [span]))))
            parts.append(f"¶{span.paragraph}" + (f" by {few(map(clip, names))}" if names else ""))
        where = f"{self._records.shown(occurrence.source)} {few(dict.fromkeys(parts), 4)}"
        judged = {"status": "altered", **_text(occurrence.source)}
        return judged, f"altered: its parts do not stand together: {where}"

    def _judge_speaker(
        self, one: DraftQuotation, occurrences: Sequence[Occurrence]
    ) -> tuple[dict[str, str], str]:
        """Judge words that stand somewhere, by who is credited and who said them."""
        status = "verbatim" if any(of.is_verbatim for of in occurrences) else "normalized"
        judged = {"status": status, **_text(occurrences[0].source)}
        if len(occurrences) > _MOST_OCCURRENCES:
            return judged, ""
        events = [of.source.partition("#")[0] for of in occurrences]
        named = {event: self._credits(event).credited(one.own, one.around) for event in events}
        credited, sayers = named[events[0]] if all(named.values()) else "", set[str]()
        for occurrence in occurrences if any(named.values()) or len(occurrences) == 1 else ():
            event, _, source = occurrence.source.partition("#")
            here = self._credits(event).sayers(source, occurrence.spans)
            if named[event] and named[event] in here:
                own = {"credited": named[event], "speaker": named[event]}
                return judged | own | _text(occurrence.source), ""
            sayers |= here
        speaker = sayers.pop() if len(sayers) == 1 else ""
        judged |= {"credited": credited, "speaker": speaker}
        if not (speaker and credited):
            return judged, ""
        names = self._credits(events[0]).names
        said, not_said = clip(names[speaker]), clip(names[credited])
        where = f"{self._records.shown(occurrences[0].source)} ¶{occurrences[0].spans[0].paragraph}"
        message = f'these words are by "{said}", not by "{not_said}": {where}'
        return judged | {"status": "other-speaker"}, message


def _text(ref: str) -> dict[str, str]:
    event, _, source = ref.partition("#")
    return {"event": event, "source": source}


def drafts_remark(checked: Iterable[CheckedQuotation]) -> str:
    """Return `12 quotations: 9 verbatim, 1 altered, 1 credited to another`."""
    counts = Counter(one.data["status"] for one in checked)
    words = {"other-speaker": "credited to another"}
    listed = ", ".join(f"{counts[of]:,} {words.get(of, of)}" for of in _STATUSES if counts[of])
    return f"{plural(counts.total(), 'quotation')}{': ' if listed else ''}{listed}"
