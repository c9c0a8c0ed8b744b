"""Change a parsed TOML document as somebody might who errs, tries out or means harm; and write it as text."""

from __future__ import annotations

import copy
import json
import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from osteotwin.endpoints import MEASURED
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.library import load_drugs, load_exercises, load_foods
from osteotwin.units import KINDS

Document = dict[str, Any]
Path = tuple[Any, ...]

STRANGE = (
    10**400, -(10**400), 16**6000, 2**63, -1, 0, -0.0, 1, 1e-300, 5e-324, 1e308, math.nan, math.inf, -math.inf, True,
    False, "", " ", "nothing", "x" * 50_000, "9" * 5_000 + " mg", "1e999 mg", "\x9b2J\u202e\x1b[31mred\nrm -rf\r",
    "\0", "\u2028", "<script>alert(1)</script>", "{{ 7 * 7 }}", "[bold]x[/bold]", "[/]", "%s %d {0} {key}", "..",
    "١٢ mg", "½ mg", [], [[1]], [1, 2], [math.nan, math.nan], [[[[[]]]]], {}, {"a" * 50_000: 1}, {"\n": {"": []}},
    date(1, 1, 1), date(1900, 1, 1), date(2200, 1, 1), date(9999, 12, 31), datetime(2026, 2, 1, 12, 30), time(7, 30),
    "0000-00-00", "2026-02-30", "9999-12-31", "None", "true", "1 mg", "80 %", "1,5 mg", "<5 pg/mL", "5-10 mg", "-1 mg",
)  # fmt: skip
FACTORS = (
    0.0,
    1e-9,
    1e-3,
    0.1,
    0.5,
    0.9,
    0.999999,
    1.000001,
    1.1,
    2.0,
    7.0,
    10.0,
    100.0,
    1e3,
    1e6,
    1e30,
    -1.0,
)
RHYTHMS = ("once", "1 day", "daily", "twice daily", "12 h", "1 hour", "59 min", "every other day", "3 times a week",
           "1 week", "3.5 days", "1 month", "6 months", "1 year", "10 years", "11 years", "0 days", "weekly",
           "seven times a week", "1000000 times a day")  # fmt: skip
KEYS = ("name", "from", "until", "from_week", "to_day", "every", "dose", "value", "n", "id", "plan", "person",
        "adherence", "sd", "week", "load", "x", "", "a b", "k" * 5_000, "\u202e\x9b", "\n", "é",
        "constructor", "model_config", "_path")  # fmt: skip
_QUANTITY = re.compile(r"\s*([0-9.]+(?:e[-+]?[0-9]+)?)(.*)", re.DOTALL)


def toml_text(document: Document) -> str:
    """Write any document of TOML's types, right or wrong, with tables beneath headers where they can stand there."""
    lines: list[str] = []
    _write(document, (), lines)
    return "\n".join(lines) + "\n"


def _write(table: Document, path: tuple[str, ...], lines: list[str]) -> None:
    for key, value in table.items():
        if not _has_header(value):
            lines.append(f"{_key(key)} = {_value(value)}")
    for key, value in table.items():
        here = (*path, _key(key))
        if isinstance(value, dict) and value:
            lines.append(f"[{'.'.join(here)}]")
            _write(value, here, lines)
        elif _has_header(value):
            for one in value:
                lines.append(f"[[{'.'.join(here)}]]")
                _write(one, here, lines)


def _has_header(value: object) -> bool:
    return bool(value) and (
        isinstance(value, dict) or (isinstance(value, list) and all(isinstance(one, dict) for one in value))
    )


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)


def _text(text: str) -> str:
    return json.dumps(text).replace("\\u007f", "\x7f").replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return (
            str(value) if abs(value) < 10**1000 else hex(abs(value))
        )  # Python writes no longer ones in decimals
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(type(value).__name__)


def json_text(document: Any) -> bytes:
    """Write a document as JSON; what only TOML has as a text, and integers as long as JSON is ever given."""
    return json.dumps(_for_json(document), default=str).encode("utf-8", "surrogatepass")


