"""What each measurement sees of the body, with its error."""
