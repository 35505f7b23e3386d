"""The format: its one declaration, what reads, checks and packs it, and who belongs to what.

Only `reader` knows YAML. Nothing here knows the text of a source, a search or a screen.
"""
