"""The text of a source: its paragraphs, where words stand in it, the cited words, who is credited.

A text never stands in a record. Nothing here knows how it is searched by keystroke or drawn.
"""
