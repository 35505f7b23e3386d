"""The terminal itself: what is written to it, its widths, its signals, lending it."""
