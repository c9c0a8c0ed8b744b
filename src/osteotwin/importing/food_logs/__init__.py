"""Logs of food: files of Cronometer and MyFitnessPal, and the daily intake that they make."""
