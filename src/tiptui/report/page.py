"""Pages for any browser: one, or an index and one for each dialogue (docs/export.md).

The texts of sources stay at home: of these a page has only the quoted words.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from urllib.parse import quote

from tiptui.collection.dialogue import Thing
from tiptui.collection.facts import Facts, join_words
from tiptui.collection.naming import NO_THEME, NOBODY, Name
from tiptui.files.output import NoOutput
from tiptui.files.own import current_day
from tiptui.files.programs import address
from tiptui.record.follow_up import NO_RESPONSE
from tiptui.report import page_parts as parts
from tiptui.report.export import Excerpt, Selection
from tiptui.report.figures import MOST
from tiptui.report.outline import heading, shared
from tiptui.report.page_parts import Anchors, Html, element, facts, join, lines, name
from tiptui.text.visible import long_date, plural, visible

_INDEX = "index.html"

_LARGE = 5_000_000  # code points from which on a page of many dialogues is better a folder


def write(selection: Selection) -> Iterator[str]:
    """Yield an HTML page, piece by piece. Raise NoOutput where a folder of pages is better."""
    size = 0
    for piece in _page(selection, {}):
        size += len(piece)
        if size > _LARGE and len(selection.excerpts) > 1:
            command = "tiptui export --to html -o FOLDER/"
            raise NoOutput(f"one page of this is over 5 MB: {command} makes one for each dialogue")
        yield piece


def folder(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield each page of a folder after the name of its file, the index first."""
    excerpts = selection.excerpts
    yield _INDEX, "".join(_index(selection))
    files = {excerpt.dialogue.id: _file(excerpt) for excerpt in excerpts}
    elsewhere = files | {claim.ref: _file(of) for of in excerpts for claim in of.claims}
    home = element("a", f"All of {plural(len(excerpts), 'dialogue')}", href=_INDEX)
    for file, excerpt in zip(files.values(), excerpts, strict=True):
        yield file, "".join(_page(selection._replace(excerpts=[excerpt]), elsewhere, home))


def _page(selection: Selection, elsewhere: Mapping[str, str], home: str = "") -> Iterator[str]:
    """Yield a page; `home` leads to the index that it is in, with the files of all `elsewhere`."""
    anchors = Anchors(selection, elsewhere)
    title, header = _heading(selection)
    counts = Counter(quote.located.status for quote in selection.quotations)
    signs = (
        (join(" ", parts.sign(status), f"{counts[status]:,} {status}"), meaning)
        for status, (_, meaning) in parts.SIGNS.items()
        if counts[status]
    )
    header = lines(parts.some("p", home), header, parts.pairs(signs, "legend"))
    yield from parts.document(title, header, anchors.filters, _sections(anchors, selection))


def _heading(selection: Selection) -> tuple[str, Html]:
    """Return the title of a page and its header."""
    title, date, setting = heading(selection)
    about = element("p", join(" · ", setting, date))
    if len(selection.excerpts) == 1:
        about = _setting(selection.excerpts[0].event.facts)
    found = ""
    if query := selection.query.strip():
        shown = element("code", query, dir="auto")
        found = element("p", "Not all of it: what the query ", shown, " finds.")
    return title, lines(element("h1", title, dir="auto"), about, found)


def _sums(filters: parts.Filters) -> Iterator[parts.Section]:
    """Yield the first values of fields with their numbers; each leads to its claims."""
    for of, field in ((each, each.one) for each in (Name.STATUS, Name.ADDRESSEE, Name.THEME)):
        counts, items = filters.counts[field], list[Html]()
        total = sum(count for value, count in counts.items() if value != parts.OVERDUE)
        for value, count in islice(counts.items(), MOST):
            words = value.replace("-", " ") if of is Name.STATUS else value
            link = element("a", words, href=f"#{field}={quote(value)}", dir="auto")
            known = {"aria_label": value, "data_field": field}
            meter = element("meter", max=str(total), value=str(count), **known)
            items.append(element("li", link, meter, element("b", f"{count:,}")))
        heading = of.title if {*counts} - {NO_RESPONSE, NOBODY, NO_THEME} else ""
        overdue = f"Overdue: as of {long_date(current_day())}." if parts.OVERDUE in counts else ""
        content = [parts.entries(items, "sum"), facts(overdue)]
        yield parts.section(f"_{field}", {}, content, heading)


def _provenance(selection: Selection) -> parts.Section:
    of = selection.provenance
    summary = element("summary", f"SHA-256 of {plural(len(of.sums), 'file')}")
    sums = parts.pairs(
        (f"{file.kind} {file.name}", element("code", file.in_words)) for file in of.sums
    )
    more = element("details", summary, sums) if sums else sums
    return parts.section("_made", {}, [parts.pairs(of.facts.items()), more], "About this page")


