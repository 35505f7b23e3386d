"""What is always said of what was opened: its file, its quotations, and what is wrong."""

from typing import NamedTuple

from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.record.problem import tally
from tiptui.text.visible import plural

_LISTED = "! lists"


class Status(NamedTuple):
    """Words, and whether something is wrong."""

    words: str
    is_wrong: bool = False


def status_of(live: Live, collection: Collection) -> Status:
    """Return the status of the files and of what is shown of them."""
    if live.status:
        return Status(live.status, is_wrong=not live.left)
    quotations = quotations_of(live, collection)
    problems = [each for opened in live.newest.values() for each in opened.problems]
    warnings = tally(problems)
    facts = [live.name, quotations.words, f"{warnings} · {_LISTED}" if warnings else ""]
    if quotations.is_wrong:
        facts = [live.name, quotations.words, _LISTED]
    return Status(" · ".join(filter(None, facts)), quotations.is_wrong)


def quotations_of(live: Live, collection: Collection) -> Status:
    """Return how the quotations of what is shown stand in their sources."""
    counts = collection.quote_counts
    if counts is None:
        return Status("checking the quotes …" if collection.has_texts else "")
    total = plural(counts.total(), "quote")
    missing, elsewhere = counts["missing"], counts["elsewhere"]
    if missing or elsewhere:
        wrong = [f"{plural(missing, 'quote')} not found"] if missing else []
        wrong += [f"{plural(elsewhere, 'quote')} in another paragraph"] if elsewhere else []
        return Status(" · ".join(wrong), is_wrong=True)
    if not counts.total():
        return Status("no quotes")
    if not collection.has_texts:
        return Status(f"{total}, text not at hand")
    named = [f"{counts[kind]:,} {kind}" for kind in ("normalized", "unchecked") if counts[kind]]
    if not named:
        return Status(f"{total} verbatim{_texts(live, collection)}")
    listed = ", ".join((f"{counts['verbatim']:,} verbatim", *named))
    return Status(f"{total}: {listed}{_texts(live, collection)}")


def _texts(live: Live, collection: Collection) -> str:
    """Return which texts were read."""
    files = [
        base_name(file)
        for dialogue in collection.dialogues
        for source in dialogue.texts
        if (file := live.opened(dialogue).text_file(source))
    ]
    if len(files) > 1:
        return f" in {plural(len(files), 'text')}"
    return f" in {files[0]}" if files else ""
