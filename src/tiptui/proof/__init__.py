"""The text of a source: its paragraphs, where words stand in it, and what is cited of it.

A text never stands in a record. Nothing here knows how it is searched by keystroke or drawn.
"""
