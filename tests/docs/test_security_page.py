"""The list of the ASVS is whole, each item once, and what is said to be met names what is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

#: How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has, from its first on.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3":
    4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2,
    "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3":
    2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2,
    "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4":
    4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4":
    3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
EVERY = [f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)]


@pytest.fixture(scope="module")
def rows(repository: Path) -> list[tuple[list[str], str, str]]:
    """Items, state and reason of each row."""
    text = (repository / "docs" / "reference" / "security.md").read_text()
    found = re.findall(
        r"^\| ([\d.,– ]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", text.partition("## Item by item")[2], re.M
    )
    return [(_items(items), state, why) for items, state, why in found]


def _items(text: str) -> list[str]:
    made: list[str] = []
    for part in text.split(", "):
        first, _, last = part.partition("–")
        section, _, begin = first.rpartition(".")
        assert not last or last.rpartition(".")[0] == section
        made += [
            f"{section}.{number}" for number in range(int(begin), int((last or first).rpartition(".")[2]) + 1)
        ]
    return made


def test_every_item_of_the_first_two_levels_stands_there_once(rows: list[tuple[list[str], str, str]]) -> None:
    assert len(EVERY) == 253
    assert Counter(item for items, *_ in rows for item in items) == Counter(EVERY)


def test_each_is_met_or_not_or_does_not_apply_and_says_why(rows: list[tuple[list[str], str, str]]) -> None:
    assert {state for _, state, _ in rows} == {"met", "not met", "n/a"}
    assert all(len(why) >= 3 for *_, why in rows)


def test_what_is_named_is_there(rows: list[tuple[list[str], str, str]], repository: Path) -> None:
    named = {
        name
        for *_, why in rows
        for name in re.findall(r"`([\w/.-]+/[\w./-]*)`", why)
        if not name.startswith("/")
    }
    assert len(named) > 30
    places = [repository, repository / "src" / "osteotwin"]
    assert [name for name in sorted(named) if not any((place / name).exists() for place in places)] == []
