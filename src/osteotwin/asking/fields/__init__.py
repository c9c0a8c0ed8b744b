"""A question as fields to fill in, for who is not understood in his own words → an answer in plain words."""
