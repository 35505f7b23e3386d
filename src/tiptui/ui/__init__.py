"""The browser: the only part of tiptui that knows Textual."""