def _sections(anchors: Anchors, selection: Selection) -> Iterator[parts.Section]:
    excerpts = selection.excerpts
    kinds = Counter(claim.kind for claim in selection.claims)
    yield from _sums(anchors.filters)
    asked = filter(None, (_recommendation_group(anchors, excerpt) for excerpt in excerpts))
    yield parts.section("_recommendations", {"recommendation": kinds["recommendation"]}, asked)
    content = (_speaker_group(anchors, *row) for row in anchors.people.items())
    counts = {"speaker": len(anchors.people), "statement": kinds["statement"]}
    yield parts.section("_speakers", counts, content)
    content = (_dialogue_group(anchors, excerpt) for excerpt in excerpts)
    counts = {"dialogue": 0 if anchors.only else len(excerpts), "point": kinds["point"]}
    yield parts.section("_dialogues", counts, content, "The dialogue" if anchors.only else "")
    content = (_source_group(anchors, *source) for source in anchors.cited.items())
    yield parts.section("_sources", {"source": len(anchors.cited)}, content)
    yield _provenance(selection)


# A group is a thing with its claims, or with the paragraphs of a source.


def _group(kind: str, id: str, head: Iterable[str], *items: str) -> Html:
    """Return a thing with the items under it; the script searches its head for the thing itself."""
    first = element("div", lines(*head), class_="head")
    return element("section", lines(first, *items), id=id, class_=f"group {kind}")


def _claims(anchors: Anchors, claims: Iterable[Thing], said: Set[str] = frozenset()) -> Html:
    return parts.entries(parts.claim_item(anchors, claim, said) for claim in claims)


def _recommendation_group(anchors: Anchors, excerpt: Excerpt) -> Html:
    where = parts.some("h3", anchors.event_link(excerpt.event))
    asked = excerpt.of("recommendation")
    said, words = shared(asked)
    claims = _claims(anchors, asked, said)
    return element("section", where, facts(words), claims, class_="group") if claims else claims


def _speaker_group(anchors: Anchors, row: str, members: Sequence[Thing]) -> Html:
    made = chain.from_iterable(member.claims for member in members)
    claims = [claim for claim in made if claim.ref in anchors.refs]
    asked = (
        parts.claim_link(anchors, claim, True) for claim in claims if claim.kind == "recommendation"
    )
    statements = (claim for claim in claims if claim.kind == "statement")
    offices, proofs = dict[Html, None](), list[Html]()
    first, *others = dict.fromkeys(member.name for member in members)
    for member in members:
        own = member.facts
        # A state is often speaker and organization at once.
        bodies = {body.in_full for body in own.of("organization")} - {member.name}
        office = join(", ", name(own.words("role")), *map(name, bodies), own.words("kind"))
        offices[parts.some("p", office)] = None
        others += own.values("other_names")
        if proved := lines(parts.proof(anchors, member), parts.note(member.note)):
            proofs += (facts(anchors.event_link(member.event)), proved)
    also = join(", ", *map(name, dict.fromkeys(others)))
    also = element("p", "Also: ", also, class_="facts") if also else also
    head = [
        # In other dialogues the same person has other names.
        *(element("span", id=anchors.id(one.ref)) for one in members if one.ref != row),
        element("div", element("h3", first, dir="auto"), *offices, also, class_="who"),
        facts(*map(name, members[0].facts.further())),
        *proofs,
        parts.links(Name.RECOMMENDATION.title, asked),
    ]
    return _group("speaker", anchors.id(row), head, _claims(anchors, statements))


def _dialogue_group(anchors: Anchors, excerpt: Excerpt) -> Html:
    event, own = excerpt.event, excerpt.event.facts
    held = (join_words(of.in_full, of.detail) for of in own.of("organizers"))
    about = {
        "Series": name(own.words("series")),
        "Organizers": join("; ", *map(name, held)),
        "Attendance": own.words("attendance"),
        "Present": join(", ", *map(name, own.values("groups"))),
        "Topics": join(", ", *map(name, own.values("topics"))),
    }
    head = list[Html]()
    if not anchors.only:  # on a page of one it stands above
        head = [element("h3", event.name, dir="auto"), _setting(own)]
        speakers = (anchors.link(person.ref, person.name) for person in excerpt.people)
        about[Name.SPEAKER.title] = join(", ", *speakers)
        about[Name.STATUS.title] = own.words("outcomes")
    if anchors.whole:
        about[Name.ORGANIZATION.title] = _in_line(excerpt.dialogue.organizations)
        about[Name.THEME.title] = _in_line(excerpt.dialogue.themes)
    about |= {"Further": join("; ", *map(name, own.further()))}
    head += [parts.pairs(about.items()), parts.proof(anchors, event), parts.note(event.note)]
    points = _claims(anchors, excerpt.of("point"))
    heading = element("h3" if anchors.only else "h4", Name.POINT.title) if points else points
    return _group("dialogue", event.id, head, heading, points)


