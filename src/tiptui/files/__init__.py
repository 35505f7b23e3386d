"""What touches the system: input, output, saving, watching, the cache, the editor, a browser.

Files are opened so that nothing hangs, bounded, and written whole or not at all. What stands in
them is not known here.
"""
