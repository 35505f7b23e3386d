"""Values of YAML: text on one line, with nothing hidden in it."""

import json
import re

from tiptui.text.visible import visible

# Text that no YAML takes for anything but text, in forms that people write without quotes.
_PLAIN = re.compile("(?!(?:null|true|false|yes|no|on|off|y|n)$)[a-z][a-z0-9-]*|[0-9]{4}-[0-9-]+")


def scalar(value: str) -> str:
    """Return a text as YAML, on one line, with nothing hidden in it."""
    text = visible(value)
    return text if _PLAIN.fullmatch(text) else quote(text)


def quote(value: str) -> str:
    """Return a text as YAML in quotation marks."""
    # What JSON escapes in clean text, YAML escapes alike.
    return json.dumps(visible(value), ensure_ascii=False)