def _for_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _for_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_for_json(one) for one in value]
    return 10**400 if isinstance(value, int) and abs(value) > 10**1000 else value


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of everything in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


def at(document: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        document = document[step]
    return document


def mutated(document: Document, others: list[Document], random: Random) -> Document:
    """A document with one change or a few; ``others`` lend it what they hold."""
    changed = copy.deepcopy(document)
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))):
        random.choices(CHANGES, WEIGHTS)[0](changed, others, random)
    return changed


def _place(
    document: Document, random: Random, wanted: type | tuple[type, ...] = object
) -> tuple[Any, Any] | None:
    """The table or list and the key of something in a document."""
    found = [path for path in places(document) if isinstance(at(document, path), wanted)]
    if not found:
        return None
    path = random.choice(found)
    return at(document, path[:-1]), path[-1]


def _strange_value(document: Document, _others: list[Document], random: Random) -> None:
    if place := _place(document, random):
        place[0][place[1]] = copy.deepcopy(random.choice(STRANGE))


def _other_number(document: Document, _others: list[Document], random: Random) -> None:
    if place := _place(document, random, (int, float)):
        holder, key = place
        value = holder[key]
        with_factor = float(value) * random.choice(FACTORS) if abs(value) < 10**300 else 0.0
        choices = (
            with_factor, math.nextafter(with_factor, math.inf), value + 1, value - 1, -value,
            round(random.gauss(0, 50)), random.uniform(0, 1), random.uniform(0, 100), 10 ** random.uniform(-12, 12),
            f"{with_factor:g}", f"{with_factor:g} %",
        )  # fmt: skip
        holder[key] = random.choice(choices)


def _other_quantity(document: Document, _others: list[Document], random: Random) -> None:
    """Another number or unit in a text that holds a quantity; often the ends of what may be measured."""
    found = [
        p for p in places(document) if isinstance(text := at(document, p), str) and _QUANTITY.fullmatch(text)
    ]
    if not found:
        return
    path = random.choice(found)
    holder, key = at(document, path[:-1]), path[-1]
    match = _QUANTITY.fullmatch(holder[key])
    assert match is not None
    try:
        number, unit = float(match[1]), match[2].strip()
    except ValueError:
        return
    what = holder.get("what") if isinstance(holder, dict) else None
    if isinstance(what, str) and what in MEASURED and random.random() < 0.6:
        row = MEASURED[what]
        low, high, unit = row.low, row.high, next(iter(KINDS[row.quantity].units), "")
        number = random.choice(
            (low, high, 0.99 * low, 1.01 * high, (low + high) / 2, random.uniform(low, high))
        )
    elif random.random() < 0.3:
        unit = random.choice([*KINDS[random.choice(list(KINDS))].units, "", "IU/kg", "parsecs", "mg" * 500])
    else:
        number *= random.choice((*FACTORS, random.uniform(0.2, 3)))
    form = random.choice(
        ("{n} {u}", "{n} {u}", "{n} {u}", "{n}{u}", " {n}   {u} ", "{n:.3e} {u}", "<{n} {u}", "-{n} {u}")
    )
    holder[key] = form.format(n=number, u=unit)


def _other_name(document: Document, others: list[Document], random: Random) -> None:
    """Another word of the libraries, a word from elsewhere, or a misspelled one."""
    if place := _place(document, random, str):
        holder, key = place
        text = holder[key]
        library = {
            "name": list(load_drugs()), "exercise": list(load_exercises()), "what": list(MEASURED), "every": RHYTHMS,
            "food": [food.name for food in load_foods().values()], "conditions": list(CONDITIONS),
            "sex": ["male", "female", "mixed", "m"], "sessions_per_week": RHYTHMS,
        }.get(key if isinstance(key, str) else "conditions")  # fmt: skip
        other = _place(random.choice(others), random, str)
        words = [
            w for w in (text.upper(), f" {text} ", text[:-1], text[::-1], text + text[:1]) if len(w) < 300
        ]
        if library and random.random() < 0.6:
            words = list(library)
        elif other and random.random() < 0.4:
            words = [other[0][other[1]]]
        elif len(text.split()) > 2 and random.random() < 0.7:
            parts = text.split()
            random.shuffle(parts)
            words = [
                " ".join(parts),
                re.sub(r"[0-9]+", lambda m: str(int(m[0]) * random.choice((0, 3, 10**6))), text),
            ]
        holder[key] = random.choice(words or ["x"])


