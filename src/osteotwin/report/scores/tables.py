"""The headline numbers and the tables of scores, from the summary of a validation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.scores import words
from osteotwin.report.words import NOT_AVAILABLE, number

Summary = Mapping[str, Any]

COLUMNS: Final = (
    "n", "typical error", "mean error", "skill over no change", "skill over topic mean", "in 90 % interval", "right sign",
)  # fmt: skip
#: Classes with a table of their own in every part of the summary.
_MAIN: Final = ("bmd_percent", "marker_percent", "hormone_ratio", "mineral_percent")
_SITES: Final = {"lumbar_spine": "Lumbar spine", "hip": "Hip"}


def headline(summary: Summary) -> list[dict[str, Any]]:
    """Return the large numbers: bone of men at about one year, how much that beats guessing, what holds."""
    year = summary["men_one_year"]
    bone = year["by_class"].get("bmd_percent")
    return [
        *(
            {
                "title": f"{label} density of men, about one year",
                "rows": [_error(year["by_site"].get(site))],
            }
            for site, label in _SITES.items()
        ),
        {
            "title": "Better than a plain guess, bone density of men, about one year",
            "rows": [
                _skill("Skill over “nothing changes”", bone, "skill_no_change"),
                _skill("Skill over the mean of the topic’s other trials", bone, "skill_topic_mean"),
            ],
        },
        {"title": "What holds, over all bone density values", "rows": _holds(summary["by_class"].get("bmd_percent"))},
    ]


def slices(summary: Summary) -> list[dict[str, Any]]:
    """Return the table of scores of everything and of every part of it."""
    return [
        {"id": name, "title": title, "groups": _groups(summary if name == "all" else summary[name], rest=name == "all")}
        for name, title in words.SLICES.items()
    ]


def _error(found: Summary | None) -> dict[str, str]:
    if not found or not found["n"]:
        return {"label": "Typical error", "value": NOT_AVAILABLE, "small": "no value was scored"}
    mean = number(found["mean_error"], 1, sign=True)
    return {
        "label": "Typical error, percentage points",
        "value": number(found["rmse"], 1),
        "small": f"{found['n']} values; on average {mean}",
    }


def _skill(label: str, found: Summary | None, key: str) -> dict[str, str]:
    if not found or found[key] is None:
        return {"label": label, "value": NOT_AVAILABLE, "small": ""}
    return {"label": label, "value": number(found[key], 2), "small": f"{found[f'{key}_n']} values; 1 would be perfect"}


def _holds(found: Summary | None) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for key, count, label, none in (
        ("coverage_90", "coverage_n", "Measured values in the 90 % interval", "no interval was predicted"),
        (
            "significant_sign_agreement", "significant_n", "Right sign of significant differences between arms",
            "none is significant",
        ),
    ):  # fmt: skip
        known = found is not None and found[key] is not None
        text = words.part_of(found[key]) if found is not None and known else NOT_AVAILABLE
        small = f"{found[count]} values" if found is not None and known else none
        rows.append({"label": label, "value": text, "small": small})
    return rows


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
                _row(label, name, part["by_site"][site], "site")
                for site, label in _SITES.items()
                if part["by_site"][site]["n"]
            ]
        topics = [(topic, classes[name]) for topic, classes in part["by_topic"].items() if name in classes]
        topics.sort(key=lambda pair: -(pair[1]["rmse"] or 0.0))
        rows += [_row(words.topic(topic), name, found, "") for topic, found in topics]
        groups.append({"title": words.endpoint_class(name), "rows": rows})
    others = [(name, found) for name, found in part["by_class"].items() if name not in _MAIN]
    if others and rest:
        rows = [_row(words.endpoint_class(name), name, found, "") for name, found in others]
        groups.append({"title": "Levels and others, each in its unit", "rows": rows})
    return groups


def _row(label: str, name: str, found: Summary, style: str) -> dict[str, Any]:
    return {
        "label": label,
        "style": style,
        "cells": [
            str(found["n"]),
            words.typical(name, found["rmse"]),
            words.typical(name, found["mean_error"], sign=True),
            words.skill(found["skill_no_change"]),
            words.skill(found["skill_topic_mean"]),
            words.part_of(found["coverage_90"]),
            words.part_of(found["sign_agreement"]),
        ],
    }
