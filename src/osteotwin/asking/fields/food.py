"""The fields of food and supplements: one row for each, with how much and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, is_none_told, missing, raise_if_any
from osteotwin.asking.fields.food_names import (
    SUPPLEMENTS,
    choices,
    counted,
    foods,
    is_of_both,
    known_choice,
    plain_name,
    products,
    unit_of,
    units,
)
from osteotwin.asking.fields.food_products import which_product
from osteotwin.asking.fields.food_rows import food_rows, food_values
from osteotwin.asking.fields.heard import heard
from osteotwin.asking.food.eaten_clauses import times_of
from osteotwin.asking.food.eaten_words import read_eaten
from osteotwin.asking.person.wish_words import take_wishes
from osteotwin.asking.supplements.multi import MULTI
from osteotwin.asking.supplements.words import is_other_supplement
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.errors import Problem
from osteotwin.inputs.names import did_you_mean
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

OFTEN: Final = (
    "once a day", "twice a day", "3 times a day", "every 2 days", "5 times a week", "4 times a week",
    "3 times a week", "twice a week", "once a week", "once a month",
)  # fmt: skip
_MUCH: Final = later(r"(?P<n>\d+(?:[.,]\d+)?|\d/\d)\s*(?P<unit>[^\W\d].*)?")
_THOUSANDS: Final = later(r"[1-9]\d{0,2}(?:,\d{3})+")
_STRENGTH: Final = later(r"tablets? (?:of|with) (?P<dose>[\d.]+ ?\w+)", re.IGNORECASE)
_TOTAL: Final = later(
    r"(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>mg|g|iu|\u00b5g|mcg)?(?: ?(?:a|per|/) ?day| daily)?", re.IGNORECASE
)
_AND: Final = later(r",\s*|\s+(?:and|or)\s+")
_SAYS_NOT: Final = later(
    r"(?:no|never|not|without|vegan|vegetarian|allergic|i)\b|.*(?:[- ]free|intoleran|allerg)", re.IGNORECASE
)
#: Fields that tell what there is in all, and how it is written: unit, words.
_IN_ALL: Final[Mapping[str, tuple[str, str]]] = {
    "calcium": ("mg", "calcium {} a day in all"),
    "calcium_of_food": ("mg", "calcium {} a day from food"),
    "vitamin_d": ("IU", "vitamin D {} a day in all"),
}


def food_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of the question ``food``."""
    parts = heard("food", answers.get("food", ""), today, order)
    rows, values = food_rows(parts, today), food_values(parts)
    return Form("food", ("food",), _columns(), rows, _ONCE, values)


def food_words(rows: Sequence[Row], values: Row) -> str:
    """Return what the fields tell, in plain words."""
    problems: list[Problem] = []
    told = [_told(number, row, problems) for number, row in enumerate(rows) if row and not is_none_told(row)]
    problems += _contradicting(rows, values)
    told += [_total(key, values[key], problems) for key in _IN_ALL if key in values]
    if values.get("all", "").casefold() not in ("", "yes", "y", "no", "n"):
        problems.append(Problem(FIELDS, "all", f'"{values["all"]}"', "yes or no", "choose one of them"))
    if values.get("all", "").casefold() in ("yes", "y"):
        told.append("that is all")
    told += _never(values.get("never", ""))
    raise_if_any(problems)
    return "; ".join(told)


@cache
def _columns() -> tuple[Field, ...]:
    dated = dict.fromkeys((*SUPPLEMENTS, *products(), "Magnesium", "Vitamin K2", "Zinc", "Creatine"), ())
    return (
        Field("what", "food or supplement", "Milk, whole, no vitamin D added", choices()),
        Field("much", "how much each time", "200"),
        Field("unit", "unit", "g", by=units()),
        Field("often", "how often", "once a day", OFTEN),
        Field("since", "taken since (if known)", "2024-03-01", by=dated),
    )