def _other_date(document: Document, _others: list[Document], random: Random) -> None:
    if place := _place(document, random, (date, datetime)):
        holder, key = place
        days = random.choice(
            (-40_000, -3653, -366, -1, 0, 1, 30, 366, 3653, 40_000, random.randint(-2000, 2000))
        )
        try:
            holder[key] = holder[key] + timedelta(days=days)
        except OverflowError:
            holder[key] = date.max


def _without_a_key(document: Document, _others: list[Document], random: Random) -> None:
    if place := _place(document, random):
        del place[0][place[1]]


def _renamed_key(document: Document, _others: list[Document], random: Random) -> None:
    if (place := _place(document, random)) and isinstance(place[0], dict):
        holder, key = place
        new = random.choice((*KEYS, key[:-1], key.upper(), f"{key}s", f" {key}"))
        holder[new] = holder.pop(key)


def _one_key_more(document: Document, others: list[Document], random: Random) -> None:
    """A key that another table has, with its value, or a strange one."""
    tables = [document, *(t for p in places(document) if isinstance(t := at(document, p), dict))]
    holder = random.choice(tables)
    lent = _place(random.choice(others), random)
    if lent and isinstance(lent[1], str) and random.random() < 0.7:
        holder[lent[1]] = copy.deepcopy(lent[0][lent[1]])
    else:
        holder[random.choice(KEYS)] = copy.deepcopy(random.choice(STRANGE))


def _other_list(document: Document, others: list[Document], random: Random) -> None:
    """Entries twice, many times, in another order, from elsewhere, or none."""
    if place := _place(document, random, list):
        entries: list[Any] = place[0][place[1]]
        lists = [
            v for d in others for p in places(d) if p[-1] == place[1] and isinstance(v := at(d, p), list)
        ]
        match random.randrange(7):
            case 0 | 1 if entries:
                entries.append(copy.deepcopy(random.choice(entries)))
            case 2 if entries:
                entries.extend(copy.deepcopy(entries) * random.choice((1, 3, 20)))
            case 3 if entries and random.random() < 0.1:
                entries.extend([copy.deepcopy(entries[0])] * 1001)
            case 4:
                random.shuffle(entries)
            case 5 if entries:
                del entries[random.randrange(len(entries)) :]
            case _ if lists:
                entries.extend(copy.deepcopy(random.choice(lists)))
            case _:
                entries.append(random.choice((1, "x", {}, [])))


def _exchanged(document: Document, _others: list[Document], random: Random) -> None:
    """Two values that change places."""
    one, other = (
        _place(document, random, (str, int, float, date)),
        _place(document, random, (str, int, float, date)),
    )
    if one and other:
        one[0][one[1]], other[0][other[1]] = other[0][other[1]], one[0][one[1]]


def _part_of_another(document: Document, others: list[Document], random: Random) -> None:
    """What another document has in the same place, or under the same name anywhere."""
    other = random.choice(others)
    if keys := [key for key in other if isinstance(other[key], dict | list)]:
        key = random.choice(keys)
        value = copy.deepcopy(other[key])
        if isinstance(value, dict) and isinstance(document.get(key), dict) and value:
            part = random.choice(list(value))
            document[key][part] = value[part]
        else:
            document[key] = value


CHANGES: tuple[Callable[[Document, list[Document], Random], None], ...] = (
    _strange_value, _other_number, _other_quantity, _other_name, _other_date, _without_a_key, _renamed_key,
    _one_key_more, _other_list, _exchanged, _part_of_another,
)  # fmt: skip
WEIGHTS = (3, 4, 5, 5, 3, 2, 1, 2, 3, 1, 2)
