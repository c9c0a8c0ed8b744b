"""The report: one HTML file that renders an answer for the person, the clinician and the researcher."""

from osteotwin.report.html import render_html, write_report

__all__ = ["render_html", "write_report"]
