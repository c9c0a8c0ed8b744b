"""What one key of a file may hold: how it is read, what is said when it is wrong, how it is written back.

Each value is the metadata of an annotated type of Pydantic, ``Annotated[float, Quantity("length", 100, 250)]``,
and the one source of reading, limits, sentences, JSON Schema and writing.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from math import inf
from typing import Any

from osteotwin.inputs.names import did_you_mean, folded
from osteotwin.units import is_finite, shown_value

Schema = dict[str, Any]

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
LONGEST_TEXT = 200


class Mistake(Exception):
    """What is wrong with one value; ``{key}`` in the fix stands for the key."""

    def __init__(self, found: str, expected: str, fix: str | Callable[[], str]) -> None:
        super().__init__(found)
        self.found, self.expected, self._fix = found, expected, fix

    @cached_property
    def fix(self) -> str:
        """Looked for when somebody asks: near names take far longer than to see that a text names nothing."""
        return self._fix() if callable(self._fix) else self._fix


class Value(ABC):
    """One kind of value."""

    @property
    @abstractmethod
    def expected(self) -> str:
        """What may stand here."""

    @property
    @abstractmethod
    def example(self) -> str:
        """A value as a file writes it."""

    @abstractmethod
    def read(self, written: object) -> Any:
        """Return the value that was written.

        Raises
        ------
        Mistake
            If it is none.
        """

    @abstractmethod
    def schema(self) -> Schema:
        """Return the JSON Schema of what may be written."""

    def write(self, value: Any) -> object:
        """Return the value as a file writes it."""
        return value

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> Any:
        """Let Pydantic read and write by this value."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            self._validated, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> Schema:
        """Let Pydantic publish this value's schema."""
        return self.schema()

    def _validated(self, written: object) -> Any:
        try:
            return self.read(written)
        except Mistake as mistake:
            raise _custom(mistake) from None


def _custom(mistake: Mistake) -> Exception:
    from pydantic_core import PydanticCustomError

    content = {"found": mistake.found, "expected": mistake.expected, "fix": mistake.fix}
    return PydanticCustomError("mistake", "{found}", content)


@dataclass(frozen=True)
class Text(Value):
    """A text that is not empty, without the blanks around it."""

    sample: str
    longest: int = LONGEST_TEXT

    @property
    def expected(self) -> str:
        return "a text in quotes"

    @property
    def example(self) -> str:
        return f'"{self.sample}"'

    def read(self, written: object) -> str:
        if isinstance(written, str) and written.strip() and len(written) <= self.longest:
            return written.strip()
        if isinstance(written, str):
            fix = (
                f"shorten it to {self.longest} characters"
                if written.strip()
                else f"write {{key}} = {self.example}"
            )
        else:
            fix = f"write it in quotes, for example {{key}} = {self.example}"
        raise Mistake(shown_value(written), f"a text in quotes of 1 to {self.longest} characters", fix)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.longest, "pattern": r"\S"}


@dataclass(frozen=True)
class Choice(Value):
    """One of a few words.

    Attributes
    ----------
    options : tuple of str
    also : mapping of str to str
        Other spellings, each with the option it stands for.
    otherwise : str
        What to do where none is near.
    are_things : bool
        Whether each is a thing of its own, so that only a near misspelling brings one.
    """

    options: tuple[str, ...]
    also: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    otherwise: str = "choose one of them"
    are_things: bool = False

    @property
    def expected(self) -> str:
        return f"one of {', '.join(self.options)}"

    @property
    def example(self) -> str:
        return f'"{self.options[0]}"'

    def read(self, written: object) -> str:
        if not isinstance(written, str):
            raise Mistake(
                shown_value(written), self.expected, f"write one of them in quotes, such as {self.example}"
            )
        found = self.named(written)
        if found is None:
            names = {option: option for option in self.options} | dict(self.also)
            fix = partial(
                did_you_mean, written, names, self.otherwise, identify=names.__getitem__,
                are_keys=not self.are_things,
            )  # fmt: skip
            raise Mistake(shown_value(written), self.expected, fix)
        return found

    def named(self, written: str) -> str | None:
        """Return the option that was written, as it is or otherwise spelled; ``None`` for none."""
        return self._by_name.get(folded(written))

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name, option in (*zip(self.options, self.options, strict=True), *self.also.items()):
            found.setdefault(folded(name), option)
        return found

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(dict.fromkeys((*self.options, *self.also)))}


