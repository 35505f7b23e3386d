"""A folder of pages: one for each dialogue, and an index that searches all, without a server."""

import json
from collections import Counter
from collections.abc import Iterator

from tiptui.files.own import in_two
from tiptui.record.follow_up import outcomes
from tiptui.report.elements import Html, element, entries, facts, lines, name
from tiptui.report.export import Excerpt, Selection
from tiptui.report.page import heading, made, outcome, page_of
from tiptui.report.page_claims import Anchors, anchor
from tiptui.report.page_frame import Filters, Section, document
from tiptui.report.phrases import dates, makers
from tiptui.text.visible import plural, visible

_INDEX = "index.html"


def pages(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, and the page that stands in it."""
    excerpts, filters = selection.excerpts, Filters(selection)
    yield _INDEX, "".join(_index(selection, filters))
    files = {each.dialogue.id: _file(each) for each in excerpts}
    elsewhere = files | {claim.key: _file(each) for each in excerpts for claim in each.claims}
    home = element("a", f"All of {plural(len(excerpts), 'dialogue')}", href=_INDEX)

    def make(excerpt: Excerpt) -> str:
        own = selection._replace(excerpts=[excerpt])
        return "".join(page_of(own, Anchors(own, filters.of_one(excerpt), elsewhere), home))

    yield from zip(files.values(), in_two(make, excerpts), strict=True)


def _file(excerpt: Excerpt) -> str:
    # No id has such a line.
    return f"{excerpt.dialogue.id}.html".replace(_INDEX, f"_{_INDEX}")


def _index(selection: Selection, filters: Filters) -> Iterator[str]:
    """Yield the index: dialogues as links, and all claims as data for its script.

    For each dialogue that is where its claims stand, and kind, id, text, makers and values of each.
    """
    data = [
        (
            f"{_file(excerpt)}#{excerpt.dialogue.prefix}",
            [
                (
                    *(claim.kind, anchor(claim.id), visible(claim.name), visible(makers(claim))),
                    filters.of[claim.key],
                )
                for claim in excerpt.claims
            ],
        )
        for excerpt in selection.excerpts
    ]
    claims = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # No text of it can end the element that it stands in.
    claims = Html(claims.replace("<", "\\u003c"))
    script = element("script", claims, type="application/json", id="_claims")
    title, header = heading(selection)
    yield from document(title, header, filters, _sections(selection, filters), f"{script}\n")


def _sections(selection: Selection, filters: Filters) -> Iterator[Section]:
    excerpts = selection.excerpts
    kinds = Counter(claim.kind for excerpt in excerpts for claim in excerpt.claims)
    yield outcome(filters)
    for kind in ("recommendation", "statement", "point"):
        listed = element("ul", class_="list", data_list=kind)
        more = element("button", class_="more", type="button", hidden=True)
        without = element("p", "They stand in the pages of the dialogues.", class_="unscripted")
        yield Section(f"_{kind}s", {kind: kinds[kind]}, [listed, more, without])
    dialogues = entries(map(_dialogue, excerpts))
    yield Section("_dialogues", {"dialogue": len(excerpts)}, [dialogues])
    yield made(selection)


def _dialogue(excerpt: Excerpt) -> Html:
    record, event = excerpt.dialogue.record, excerpt.dialogue.record.event
    kinds = Counter(claim.kind for claim in excerpt.claims)
    counts = [plural(count, kind) for kind, count in kinds.items()]
    people = plural(len(excerpt.people), "speaker") if excerpt.people else ""
    became = outcomes(record.recommendations)
    about = facts(dates(event), name(event.place), people, *counts, became)
    link = element("a", event.name, href=_file(excerpt), dir="auto")
    return element("li", lines(link, about), class_="item dialogue")
