"""Data that ships is read as the types of its rows; a gap names file, line, row and field."""

from dataclasses import dataclass
from math import inf
from typing import Annotated

import pytest

from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import Row, Words, load_table, parsed, read_as, with_sources
from osteotwin.inputs.values import Flag, Number, Word
from osteotwin.safety.situation import Limit

TEXT = """\
schema = 1
[sources]
smith = "Smith 2020"
[thing.first]
label = "One"
kind = "measured"
value = 2
names = ["a", "b"]
[thing.second]
label = "Two"
kind = "assumption"
value = 3.5
names = []
sure = true
"""


@dataclass(frozen=True)
class Thing(Row):
    label: Words
    kind: Annotated[str, Word(("measured", "assumption"))]
    value: Annotated[float, Number(0, 10)]
    names: tuple[Words, ...]
    sure: Annotated[bool, Flag()] = False

    def __post_init__(self) -> None:
        if self.sure and self.value > 5:
            raise ValueError("a sure value above 5")


@dataclass(frozen=True)
class File(Row):
    sources: dict[str, Words]
    thing: dict[str, Thing]


def read(text: str) -> File:
    return read_as(File, parsed(text, "things.toml"), "things.toml", text=text)


def test_rows_are_read_as_their_type() -> None:
    things = read(TEXT).thing
    assert things["first"] == Thing("One", "measured", 2.0, ("a", "b"))
    assert things["second"] == Thing("Two", "assumption", 3.5, (), sure=True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('label = "One"', "", "line 4: thing.first.label: missing"),
        ('label = "One"', 'label = ""', 'line 5: thing.first.label: "" is not valid; expected a text'),
        ('label = "One"', "label = 3", "line 5: thing.first.label: 3 is not valid"),
        (
            '"measured"',
            '"Measured"',
            'line 6: thing.first.kind: "Measured" is not valid; expected one of measured',
        ),
        (
            "value = 2",
            "value = 20",
            "line 7: thing.first.value: 20 is not valid; expected a number from 0 to 10",
        ),
        ("value = 2", "value = true", "line 7: thing.first.value: true is not valid"),
        ("value = 2", 'value = "2"', 'line 7: thing.first.value: "2" is not valid'),
        ("value = 2", "value = nan", "line 7: thing.first.value: nan is not valid"),
        ('["a", "b"]', '["a", 3]', "line 8: thing.first.names[1]: 3 is not valid"),
        ('["a", "b"]', '"a"', 'line 8: thing.first.names: "a" is not valid; expected a list'),
        (
            "sure = true",
            'sure = "yes"',
            'line 14: thing.second.sure: "yes" is not valid; expected true or false',
        ),
        ("value = 3.5", "value = 6", "line 9: thing.second: a sure value above 5"),
        ("sure = true", "colour = 3", "line 14: thing.second.colour: an unknown key"),
        ("[thing.second]", "[things.second]", "things: an unknown key"),
        (
            "[thing.first]",
            "[thing]\nthird = 3\n[thing.first]",
            "line 5: thing.third: 3 is not valid; expected a table",
        ),
        ("schema = 1", "schema = 2", "schema: 2 is not valid; expected 1"),
    ],
)
def test_a_gap_names_file_line_row_and_field(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(ParameterError) as refused:
        read(TEXT.replace(old, new, 1))
    assert str(refused.value).startswith("things.toml")
    assert said in str(refused.value)
    assert refused.value.problem is not None


@pytest.mark.parametrize(
    ("row", "field"),
    [({}, "a.sources"), ({"sources": []}, "a.sources"), ({"sources": ["x", "y"]}, "a.sources[1]"),
     ({"sources": "x"}, "a.sources")],
)  # fmt: skip
def test_a_row_without_a_known_source_is_refused(row: dict[str, object], field: str) -> None:
    assert with_sources({"sources": ["x"], "b": 1}, {"x": "Smith"}, "f", ("a",)) == {
        "b": 1,
        "source": ("Smith",),
    }
    with pytest.raises(ParameterError) as refused:
        with_sources(row, {"x": "Smith"}, "f", ("a",))
    assert refused.value.problem is not None
    assert refused.value.problem.field == field


def test_a_table_of_a_package_is_loaded() -> None:
    limits = load_table(dict[str, Limit], "osteotwin.safety", "data", "limits.toml")
    assert all(-inf < limit.value < inf and limit.source for limit in limits.values())
