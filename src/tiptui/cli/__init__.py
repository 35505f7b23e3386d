"""Arguments, verbs and the exit status. The browser is imported only to be shown."""
