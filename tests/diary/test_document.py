"""Whatever a file holds comes out of the diary as it went in."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from osteotwin.diary.document import Part, depends, join, part_of, split, text_of
from osteotwin.diary.errors import DiaryError
from osteotwin.inputs.toml_text import document_text

KEYS = st.one_of(
    st.sampled_from(
        ["person", "habits", "plan", "history", "drug", "training", "measurement", "x", "a.b", ""]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5),
)
ZONE = st.timezones().map(lambda _: datetime.timezone(datetime.timedelta(hours=2)))
LEAVES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda text: "\r" not in text),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(timezones=st.one_of(st.none(), ZONE)),
)
VALUES: Any = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_any_document_comes_back(document: dict[str, Any]) -> None:
    assert join(split(document)) == document


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_is_written_reads_back_and_is_written_the_same_again(document: dict[str, Any]) -> None:
    text = document_text(join(split(document)))
    assert tomllib.loads(text) == document
    assert document_text(join(split(tomllib.loads(text)))) == document_text(tomllib.loads(text))


def test_every_table_of_a_list_is_an_entry_and_keeps_its_words() -> None:
    text = (
        '[plan]\npreset = "x"\n[[plan.drug]]\nname = "Arimidex"\ndose = "1 mg"\n[[plan.drug]]\nname = "b"\n'
    )
    parts = split(tomllib.loads(text))
    assert [(part.path, part.listed) for part in parts] == [
        (("plan",), False), (("plan", "drug"), True), (("plan", "drug"), True)
    ]  # fmt: skip
    assert parts[1].keys == {"name": "Arimidex", "dose": "1 mg"}


def test_a_table_written_once_becomes_a_list_where_another_comes() -> None:
    parts = split({"plan": {"drug": {"name": "a"}}})
    assert join(parts) == {"plan": {"drug": {"name": "a"}}}
    assert join([*parts, part_of(("plan", "drug"), {"name": "b"})]) == {
        "plan": {"drug": [{"name": "a"}, {"name": "b"}]}
    }


def test_nothing_is_put_where_no_table_is() -> None:
    with pytest.raises(DiaryError, match='"plan" of this person is no table'):
        join([Part((), False, "plan = 3"), part_of(("plan", "drug"), {"name": "b"})])


NAMES = st.sampled_from(["a", "b"])
PARTS = st.lists(
    st.builds(
        part_of,
        st.lists(NAMES, max_size=3).map(tuple),
        st.dictionaries(NAMES, st.sampled_from([1, [2], {"a": 3}]), max_size=2),
        listed=st.booleans(),
    ),
    max_size=4,
)


def _fits(parts: list[Part]) -> bool:
    try:
        join(parts)
    except DiaryError:
        return False
    return True


@given(PARTS, PARTS, PARTS)
def test_few_tables_tell_whether_a_changed_one_fits(
    kept: list[Part], old: list[Part], new: list[Part]
) -> None:
    assume(_fits([*kept, *old]))
    read = depends({part.path for part in (*old, *new)}, [part.path for part in (*kept, *new)])
    alone = {part.path: part for part in new if part.path not in read}
    looked_at = [*(part for part in (*kept, *new) if part.path in read), *alone.values()]
    assert _fits(looked_at) == _fits([*kept, *new])


def test_a_long_list_is_not_read_for_one_more() -> None:
    there = [(), ("training",), ("food",), ("chosen_plan",)]
    assert depends({("training",)}, there) == {()}


@pytest.mark.parametrize("name", ["demo.toml"])
def test_the_example_comes_back(repository: Path, name: str) -> None:
    document = tomllib.loads((repository / "src/osteotwin/people/examples" / name).read_text())
    assert tomllib.loads(document_text(join(split(document)))) == document


SESSIONS = [
    {"date": datetime.date(2026, 1, 1), "exercise": f"squat {n}", "note": 'say "so"\n[[x]]'}
    for n in range(150)
]


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"training": SESSIONS},
        {"training": SESSIONS, "shown_as": {"estradiol": "pmol/L"}, "note": SESSIONS[:3]},
        {"loose": 1, "training": SESSIONS, "plan": {"drug": [{"name": "x"}] * 150}},
        {"training": [{**one, "part": [{"a": 1}]} for one in SESSIONS]},
        {"two words": SESSIONS},
        {"training": [{}] * 150},
        {"eaten": SESSIONS, "training": SESSIONS},
    ],
    ids=["nothing", "long", "beside", "inner", "within", "name", "empty", "two"],
)
def test_the_text_of_parts_is_that_of_their_document(document: dict[str, Any]) -> None:
    parts = split(document)
    assert tomllib.loads(text_of(parts)) == join(parts)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ({"date": datetime.date(2026, 1, 2), "what": "x"}, "2026-01-02"),
        ({"what": "x", "date": "1 May"}, "1 May"),
        ({"what": "date = 2026-01-01"}, ""),
        ({"update": datetime.date(2026, 1, 2)}, ""),
        ({}, ""),
    ],
)
def test_the_day_of_a_part_is_the_one_that_it_is_read_with(keys: dict[str, Any], day: str) -> None:
    part = part_of(("note",), keys)
    assert part.day == day == str(part.keys.get("date", ""))


def test_what_is_changed_in_the_keys_of_a_part_changes_no_part() -> None:
    part = part_of(("note",), {"text": "x"})
    part.keys["text"] = "y"
    assert part.keys == {"text": "x"}
