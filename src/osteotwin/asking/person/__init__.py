"""The person in words: age, body, health and wishes."""
