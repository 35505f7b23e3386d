"""Text as Markdown in which every character stands for itself: CommonMark, with footnotes.

GitHub reads the same; pandoc does as `-f commonmark+footnotes`.
"""

import re

from tiptui.text.visible import visible

# What is taken for more than text in a line: emphasis but within a word, code, the end of a link or
# of a footnote's name, a tag, an entity; struck out, or a formula, on GitHub. The last of a text
# may be before a mark of ours.
_SPECIAL = re.compile(
    r"""\\(?=[!-/:-@[-`{-~]|\s*\Z) | [`*] | (?<![^\W_])_ | _(?![^\W_])
    | \[(?=\^) | (?<=\^)\[ | \](?=[(\[:]|\s*\Z) | !(?=\s*\Z)
    | <(?=\S) | &(?=\#?[A-Za-z0-9]+(?:;|\Z)) | ~(?=~) | (?<=\S)[~$]""",
    re.VERBOSE,
)

# What is taken for a quotation, a list or a heading where a block begins, or for its end.
_BLOCK = re.compile(
    r"\A(>|[-+](?=[\s-]|\Z)|\d{1,9}(?=[.)](?:\s|\Z))|\#{1,6}(?=\s|\Z)|\[(?=[ xX]\]))"
)
_END = re.compile(r"(?<=\s)\#(?=\#*\Z)")


def escape_markdown(text: str) -> str:
    """Return a text for the middle of a line."""
    return _SPECIAL.sub(r"\\\g<0>", visible(text))


def block(line: str) -> str:
    """Return a line of Markdown so that how it begins and ends is not taken for more than text."""

    def escape(match: re.Match[str]) -> str:
        # A number can't be escaped, but what follows it.
        return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"

    return _END.sub(r"\\#", _BLOCK.sub(escape, line.strip()))


def line(text: str, before: str = "", mark: str = "") -> str:
    """Return a text as a line of its own, after what makes it an item, before a footnote's mark."""
    said = block(escape_markdown(text))
    # Without a mark, its last bracket can't end a link.
    return before + (f"{said}{mark}" if mark else re.sub(r"\\(?=]\Z)", "", said))


def autolink(url: str) -> str:
    """Return a web address in angle brackets, in which only these can't stand as they are."""
    return f"<{visible(url.replace('<', '%3C').replace('>', '%3E'))}>"
