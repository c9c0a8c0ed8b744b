"""The report: one HTML file that renders an answer for the person, the clinician and the researcher."""
