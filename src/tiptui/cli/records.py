"""Records that verbs print from: opened, searched, with remarks on what can't be read or found."""

from argparse import Namespace
from collections.abc import Sequence

from tiptui.cli.progress import progress_line
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.files.bookmarks import read_bookmarks
from tiptui.files.input import STDIN
from tiptui.files.output import ExitStatus, as_a_filter, say
from tiptui.files.own import default_record
from tiptui.search.index import Index, no_match
from tiptui.search.matches import Hits
from tiptui.search.query import Query, for_shell, parse, read_parts, with_words
from tiptui.search.rows import FOUND, RowKind
from tiptui.text.visible import plural
from tiptui.view.offers import offers


def open_records(options: Namespace) -> tuple[Live, Collection]:
    if getattr(options, "output", STDIN) == STDIN:  # else a file that is begun must be removed
        as_a_filter()
    live = Live(options.paths, options.given, cached=options.cache, at_once=True)
    with progress_line("reading records") as tell:
        collection = live.read_all(tell)
    for remark in live.now.remarks:
        say(f"tiptui: {remark}")
    if collection.unread:
        say(f"tiptui: {collection.unread}")
    return live, collection


def read_query(text: str) -> Query:
    query = parse(text)
    for remark in query.unread:
        say(f"tiptui: {remark}")
    return query


def open_index(collection: Collection, *queries: Query | None) -> Index:
    bookmarks, wrong = read_bookmarks()
    if wrong:
        say(f"tiptui: {wrong}")
    index = Index(collection).with_bookmarks(bookmarks)

    for query in queries:
        if not query:
            continue
        for remark in index.facets.wider(query):
            say(f"tiptui: {remark}")
    return index


def say_unread(live: Live) -> None:
    """Say which texts of the records can't be read."""
    for opened in live.now.opened.values():
        if not opened.dialogue:
            continue
        for remark in opened.unread:
            say(f"tiptui: {remark}")


def say_wrong(quotes: int, status: ExitStatus = ExitStatus.DONE) -> ExitStatus:
    remark = f"tiptui: {plural(quotes, 'quote')} not found in place" if quotes else ""
    return say(remark, status)


def say_no_match(index: Index, options: Namespace, kinds: Sequence[RowKind] = FOUND) -> ExitStatus:
    """Say that nothing of some kinds matches, and the query or the option that may be meant."""
    text = options.text
    if not text:
        return ExitStatus.PROBLEMS
    hits = index.hits(parse(text))
    near = for_shell(_near_query(index, text, hits, kinds))
    hiding = hits.hiding[FOUND.index("speakers")]
    return say(no_match(text, near, hiding, where_searched(options.paths)), ExitStatus.PROBLEMS)


def _near_query(index: Index, text: str, hits: Hits, kinds: Sequence[RowKind]) -> str:
    """Return the first query near a text, or offered for it, that matches rows of some kinds."""
    queries: list[str] = []
    if hits.near:
        queries.append(with_words(text, hits.near))
    else:
        for part in read_parts(text):
            queries += [offer.query for offer in offers(index, text, part.end)]

    for query in queries:
        matches = index.hits(parse(query)).of
        if any(matches[kind] for kind in kinds):
            return query
    return ""


def where_searched(paths: Sequence[str]) -> str:
    if paths == [default_record()]:
        return " in the Lahore dialogue (--in PATH searches others)"
    names = ["standard input" if path == STDIN else path for path in paths]
    return f" in {', '.join(names)}"
