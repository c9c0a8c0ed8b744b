"""Logs of training: files of Strong, Hevy and FitNotes, and the habits that months of them make."""
