"""A page with every public name as its docstring says it, written from ``osteotwin/__init__.pyi``."""

from __future__ import annotations

import inspect
from pathlib import Path

from reference_tables import write_changed
from sphinx.application import Sphinx

import osteotwin as ot

HEAD = """# Every public name

From the docstrings; the examples in them are run by the tests. What to call for what:
[the Python interface](../python.md).

```{eval-rst}
.. currentmodule:: osteotwin
```
"""


def directive(name: str) -> str:
    """The directive that shows a public name, by what it is."""
    thing = getattr(ot, name)
    if inspect.isclass(thing):
        members = "" if issubclass(thing, Exception) else "\n   :members:\n   :member-order: bysource"
        return f".. autoclass:: osteotwin.{name}{members}"
    if callable(thing):
        return f".. autofunction:: osteotwin.{name}"
    return f".. autodata:: osteotwin.{name}"


def page() -> str:
    """The whole page: functions, then classes, then errors, each by name."""
    groups: dict[str, list[str]] = {"Functions": [], "Classes": [], "Errors": [], "Data": []}
    for name in sorted(name for name in ot.__all__ if not name.startswith("_")):
        thing = getattr(ot, name)
        if inspect.isclass(thing):
            groups["Errors" if issubclass(thing, Exception) else "Classes"].append(name)
        else:
            groups["Functions" if callable(thing) else "Data"].append(name)
    parts = [HEAD]
    for title, names in groups.items():
        parts.append(f"## {title}\n")
        parts += [f"### {name}\n\n```{{eval-rst}}\n{directive(name)}\n```\n" for name in names]
    return "\n".join(parts)


def write_page(app: Sphinx) -> None:
    """Write the page, leaving it alone where it has not changed."""
    folder = Path(app.srcdir) / "reference" / "_generated"
    folder.mkdir(parents=True, exist_ok=True)
    write_changed(folder / "api.md", page())


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
