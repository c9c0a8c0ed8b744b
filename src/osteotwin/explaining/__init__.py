"""What a result means: contributions, verdict, flags, and the answer that holds them."""
