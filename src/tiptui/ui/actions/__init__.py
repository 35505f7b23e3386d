"""The actions of keys, as functions of a session: none knows Textual."""