_ONCE: Final = (
    Field("calcium", "calcium in all a day, food and tablets together (mg), instead of foods", "900"),
    Field("calcium_of_food", "calcium of food alone a day (mg), instead of foods", "700"),
    Field("vitamin_d", "vitamin D in all a day (IU), instead of vitamin D tablets", "1000"),
    Field("all", "are these foods all that you eat with calcium? else 250 mg a day are added", "no", ("yes", "no"),
          is_open=False),
    Field("never", "what is never eaten", "no dairy"),
)  # fmt: skip


def _told(number: int, row: Row, problems: list[Problem]) -> str:
    place, name = f"rows[{number}]", row.get("what", "")
    if not name:
        problems.append(
            missing(f"{place}.what", "food or supplement", f"row {number + 1}", '"Cheese, cheddar"')
        )
        return ""
    known, name = named(name)
    what = known or name
    which = which_product(name) if known is None else ()
    is_multi = known is None and MULTI.match(name) is not None
    if len(which) > 1:
        problems.append(_ask_which(place, name, which))
    elif is_multi:
        problems.append(_ask_label(place, name))
    listed = units().get(
        "Vitamin D tablets" if is_multi else what, ("tablet",) if is_of_both(what) or which else ()
    )
    much, unit = _amount(place, what, row, listed, problems)
    often = in_digits(row.get("often", ""))
    if known is None and not (which or is_multi or is_of_both(name)) and not (much and unit and often):
        _ask_of_name(place, name, problems)
    if not often:
        problems.append(
            Problem(
                FIELDS,
                f"{place}.often",
                f"no word on how often of {what}",
                "how often",
                'fill it in, for example "3 times a week"',
            )
        )
    elif times_of(often) is None:
        problems.append(
            Problem(FIELDS, f"{place}.often", f'"{often}" of {what}', "how often it is eaten or taken",
                    _how_often(often))
        )  # fmt: skip
    elif much and unit and len(which) <= 1 and not is_multi:
        since = f" since {row['since']}" if "since" in row and known not in foods() else ""
        if known is not None:
            return f"{_of_known(known, much, unit)} {often}{since}"
        return _of_other(place, name, much, unit, f"{often}{since}", problems)
    return ""


def named(name: str) -> tuple[str | None, str]:
    """Return the choice that a name is of, and the name; of a product of one strength that product.

    Examples
    --------
    >>> named("Citracal petites"), named("schnitzel")
    (('Citracal with D3 200 mg/250 IU', 'Citracal petites'), (None, 'schnitzel'))
    """
    known = known_choice(name)
    which = which_product(name) if known is None else ()
    if len(which) != 1:
        return known, name
    return (which[0], name) if known_choice(which[0]) else (None, which[0])


def _ask_of_name(place: str, name: str, problems: list[Problem]) -> None:
    """Ask at once of a name that is not read whatever its amount."""
    asked: list[Problem] = []
    for much, unit in (("100", "g"), ("1", "serving"), ("100", "mg")):
        found: list[Problem] = []
        _of_other(place, name, much, unit, "once a day", found)
        if not found:
            return
        asked = asked or found
    problems += asked


def _ask_which(place: str, name: str, which: Sequence[str]) -> Problem:
    """Return the question for which of the products of a name it is."""
    *with_d, last = (f'"{one}"' for one in which)
    ways = f"{', '.join(with_d)} or {last}"
    without = "" if last.strip('"') in products() else ", the last of tablets without vitamin D"
    return Problem(FIELDS, f"{place}.what", f'"{name}", which does not tell what one tablet holds',
                   "what the label says of one tablet", f"choose {ways}{without}")  # fmt: skip


def _ask_label(place: str, name: str) -> Problem:
    """Return the question for what tablets of many vitamins hold of those that count."""
    return Problem(
        FIELDS, f"{place}.what", f'"{name}", of which the content differs by product',
        "the vitamin D and the calcium on its label",
        'choose "Vitamin D tablets" here, with the IU of one, and add a row of "Calcium tablets" with its mg if it '
        "holds calcium; or take it out if it holds neither",
    )  # fmt: skip


def _how_often(often: str) -> str:
    """Return what to write of how often; a course that ends is told among the drugs, which hold its days."""
    if _COURSE.search(often):
        return "take it out here, and fill it in under drugs, with its first and its last day"
    return 'write for example "once a day", "3 times a week" or "every 2 days"'


