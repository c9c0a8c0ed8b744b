"""People: who they are, what was measured, and what is assumed where nothing was."""
