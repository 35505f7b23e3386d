"""Text as Markdown in which every character stands for itself: CommonMark, with footnotes."""

import re

from tiptui.text.visible import visible

# Signs in a line that are more than text: of emphasis (but within a word), of code, the end of a
# link or of a footnote's name, of a tag, an entity; on GitHub of words struck out or a formula. The
# last sign of a text may be before a mark of ours.
_SPECIAL = re.compile(
    r"""\\(?=[!-/:-@[-`{-~]|\s*\Z) | [`*] | (?<![^\W_])_ | _(?![^\W_])
    | \[(?=\^) | (?<=\^)\[ | \](?=[(\[:]|\s*\Z) | !(?=\s*\Z)
    | <(?=\S) | &(?=\#?[A-Za-z0-9]+(?:;|\Z)) | ~(?=~) | (?<=\S)[~$]""",
    re.VERBOSE,
)

# Signs of a quotation, a list or a heading at the beginning of a block, or of a heading's end.
_BLOCK = re.compile(r"\A(>|[-+](?=[\s-]|\Z)|\#{1,6}(?=\s|\Z)|\[(?=[ xX]\]))")
_NUMBER = re.compile(r"\A\d{1,9}(?=[.)](?:\s|\Z))")  # can't be escaped, but what follows it
_END = re.compile(r"(?<=\s)\#(?=\#*\Z)")


def escape_markdown(text: str) -> str:
    """Return a text escaped for the middle of a line."""
    return _SPECIAL.sub(r"\\\g<0>", visible(text))


def block(line: str) -> str:
    """Return a line of Markdown with its beginning and end escaped, so that it is only text."""
    escaped = _BLOCK.sub(r"\\\g<0>", _NUMBER.sub(r"\g<0>\\", line.strip()))
    return _END.sub(r"\\#", escaped)


def line(text: str, before: str = "", mark: str = "") -> str:
    """Return a text as a line, after the sign of a list or a heading, before a footnote's mark."""
    escaped = block(escape_markdown(text))
    # Without a mark, its last bracket can't end a link.
    return before + (f"{escaped}{mark}" if mark else re.sub(r"\\(?=]\Z)", "", escaped))


def autolink(url: str) -> str:
    """Return a web address in angle brackets, in which only these can't stand as they are."""
    return f"<{visible(url.replace('<', '%3C').replace('>', '%3E'))}>"
