"""The page of a person's plans: three plans, a week, what more would bring; as HTML and as a PDF."""
