"""The reader's view: the state that keys change, and the content of each pane for it.

All of it is pure: no terminal, no file, and nothing that can be derived is state.
"""
