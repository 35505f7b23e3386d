"""The files of the project that tests read."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
FOLDER = "examples/provincial"
FILES = sorted((CHECKOUT / FOLDER).glob("*.yaml"))


def document(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", document("docs/format.md"), re.MULTILINE | re.DOTALL)
"""The records in docs/format.md."""
