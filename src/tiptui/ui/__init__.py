"""The browser: the only part of tiptui that knows Textual.

The screen holds the state; panes draw what they are given and say what the reader did.
"""
