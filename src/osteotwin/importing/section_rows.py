"""Rows of one cell between the results of a table: headings, which say of what the rows beneath them are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.remarks import is_ordinary, why_not
from osteotwin.importing.row_cells import why_of_cell
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

#: What heads results of blood or of DXA; any other word may make another thing of them.
_KNOWN: Final = later(
    r"\b(?:blood|serum|plasma|chemistry|biochemistry|hormones?|hormonal|endocrin\w*|ha?ematology|lipids?|metabolic|"
    r"comprehensive|basic|panel|profile|tests?|results?|laborator(?:y|ies)|labs?|values|bones?|markers?|turnover|"
    r"minerals?|vitamins?|(?:para)?thyroid|serology|adrenal|pituitary|quest|labcorp|diagnostics|renal|kidney|liver|function|electrolytes?|general|routine|clinical|steroids?|sex|"
    r"proteins?|cbc|cmp|bmp|complete|count|immunology|tumou?r|iron|diabetes|glucose|fasting|dxa|dexa|density|scans?|"
    r"densitometry|spine|lumbar|hips?|femur|femoral|forearm|left|right|body|size|weight|height|my|and|of|the|other|"
    r"blut|labor\w*|hormone|klinische|chemie|blutbild|knochen\w*|vitamine|schilddr\u00fcse|sang|hormonas|sangre|"
    r"bioqu\u00edmica|biochimie|h\u00e9matologie|hematolog\u00eda)\b",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\W\d_]{2}")


def heading_in(row: Sequence[str], remarked: Sequence[int]) -> str:
    """Return the heading that a row is; empty where it is none.

    Parameters
    ----------
    row : sequence of str
    remarked : sequence of int
        Columns of remarks, in which a cell alone goes on from the row above.

    Examples
    --------
    >>> heading_in(["", "Urine", ""], ()), heading_in(["2026-01-12", "Calcium", "9.2"], ())
    ('Urine', '')
    """
    filled = [at for at, cell in enumerate(row) if cell]
    alone = row[filled[0]] if len(filled) == 1 and filled[0] not in remarked else ""
    return alone if _WORD.search(alone) and not is_ordinary(alone) else ""


def why_beneath(heading: str, *, lists_names: bool) -> str:
    """Return why the rows beneath a heading are no results of a person's file; empty where they may be.

    Parameters
    ----------
    heading : str
    lists_names : bool
        Whether the table has a test in each row and its days at the heads, so that a test never done stands alone.

    Examples
    --------
    >>> why_beneath("Hormones", lists_names=False), why_beneath("Anna", lists_names=False)
    ('', 'it stands beneath "Anna", and it is not known what that says of it; write it by hand if it is yours')
    """
    said = f'it stands beneath "{printable(heading[:60])}"'
    if why_of_cell("heading", heading, ()) or why_not(heading):
        return f"{said}: no value of the blood or the bones of this person"
    if lists_names or not _WORD.search(_KNOWN.sub(" ", heading)):
        return ""
    return f"{said}, and it is not known what that says of it; write it by hand if it is yours"
