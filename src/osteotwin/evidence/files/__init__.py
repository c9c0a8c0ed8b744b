"""Trial files: what they hold, how they are read, described and published as a schema."""
