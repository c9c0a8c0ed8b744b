"""What a trial file says only in words, read by general rules."""
