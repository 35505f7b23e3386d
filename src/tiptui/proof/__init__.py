"""The text of a source: its paragraphs, its turns, where words stand in it, the cited words.

A text never stands in a record. Nothing here knows how it is searched by keystroke or drawn.
"""
