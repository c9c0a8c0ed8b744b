"""The command line: thin commands over the top-level package; no science."""
