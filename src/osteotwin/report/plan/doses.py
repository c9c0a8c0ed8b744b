"""Doses and responses as a section of page and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from osteotwin.report.formatting import NBSP, interval, number, percent, sentence_case, tied
from osteotwin.report.plan import charts, words

Answer = Mapping[str, Any]


def section(found: Answer) -> dict[str, Any]:
    """Return the curves, each with its table, and what training, calcium and estradiol do together."""
    offset = found["at"]["offset"] is not None
    return {
        "around": found["around"],
        "rule": tied(found["rule"]),
        "offset": offset,
        "key": [
            {"sign": charts.sample(style), "name": name}
            for style, name in (
                ("kept", "keep bone, of 100"), ("made", "make up for the drug, of 100"), ("hip", "total hip, %"),
                ("spine", "lumbar spine, %"),
            )
            if offset or style != "made"
        ],
        "columns": ["Keep bone, of 100", *(["Drug made up for"] if offset else []), "Total hip", "Lumbar spine"],
        "axes": [_axis(axis, offset=offset) for axis in found["axes"]],
        "left_out": [f"{sentence_case(row['label'])}: {tied(row['because'])}." for row in found["left_out"]],
        "outside": _outside(found),
        "together": _together(found["interaction"]) if found["interaction"] else None,
    }  # fmt: skip


def _axis(axis: Answer, *, offset: bool) -> dict[str, Any]:
    wall = axis["wall"]
    return {
        "label": sentence_case(axis["label"]),
        "clinician": axis["for_the_clinician"],
        "chart": charts.dose_chart(f"dose-{axis['axis'].replace('_', '-')}", axis, offset=offset),
        "text": tied(axis["text"]),
        "wall": "" if wall is None else tied(wall["because"]),
        "unit": axis["unit"],
        "rows": [_row(axis, row, offset=offset) for row in axis["doses"]],
    }


def _row(axis: Answer, row: Answer, *, offset: bool) -> dict[str, Any]:
    marks = [
        *(["as planned"] if row["dose"] == axis["own"] else []),
        *(["beyond a hard limit"] if not row["within_limits"] else []),
        *(["open"] if row["outside"] else []),
    ]
    shares = [row["kept"], *([row["offset"]] if offset else [])]
    return {
        "label": f"{words.amount(row['total'])}{NBSP}{axis['unit']}"
        + (f" ({', '.join(marks)})" if marks else ""),
        "cells": [
            *({"value": words.of_100(share), "interval": ""} for share in shares),
            *(words.change(row["sites"][site]) for site in ("total_hip", "lumbar_spine")),
        ],
    }


def _outside(found: Answer) -> list[str]:
    """Return, each once, why some doses are open."""
    texts = [text for axis in found["axes"] for row in axis["doses"] for text in row["outside"]]
    return [sentence_case(tied(text)) + "." for text in dict.fromkeys(texts)]


def _together(grid: Answer) -> dict[str, Any]:
    factors = [row["factor"] for row in grid["factors"]]
    return {
        "columns": [sentence_case(name) for name in factors],
        "cells": [
            {
                "levels": [sentence_case(cell["levels"][name]) for name in factors],
                "change": percent(cell["change"]["median"]),
                "interval": interval(cell["change"]["lo90"], cell["change"]["hi90"]),
                "kept": words.of_100(cell["kept"]),
            }
            for cell in grid["cells"]
        ],
        "terms": [
            {
                "label": row["text"],
                "cells": [
                    {
                        "value": number(row["difference"]["median"], 1, sign=True),
                        "interval": interval(row["difference"]["lo90"], row["difference"]["hi90"]),
                    }
                ],
            }
            for row in grid["terms"]
        ],
    }
