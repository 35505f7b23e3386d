"""Queries by name: `@name` in a query stands for the text of another."""

import re
from collections.abc import Mapping

from tiptui.search.query import LONGEST, TOO_LONG
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip

# What stands in quotation marks is text.
_NAMED = re.compile(r'"[^"]*"?|(?<!\S)@(\S+)')


class NoSuchQuery(Exception):
    """No query has the name, or what it stands for is too long; says so in one line."""


def without_names(text: str, queries: Mapping[str, str]) -> str:
    """Return a query with the text of each query that it names. Raise NoSuchQuery."""

    def written_out(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        if name not in queries:
            near = nearest(name, queries)
            meant = f"; did you mean @{near}?" if near else ""
            raise NoSuchQuery(f"no query is called @{clip(name)}{meant}")
        return queries[name]

    whole = _NAMED.sub(written_out, text)
    if whole != text and len(whole) > LONGEST:
        raise NoSuchQuery(TOO_LONG)
    return whole
