"""Eight questions in plain words → a person's file with comments."""
