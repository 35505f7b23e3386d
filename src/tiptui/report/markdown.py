"""Text as Markdown in which every character stands for itself: CommonMark, pandoc, GitHub."""

import re

from tiptui.text.visible import visible

# What is taken for more than text in a line, or changed: pandoc sets straight quotation marks,
# dashes and three dots as a printer would, and puts no-break spaces after what is abbreviated;
# GitHub links bare addresses, and draws what stands between colons.
_SPECIAL = re.compile(
    r"""[\\`*_\[\]<>&~|$^=@"'{}\#] | -(?=-) | \.(?=\.) | (?<=www)\. | :(?=//|[A-Za-z+-][\w+-]*:)
    | \.(?=\s) (?<=[^\W\d_]\.) (?<![^\W\d_]{5}\.)""",
    re.VERBOSE,
)

# What is taken for a list, a heading or a definition where a block begins.
_BLOCK = re.compile(r"\A(\(?[^\W_]*(?=[.)]))?([-+:.)%])")


def escape_markdown(text: str) -> str:
    """Return a text for the middle of a line."""
    return _SPECIAL.sub(r"\\\g<0>", visible(text))


def block(line: str) -> str:
    """Return a line of Markdown so that how it begins and ends is not taken for more than text."""
    return _BLOCK.sub(r"\1\\\2", line.strip())


def autolink(url: str) -> str:
    """Return a web address in angle brackets, in which only these can't stand as they are."""
    return f"<{visible(url.replace('<', '%3C').replace('>', '%3E'))}>"
