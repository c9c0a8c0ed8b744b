"""Sphinx settings: Markdown pages, a plain theme, reference tables made from the package's own data."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extension"))

project = "osteotwin"
author = "osteotwin contributors"
copyright = "2026, osteotwin contributors. Not medical advice"
version = release = installed_version("osteotwin")

extensions = [
    "myst_nb", "mathml", "reference_tables", "fit_tables", "trial_pages", "trial_format", "explanation_parts",
    "measurement_tables", "guideline_tables", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "api_reference",
]  # fmt: skip
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist", "substitution"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_extension", "explanation/_generated/part-*", "reference/_generated/part-*"]
# Notebooks are run afresh, each in a folder of its own; a fault in one is a fault of the documentation.
nb_execution_mode = "force"
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nitpicky = True
# Docstrings name types in words, and speak of names of the package's own inside, which have no page.
nitpick_ignore_regex = [("py:.*", ".*")]
autodoc_typehints = "none"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True

html_theme = "furo"
html_title = f"osteotwin {release}"
html_theme_options = {"footer_icons": []}
html_math_renderer = "mathml"
