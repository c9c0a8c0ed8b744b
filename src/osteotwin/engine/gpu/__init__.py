"""The same generated kernel on a graphics processor: one person per thread."""
