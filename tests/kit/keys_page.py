"""The tables of docs/keys.md, as `tiptui.ui.actions.keys` declares them.

`python -m tests.kit.keys_page` writes them into the page; a house test compares.
"""

from tests.kit.checkout import CHECKOUT
from tiptui.ui.actions.keys import GROUPS
from tiptui.ui.panes.cursor_pane import write_keys

PAGE = CHECKOUT / "docs" / "keys.md"
DECLARED = "<!-- as declared: python -m tests.kit.keys_page -->\n"


def keys_page() -> str:
    lines = []
    for title, commands in GROUPS:
        lines += ["", f"## {title}", "", "| keys | what they do | id | in config.toml |"]
        lines += ["| --- | --- | --- | --- |"]
        for each in commands:
            shown = " ".join(f"`{write_keys(key)}`" for key in each.keys.split(","))
            # A bar would end the cell, in code too.
            shown = shown.replace("|", r"\|")
            lines.append(f"| {shown} | {each.tooltip} | `{each.id}` | `{each.keys}` |")
    text = PAGE.read_text(encoding="utf-8").partition(DECLARED)[0]
    return text + DECLARED + "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
