"""What the reader looks at: the state that keys change, and what each pane must draw of it.

All of it is pure: no terminal, no file, and nothing that can be derived is state.
"""