_COURSE: Final = later(
    r"\b(?:for|until|till|x) \d+ ?(?:days?|weeks?|months?)|\bonce\b$|\bonly once\b", re.IGNORECASE
)


def _amount(
    place: str, what: str, row: Row, listed: tuple[str, ...], problems: list[Problem]
) -> tuple[str, str]:
    """Return the number and the unit of a row; what lacks is said."""
    example = (
        "1"
        if listed == ("tablet",)
        else "1000"
        if "IU" in listed
        else "500"
        if what.startswith("Calcium")
        else "15"
        if "mg" in listed
        else "100"
    )
    if "much" not in row:
        problems.append(missing(f"{place}.much", "amount", what, f'"{example}"'))
        return "", ""
    written = in_digits(row["much"].replace("\u00bd", "1/2"))
    if _THOUSANDS.match(written) and what not in foods():
        written = written.replace(",", "")
    told = _MUCH.fullmatch(written)
    if told is None or _THOUSANDS.match(told["n"]) or not told["n"].strip("0.,"):
        problems.append(
            Problem(FIELDS, f"{place}.much", f'"{row["much"]}" of {what}', "a number above 0",
                    f'write the number alone, for example "{example}"')
        )  # fmt: skip
        return "", ""
    behind = unit_of(told["unit"] or "")
    unit = unit_of(row.get("unit", ""))
    if behind and unit and behind != unit and not (behind == "piece" and told["unit"] == "x"):
        problems.append(
            Problem(FIELDS, f"{place}.unit", f'"{told["unit"]}" and "{unit}" of {what}', "one unit",
                    "leave one of them out")
        )  # fmt: skip
        return "", ""
    unit = unit or behind or (listed[0] if len(listed) == 1 else "")
    if not unit:
        problems.append(missing(f"{place}.unit", "unit", what, f'"{(listed or ("g",))[0]}"'))
    elif listed and unit not in listed and not (what in foods() or _fits(what, unit)):
        problems.append(
            Problem(FIELDS, f"{place}.unit", f'"{unit}" of {what}', f"one of {', '.join(listed)}",
                    f'fill in for example "{listed[-1]}"')
        )  # fmt: skip
        return "", ""
    elif (
        what in foods()
        and unit not in listed
        and _asked(f"{plain_name(foods()[what])} {counted('1', unit)} daily")
    ):
        problems.append(
            Problem(FIELDS, f"{place}.unit", f'"{unit}" of {what}', f"one of {', '.join(listed)}",
                    'fill in for example "g", with the grams')
        )  # fmt: skip
        return "", ""
    return told["n"].replace(",", "."), unit


def _fits(what: str, unit: str) -> bool:
    """Tell whether a unit that is not listed tells an amount of a supplement."""
    if what in products() or is_of_both(what):
        return False
    strength = _STRENGTH.fullmatch(unit)
    of_one = strength["dose"].split()[-1] if strength else unit
    known = {"mg", "\u00b5g", "g", "IU"} if "D" in what.split() or "D2" in what else {"mg", "g", "\u00b5g"}
    return unit_of(of_one.lstrip("0123456789. ")) in known


def _of_known(known: str, much: str, unit: str) -> str:
    """Return a row without how often in words."""
    if known in foods():
        return f"{plain_name(foods()[known])} {counted(much, unit)}"
    name = SUPPLEMENTS.get(known, known)
    if (strength := _STRENGTH.fullmatch(unit)) is not None:
        number = f"{float(much):g}" if "/" not in much else much
        return f"{name} {strength['dose']}, {counted(number, 'tablet')}"
    return f"{name} {counted(much, unit)}"


