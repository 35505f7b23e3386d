"""The browser: the only part of tiptui that knows Textual.

The screen holds the state; panes draw its values and post what the reader did.
"""
