"""Reading in what people already have: every reader ends in entries that a person would have written by hand."""
