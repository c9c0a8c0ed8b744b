"""The headline numbers and the tables of scores, from the summary of a validation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.endpoints import REGIONS
from osteotwin.report import labels
from osteotwin.report.formatting import NOT_AVAILABLE, number, sentence_case
from osteotwin.report.scores import formatting

Summary = Mapping[str, Any]

#: Classes with a table of their own in every part of the summary.
_MAIN: Final = ("bmd_percent", "marker_percent", "hormone_ratio", "mineral_percent")


def headline(summary: Summary) -> list[dict[str, Any]]:
    """Return the large numbers: bone of men at about one year, markers and hormones, and what holds."""
    year, classes = summary["men_one_year"], summary["by_class"]
    bone, marker = classes.get("bmd_percent"), classes.get("marker_percent")
    return [
        *(
            {
                "title": f"{sentence_case(label)} density of men, about one year",
                "rows": [
                    _error("Typical error, percentage points", year["by_site"].get(site), 1),
                    _skill("Skill over “nothing changes”", year["by_site"].get(site), "skill_no_change"),
                    _skill("Skill over the topic’s mean", year["by_site"].get(site), "skill_topic_mean"),
                ],
            }
            for site, label in REGIONS.items()
        ),
        {
            "title": "Markers and hormones, everyone, at any time",
            "rows": [
                _error("Markers: typical error, points", marker, 1),
                _error("Hormones: typical error, ratio", classes.get("hormone_ratio"), 2),
                _share("Markers: right direction", marker, "sign_agreement", "sign_n"),
            ],
        },
        {
            "title": "What holds, everyone, at any time",
            "rows": [
                _share("Bone values in the 90 % interval", bone, "coverage_90", "coverage_n"),
                _share("Marker values in the 90 % interval", marker, "coverage_90", "coverage_n"),
                _share(
                    "Bone: right sign of significant contrasts",
                    bone,
                    "significant_sign_agreement",
                    "significant_n",
                ),
            ],
        },
    ]


def slices(summary: Summary) -> list[dict[str, Any]]:
    """Return the table of scores of everything and of every part of it."""
    return [
        {
            "id": name,
            "title": title,
            "groups": _groups(summary if name == "all" else summary[name], rest=name == "all"),
        }
        for name, title in labels.SLICES.items()
    ]


def _error(label: str, found: Summary | None, digits: int) -> dict[str, str]:
    if not found or not found["n"]:
        return {"label": label, "value": NOT_AVAILABLE, "small": "no value was scored"}
    mean = number(found["mean_error"], digits, sign=True)
    return {
        "label": label,
        "value": number(found["rmse"], digits),
        "small": f"{found['n']} values; mean {mean}",
    }


def _skill(label: str, found: Summary | None, key: str) -> dict[str, str]:
    if not found or found[key] is None:
        return {"label": label, "value": NOT_AVAILABLE, "small": "nothing to compare with"}
    return {
        "label": label,
        "value": number(found[key], 2),
        "small": f"{found[f'{key}_n']} values; 1 is perfect",
    }


def _share(label: str, found: Summary | None, key: str, count: str) -> dict[str, str]:
    if not found or found[key] is None:
        none = "no interval predicted" if key == "coverage_90" else "no such value"
        return {"label": label, "value": NOT_AVAILABLE, "small": none}
    return {"label": label, "value": formatting.part_of(found[key]), "small": f"{found[count]} values"}


def _groups(part: Summary, *, rest: bool) -> list[dict[str, Any]]:
    """Return a group of rows for each class: all topics, sites for bone, then topics with the largest error first."""
    groups: list[dict[str, Any]] = []
    for name in _MAIN:
        overall = part["by_class"].get(name)
        if not overall:
            continue
        rows = [_row("All topics", name, overall, "all")]
        if name == "bmd_percent":
            rows += [
                _row(sentence_case(label), name, part["by_site"][site], "site")
                for site, label in REGIONS.items()
                if part["by_site"][site]["n"]
            ]
        topics = [(topic, classes[name]) for topic, classes in part["by_topic"].items() if name in classes]
        topics.sort(key=lambda pair: -(pair[1]["rmse"] or 0.0))
        rows += [_row(formatting.topic(topic), name, found, "") for topic, found in topics]
        groups.append({"title": formatting.class_title(name), "rows": rows})
    others = [(name, found) for name, found in part["by_class"].items() if name not in _MAIN]
    if others and rest:
        rows = [_row(formatting.class_title(name), name, found, "") for name, found in others]
        groups.append({"title": "Levels and others, each in its unit", "rows": rows})
    return groups


def _row(label: str, name: str, found: Summary, style: str) -> dict[str, Any]:
    return {
        "label": label,
        "style": style,
        "cells": [
            str(found["n"]),
            formatting.typical(name, found["rmse"]),
            formatting.typical(name, found["mean_error"], sign=True),
            formatting.skill(found["skill_no_change"]),
            formatting.skill(found["skill_topic_mean"]),
            formatting.part_of(found["coverage_90"]),
            formatting.part_of(found["sign_agreement"]),
        ],
    }
