"""Virtual people given what was measured: which of those who could be a person agree with every dated value."""
