"""One chain of cause and effect, from drug to bone, explained with a person's numbers at three depths."""
