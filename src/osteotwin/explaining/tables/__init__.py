"""Two tables that belong to every answer: what calcium and vitamin D come to, and what each part of a plan does."""