def _of_other(place: str, name: str, much: str, unit: str, often: str, problems: list[Problem]) -> str:
    """Return a row of a name that is not listed in words, where they are read."""
    if is_of_both(name):
        return f"{_D_BEHIND.sub('vitamin_d', name)}, {counted(much, unit)} {often}"
    words = f"{name} {counted(much, unit)} {often}"
    if known_kind(name) == "drug" and not is_other_supplement(words):
        found = f'"{name}", which is told among the drugs'
        fix = "take it out here, and fill it in under drugs"
        problems.append(Problem(FIELDS, f"{place}.what", found, "food and supplements", fix))
        return ""
    if is_other_supplement(words):
        return words
    if (asked := _asked(words)) is None:
        return words
    near = did_you_mean(name, choices(), "")
    problems.append(
        Problem(
            FIELDS,
            f"{place}.what",
            asked.found,
            asked.expected,
            near or asked.fix.replace("write ", "fill in ", 1).replace(words.removeprefix(name), ""),
        )
    )
    return ""


#: Told so, both are of one tablet.
_D_BEHIND: Final = later(r"vitamin d(?=\W)", re.IGNORECASE)


def _asked(words: str) -> Problem | None:
    """Return what is asked of a food in words; ``None`` where it is understood."""
    try:
        read_eaten(words)
    except UnclearAnswerError as unclear:
        return unclear.problems[0]
    return None


def _contradicting(rows: Sequence[Row], values: Row) -> Iterator[Problem]:
    known = [known or name for row in rows if row for known, name in (named(row.get("what", "")),)]
    supplements = {*SUPPLEMENTS, *products()}
    eaten = [
        one
        for one in known
        if not (one in supplements or is_other_supplement(one) or is_of_both(one) or which_product(one))
    ]
    tablets = [one for one in known if one in products() or one.startswith("Calcium ") or is_of_both(one)]
    for key in ("calcium", "calcium_of_food"):
        if key in values and eaten:
            yield Problem(FIELDS, key, f"an amount of calcium beside {eaten[0]}, which it may hold already",
                          "the foods, or how much calcium in all", "leave this blank, or take out foods")  # fmt: skip
    if "calcium" in values and tablets:
        yield Problem(FIELDS, "calcium", f"calcium in all beside {tablets[0]}, which it may hold already",
                      "calcium that counts once",
                      "fill in the calcium of food alone instead, or take out the tablets")  # fmt: skip
    if "calcium" in values and "calcium_of_food" in values:
        yield Problem(FIELDS, "calcium_of_food", "calcium in all and calcium of food alone", "one of the two",
                      "leave one of them blank")  # fmt: skip
    vitamin = [row for row in rows if known_choice(row.get("what", "")) in ("Vitamin D tablets", "Vitamin D2 tablets")
               and "since" not in row]  # fmt: skip
    if vitamin and "vitamin_d" in values:
        yield Problem(FIELDS, "vitamin_d", "vitamin D in all beside vitamin D tablets", "one of the two",
                      "leave one of them blank")  # fmt: skip
    if len(vitamin) > 1:
        yield Problem(FIELDS, "vitamin_d", "two rows of vitamin D", "vitamin D that counts once",
                      "take them out and fill in vitamin D in all a day, added up")  # fmt: skip
    if values.get("all", "").casefold() == "yes" and not eaten:
        yield Problem(FIELDS, "all", "all that is eaten with calcium, and no food", "the foods with calcium",
                      "add them above, or leave this blank")  # fmt: skip


def _total(key: str, written: str, problems: list[Problem]) -> str:
    unit, words = _IN_ALL[key]
    plain = written.replace(",", "") if _THOUSANDS.match(written) else written.replace(",", ".")
    told = _TOTAL.fullmatch(plain)
    if told is None:
        problems.append(
            Problem(FIELDS, key, f'"{written}"', f"a number of {unit} a day",
                    f'write the number alone, for example "{"900" if unit == "mg" else "1000"}"')
        )  # fmt: skip
        return ""
    return words.format(f"{told['n']} {unit_of(told['unit'] or unit)}")


def _never(written: str) -> list[str]:
    """Return what is never eaten, each by itself: "dairy" as "no dairy"."""
    parts = [part.strip(" .") for part in _AND.split(written) if part.strip(" .")]
    parts = [part for part in parts if part.casefold() not in ("none", "nothing", "no", "-")]
    return [one if _SAYS_NOT.match(one) or _is_wish(one) else f"no {one}" for one in parts]


def _is_wish(text: str) -> bool:
    try:
        return bool(take_wishes({"food": text})[1])
    except UnclearAnswerError:
        return False
