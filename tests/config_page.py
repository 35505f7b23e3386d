"""What docs/config.md says of themes, ids and names of keys, as they are declared.

`python -m tests.config_page` writes it into the page; a test of the config compares.
"""

from textual.theme import BUILTIN_THEMES

from tests.checkout import CHECKOUT
from tests.keys_table import code
from tiptui.files.config import KNOWN
from tiptui.ui.actions.keys import GROUPS, written

PAGE = CHECKOUT / "docs" / "config.md"
DECLARED = "<!-- as declared: python -m tests.config_page -->\n"


def config_page() -> str:
    """Return the page with all that is declared elsewhere as it is now."""
    text = PAGE.read_text(encoding="utf-8").partition(DECLARED)[0]
    return text + DECLARED + "\n".join(_declared())


def _declared() -> list[str]:
    lines = ["", f"The file may set {', '.join(f'`{each}`' for each in KNOWN)}, and nothing else."]
    lines += ["", "## Themes", "", ", ".join(f"`{name}`" for name in sorted(BUILTIN_THEMES)), ""]
    for title, commands in GROUPS:
        lines += [f"## Keys: {title[0].lower()}{title[1:]}", ""]
        lines += ["| id | keys | in the file | what they do |", "| --- | --- | --- | --- |"]
        for each in commands:
            shown = code(" ".join(map(written, each.keys.split(","))))
            lines.append(f"| `{each.id}` | {shown} | `{each.keys}` | {each.tooltip} |")
        lines.append("")
    return lines


if __name__ == "__main__":
    PAGE.write_text(config_page(), encoding="utf-8")
