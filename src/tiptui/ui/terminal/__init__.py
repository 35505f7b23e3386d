"""Changes to Textual's use of the terminal: widths, keys, signals."""
