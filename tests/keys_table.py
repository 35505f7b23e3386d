"""The README's tables of keys, as `tiptui.ui.actions.keys` declares them.

`python -m tests.keys_table` prints them, to be pasted into README.md; a house test compares.
"""

from tiptui.ui.actions.keys import GROUPS, rows_of


def keys_table() -> str:
    """Return the tables as Markdown, one for each group of keys."""
    return "\n".join(_group(title, rows_of(commands)) for title, commands in GROUPS)


def _group(title: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"### {title}", "", "| keys | what they do |", "| --- | --- |"]
    lines += [f"| {code(keys)} | {words} |" for keys, words in rows]
    return "\n".join([*lines, ""])


def code(keys: str) -> str:
    """Return keys, with spaces between them, as code in a table."""
    # A bar would end the cell, in code too.
    return " ".join(f"`{key}`" for key in keys.replace("|", r"\|").split())


if __name__ == "__main__":
    print(keys_table(), end="")
