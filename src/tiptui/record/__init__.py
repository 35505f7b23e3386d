"""The format: its one declaration, its reader, rules and writer, and the ids of things.

Only `reader` knows YAML. Nothing here knows the text of a source, a search or a screen.
"""