@dataclass(frozen=True)
class Word(Value):
    """One of a few words, exactly so: for data that ships with the package."""

    options: tuple[str, ...]

    @property
    def expected(self) -> str:
        return f"one of {', '.join(self.options)}"

    @property
    def example(self) -> str:
        return f'"{self.options[0]}"'

    def read(self, written: object) -> str:
        if written in self.options:
            return str(written)
        raise Mistake(shown_value(written), self.expected, did_you_mean(shown_value(written), self.options))

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True)
class Named(Value):
    """A thing that is looked up by any of its names.

    Attributes
    ----------
    find : callable
        From what was written to the identifier; raises :class:`Mistake`.
    what : str
        For example ``"a drug of the library"``.
    sample : str
    """

    find: Callable[[str], str]
    what: str
    sample: str

    @property
    def expected(self) -> str:
        return self.what

    @property
    def example(self) -> str:
        return f'"{self.sample}"'

    def read(self, written: object) -> str:
        return self.find(Text(self.sample).read(written))

    def schema(self) -> Schema:
        return Text(self.sample).schema()


@dataclass(frozen=True)
class Number(Value):
    """A plain number between two bounds; ``above`` leaves out the lower bound itself."""

    low: float
    high: float
    whole: bool = False
    above: bool = False

    @property
    def expected(self) -> str:
        what = "a whole number" if self.whole else "a number"
        return f"{what} {span(self.low, self.high, self.above)}"

    @property
    def example(self) -> str:
        return f"{min(max(1.0, self.low), self.high):g}"

    def read(self, written: object) -> float:
        if isinstance(written, bool) or not isinstance(written, int | float):
            how = "without quotes" if isinstance(written, str) else "as a number"
            fix = f"write it {how}, for example {{key}} = {self.example}"
            raise Mistake(shown_value(written), self.expected, fix)
        if self.above and written == self.low:
            fix = f"write a number above {self.low:g}, or remove it"
            raise Mistake(shown_value(written), self.expected, fix)
        within = is_finite(written) and self.low <= written <= self.high
        if not within or (self.whole and written != int(written)):
            raise Mistake(shown_value(written), self.expected, "correct the value")
        return float(written)

    def write(self, value: float) -> object:
        return plain_number(value)

    def schema(self) -> Schema:
        least = "exclusiveMinimum" if self.above else "minimum"
        return {"type": "integer" if self.whole else "number", least: self.low, "maximum": self.high}


@dataclass(frozen=True)
class Flag(Value):
    """True or false, and no word for either."""

    @property
    def expected(self) -> str:
        return "true or false"

    @property
    def example(self) -> str:
        return "false"

    def read(self, written: object) -> bool:
        if isinstance(written, bool):
            return written
        raise Mistake(
            shown_value(written), self.expected, "write {key} = true or {key} = false, without quotes"
        )

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Value):
    """A calendar date, written as a TOML date or as "YYYY-MM-DD"."""

    sample: str = "2026-02-01"

    @property
    def expected(self) -> str:
        return "a calendar date"

    @property
    def example(self) -> str:
        return self.sample

    def read(self, written: object) -> date:
        value = written
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
            try:
                value = date.fromisoformat(value.strip())
            except ValueError:
                raise Mistake(
                    shown_value(written), self.expected, "write a day that is in the calendar"
                ) from None
        if isinstance(value, datetime) or not isinstance(value, date):
            fix = f"write year, month and day, for example {{key}} = {self.example}"
            raise Mistake(shown_value(written), f"{self.expected} without a time", fix)
        if not EARLIEST <= value <= LATEST:
            raise Mistake(f"{value}", f"a date from {EARLIEST} to {LATEST}", "correct the year")
        return value

    def schema(self) -> Schema:
        days = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        pattern = rf"^\s*((19|20|21)[0-9]{{2}}-{days}|{LATEST})\s*$"
        return {"type": "string", "format": "date", "pattern": pattern}


def plain_number(value: float) -> float:
    """Return a whole number without a decimal point."""
    return int(value) if value == int(value) else value


def span(low: float, high: float, above: bool) -> str:
    """Return two bounds in words."""
    if high == inf:
        return f"above {low:g}" if above else f"of {low:g} or more" if low > -inf else "of any size"
    return f"above {low:g} and at most {high:g}" if above else f"from {low:g} to {high:g}"


@dataclass(frozen=True)
class ListOf:
    """Metadata of a tuple of values: what the list is called when something else stands there."""

    what: str
    sample: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Refuse what is no list in words of its own."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self._checked, handler(source))

    def _checked(self, written: object) -> object:
        if isinstance(written, tuple):
            return written
        raise _custom(
            Mistake(shown_value(written), f"a list of {self.what}", f"write {{key}} = {self.sample}")
        )
