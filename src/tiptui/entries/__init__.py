"""The content to tell of each thing, once: renderers read neither things nor records."""
