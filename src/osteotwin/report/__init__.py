"""The report: one HTML file that renders an answer for the man himself, his clinician and the researcher."""

from osteotwin.report.html import render_html, write_report

__all__ = ["render_html", "write_report"]
