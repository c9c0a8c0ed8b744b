"""Food in words: what is eaten, how much of it and how often."""
