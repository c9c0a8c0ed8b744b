"""A small table for notebooks: every text escaped, no style, script or address in it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def html_table(caption: str, rows: Sequence[Sequence[str]], header: Sequence[str] = ()) -> str:
    """Return a table as HTML.

    Parameters
    ----------
    caption : str
    rows : sequence of sequence of str
        The first of each row names it.
    header : sequence of str
        Of the columns; without it there is none.

    Examples
    --------
    >>> html_table("Twin", [("seed", "1 < 2")])
    '<table><caption>Twin</caption><tbody><tr><th scope="row">seed</th><td>1 &lt; 2</td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in header)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for name, *cells in rows
    )
    top = f"<thead><tr>{head}</tr></thead>" if header else ""
    return f"<table><caption>{escape(caption)}</caption>{top}<tbody>{body}</tbody></table>"


def signed(value: float) -> str:
    """Write a change with its sign and one decimal; nothing is no less than nothing.

    Examples
    --------
    >>> signed(1.26), signed(-0.04)
    ('+1.3', '+0.0')
    """
    return f"{round(value, 1) + 0.0:+.1f}"
