"""The verbs that print what is in records: `show`, `find`, `count` and `export`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.files.input import STDIN, is_same_file
from tiptui.files.output import ExitStatus, as_a_filter, carries_unicode, say, write
from tiptui.files.own import default_record
from tiptui.report import json_data, record_text
from tiptui.report.counting import count_csv, count_data, count_remark, count_table
from tiptui.report.export import Selection, select
from tiptui.report.findings import finding_lines, findings_data
from tiptui.search.facets import largest_first
from tiptui.search.find import findings, no_match
from tiptui.search.index import Index
from tiptui.search.query import Query, parse, with_words
from tiptui.search.rows import CLAIMS, LISTS, Kind
from tiptui.text.visible import clip, plural

_MOST_NAMED = 200
"""Code points of what was searched, in a remark."""


def show(
    paths: Sequence[str],
    given: Mapping[str, str],
    as_json: bool = False,
    evidence: bool = False,
    cached: bool = True,
) -> int:
    """Print a record; of a collection a line for each, or all of them as JSON."""
    live, collection = _open(paths, given, cached)
    dialogues = collection.dialogues
    wrong = sum(proof.is_wrong for dialogue in dialogues for proof in _proofs(dialogue).values())
    if as_json:
        trees = [_tree(dialogue, evidence) for dialogue in dialogues]
        write(_json(trees[0] if collection.alone else trees))
    elif not collection.alone:
        write("".join(record_text.dialogue_line(dialogue.record) + "\n" for dialogue in dialogues))
    else:
        # What is wrong is said in any case.
        statuses = {
            each: proof.in_words
            for each, proof in _proofs(dialogues[0], evidence).items()
            if evidence or proof.is_wrong
        }
        write(record_text.as_text(dialogues[0].things, statuses, date.today().isoformat()))
    _say_unread(live)
    # Of a collection in which nothing can be read there is nothing to print.
    status = ExitStatus.DONE if dialogues else ExitStatus.PROBLEMS
    return _say_wrong(wrong, status)


def _proofs(dialogue: Dialogue, unchecked: bool = False) -> dict[Any, Any]:
    """Return how each quotation was found; those of no text at hand only where they are wanted."""
    if not dialogue.texts and not unchecked:
        return {}
    return {each.evidence: each.located for each in dialogue.passages.quotations}


def _tree(dialogue: Dialogue, evidence: bool) -> Any:
    proofs = _proofs(dialogue, unchecked=True) if evidence else {}
    statuses = {each: proof.status.value for each, proof in proofs.items()}
    return json_data.tree(dialogue.record, statuses)


def find(
    paths: Sequence[str], given: Mapping[str, str], text: str, as_json: bool, cached: bool
) -> int:
    """Print what matches a query."""
    live, collection = _open(paths, given, cached)
    query = _parse(text)
    index = Index(collection)
    found = findings(index, query)
    numbers, alike = index.rows["recommendations"].numbers, {}
    if whole := index.facets.alike(query):
        alike = {numbers[each.name]: whole[numbers[each.name]] for each in found}
    if as_json:
        write(_json(list(findings_data(live.newest, collection, found))))
        _say_unread(live)
    else:
        write("".join(line + "\n" for line in finding_lines(index, found, alike)))
    if not found:
        return _say_no_match(index, text, paths)
    why = f": {index.same.count(alike)}" if any(alike.values()) else ""
    return say(f"tiptui: {len(found):,} found{_where(paths)}{why}")


def count(
    paths: Sequence[str],
    given: Mapping[str, str],
    fields: Sequence[str],
    text: str,
    form: Literal["table", "json", "csv"],
    cached: bool,
) -> int:
    """Print how many claims that match a query have which values of some fields."""
    _, collection = _open(paths, given, cached)
    index = Index(collection)
    rows = index.hits(_parse(text)).claims
    counts = largest_first(index.facets.count(fields, rows))
    if form == "json":
        write(_json(count_data(fields, counts)))
    elif form == "csv":
        write(count_csv(fields, counts))
    else:
        write(count_table(index.facets, fields, counts))
    if not any(rows.values()):
        return _say_no_match(index, text, paths, CLAIMS)
    return say(f"tiptui: {count_remark(index.facets, fields, rows)}{_where(paths)}")


def export(
    paths: Sequence[str],
    given: Mapping[str, str],
    text: str,
    write_as: Callable[[Selection], Iterator[str]],
    file: str | None,
    force: bool,
    cached: bool,
) -> int:
    """Write what matches a query in another format: whole or not at all."""
    live, collection = _open(paths, given, cached)
    if file and force and any(is_same_file(file, each) for each in live.files):
        return say(f"tiptui: --force would replace {file}, which is exported", ExitStatus.USAGE)
    _parse(text)
    index = Index(collection)
    selection = select(index, text)
    if not selection.excerpts:
        return _say_no_match(index, text, paths)
    written = "".join(write_as(selection))
    if file:
        # Not above: what only prints does without.
        from tiptui.files.saving import save

        save(file, written, force)
    else:
        write(written, "utf-8")
    return _say_wrong(selection.wrong_quotes)


def _say_wrong(quotes: int, status: ExitStatus = ExitStatus.DONE) -> ExitStatus:
    return say(f"tiptui: {plural(quotes, 'quote')} not found in place" if quotes else "", status)


def _parse(text: str) -> Query:
    """Return a query; what could not be read in it is said."""
    query = parse(text)
    for remark in query.unread:
        say(f"tiptui: {remark}")
    return query


def _say_no_match(
    index: Index,
    text: str,
    paths: Sequence[str],
    kinds: Sequence[Kind] = ("speakers", *CLAIMS),
) -> ExitStatus:
    """Say that nothing of some kinds matches, and what is meant, where that is among them."""
    hits = index.hits(parse(text))
    near = with_words(text, hits.near) if hits.near else ""
    meant = index.hits(parse(near))
    near = near if any(map(meant.of, kinds)) else ""
    hiding = hits.hiding[LISTS.index("speakers")]
    remark = no_match(text, near, hiding, _where(paths)) if text else ""
    return say(remark, ExitStatus.PROBLEMS)


def _where(paths: Sequence[str]) -> str:
    """Return what was searched, for the end of a remark."""
    if paths == [default_record()]:
        return " in the Lahore dialogue (--in PATH searches others)"
    names = ("standard input" if each == STDIN else each for each in paths)
    return f" in {clip(', '.join(names), _MOST_NAMED)}"


def _open(paths: Sequence[str], given: Mapping[str, str], cached: bool) -> tuple[Live, Collection]:
    """Return what paths lead to, to be printed. Raise BadRecord, NoInput and NoSuchSource.

    Records of a collection that can't be read are counted on standard error.
    """
    as_a_filter()
    live = Live(paths, given, cached=cached)
    collection = live.read_all(at_once=True)
    say(collection.unread and f"tiptui: {collection.unread}")
    return live, collection


def _say_unread(live: Live) -> None:
    """Say of each document that was to be read, and that can't be, why."""
    for opened in live.newest.values():
        for remark in opened.unread if opened.dialogue else ():
            say(f"tiptui: {remark}")


def _json(data: Any) -> str:
    return json_data.as_json(data, ascii_only=not carries_unicode())