def _in_line(things: Iterable[Thing]) -> Html:
    """Return things in a line, each with its other names, its description and its note."""
    told = list[Html]()
    for of in things:
        own = of.facts
        more = *own.values("other_names"), own.words("description"), of.note
        told.append(name(join_words(of.full_name, *more)))
    return join("; ", *told)


def _setting(event: Facts) -> Html:
    classification, place = (name(event.words(key)) for key in ("classification", "place"))
    when = facts(classification, event.words("start_date"), place)
    return lines(when, parts.some("p", event.words("summary"), dir="auto", class_="text"))


def _source_group(anchors: Anchors, ref: str, cited: parts.Cited) -> Html:
    source = anchors.sources.get(ref)
    outline = source.outline if source else ()
    # Under a query only the paragraphs that it finds have lines.
    shown = range(1, len(outline) + 1) if anchors.whole else ()
    paragraphs = []
    for number in sorted({*shown, *cited}):
        line = join(" ", element("b", f"¶{number}"), *map(name, outline[number - 1 : number]))
        rests = (element("li", parts.claim_link(anchors, thing)) for thing in cited.get(number, ()))
        here = f"{anchors.id(ref)}:{number}"
        item = element("li", line, parts.entries(rests), id=here, class_="item paragraph")
        paragraphs.append(item)
    where = anchors.event_link(anchors.collection[ref.partition("#")[0]])
    head = [element("h3", "No source is named"), facts(where)]
    if source:
        own, url = source.facts, source.facts.words("url")
        words = map(name, own.phrases("url", "language", "file").values())
        url = facts(element("a", url, href=url) if address(url, "") else url)
        about = facts(where, *words), url, parts.note(source.note)
        head = [element("h3", source.name, dir="auto"), *about]
    return _group("source", anchors.id(ref), head, parts.entries(paragraphs))


# The index of a folder.


def _file(excerpt: Excerpt) -> str:
    # No id has such a line.
    return f"{excerpt.dialogue.id}.html".replace(_INDEX, f"_{_INDEX}")


def _index(selection: Selection) -> Iterator[str]:
    """Yield the index: dialogues as links, and all claims as data for its script."""
    filters, data = parts.Filters(selection), []
    for excerpt in selection.excerpts:
        own = []
        for claim in excerpt.claims:
            id, makers = quote(claim.id, safe="#:/"), visible(claim.facts.words("by"))
            own.append((claim.kind, id, visible(claim.name), makers, filters.of[claim.ref]))
        before = selection.collection.shown(f"{excerpt.event.ref}#")
        data.append((f"{_file(excerpt)}#{before}", own))
    claims = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # No text of it can end the element that it stands in.
    claims = Html(claims.replace("<", "\\u003c"))
    script = element("script", claims, type="application/json", id="_claims")
    title, header = _heading(selection)
    sections = _index_sections(selection, filters)
    yield from parts.document(title, header, filters, sections, f"{script}\n")


def _index_sections(selection: Selection, filters: parts.Filters) -> Iterator[parts.Section]:
    excerpts = selection.excerpts
    kinds = Counter(claim.kind for claim in selection.claims)
    yield from _sums(filters)
    for kind in ("recommendation", "statement", "point"):
        listed = element("ul", class_="list", data_list=kind)
        more = element("button", class_="more", type="button", hidden=True)
        without = element("p", "They stand in the pages of the dialogues.", class_="unscripted")
        yield parts.section(f"_{kind}s", {kind: kinds[kind]}, [listed, more, without])
    dialogues = parts.entries(map(_dialogue, excerpts))
    yield parts.section("_dialogues", {"dialogue": len(excerpts)}, [dialogues])
    yield _provenance(selection)


def _dialogue(excerpt: Excerpt) -> Html:
    event, own = excerpt.event, excerpt.event.facts
    kinds = Counter(claim.kind for claim in excerpt.claims)
    counts = [plural(count, kind) for kind, count in kinds.items()]
    people = plural(len(excerpt.people), "speaker") if excerpt.people else ""
    place = name(own.words("place"))
    about = facts(own.words("start_date"), place, people, *counts, own.words("outcomes"))
    link = element("a", event.name, href=_file(excerpt), dir="auto")
    return element("li", lines(link, about), class_="item dialogue")
