"""Access to the system: input, output, saving, watching, the cache, the editor, a web browser.

Files are opened so that nothing hangs, read up to a bound, and written whole or not at all. Nothing
here knows the format of a record.
"""
