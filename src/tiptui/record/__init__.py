"""The format: its one declaration, what reads and checks it, and who belongs to what in a record.

Only `reader` knows YAML. Nothing here knows the text of a source, a search or a screen.
"""
