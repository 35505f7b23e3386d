"""What the style sheet says of letters."""

from textual.style import Style
from textual.widget import Widget


def style_of(widget: Widget, name: str) -> Style:
    """Return the style of a component class, with `reverse`, which Textual leaves out."""
    style = widget.get_visual_style(name, partial=True)
    is_reverse = widget.get_component_styles(name).text_style.reverse
    return style + Style(reverse=True) if is_reverse else style
