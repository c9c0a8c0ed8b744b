"""Foods in words → the foods of ``[habits]``: one by one, together at a meal, or as a diary has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from osteotwin.asking.food.all_lacking import asked_at_once, how_often
from osteotwin.asking.food.diary_lines import diary_line
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_clauses import (
    bracket_first,
    clauses_of,
    each_day_told,
    names_a_meal,
    often_of,
    says_how_often,
    times_of,
)
from osteotwin.asking.food.eaten_either import options_of
from osteotwin.asking.food.eaten_habits import check_all_year, check_counts, check_milk_of
from osteotwin.asking.food.eaten_meal import is_one_food, meal_of
from osteotwin.asking.food.eaten_often import is_each_day, often_behind, with_count_before
from osteotwin.asking.food.eaten_parts import joined_parts
from osteotwin.asking.food.eaten_ranges import (
    check_behind_often,
    check_of_what,
    check_range,
    check_servings_of_list,
    check_so_many_of_a_meal,
    check_two_rhythms,
)
from osteotwin.asking.food.eaten_refused import is_eaten_all_the_same
from osteotwin.asking.food.eaten_talk import (
    is_of_each_day,
    is_only_talk,
    without_heading,
    without_now_and_then,
    without_talk,
)
from osteotwin.asking.food.heads import in_a_row
from osteotwin.asking.food.limits import check_of_a_food
from osteotwin.asking.food.phrases import in_plain_words
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.table import value_of_key
from osteotwin.people.wishes import FOOD_GROUPS
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.plan_file import HabitualFood
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_NOT_EATEN: Final = later(
    r"(?:i(?:'m| am)? )?(?:an? )?(?:no|without|never|not|none|don[\u2019']?t|do not|cannot|can[\u2019']?t|avoid|zero|"
    r"vegans?|vegetarian|(?:dairy|milk|lactose)[- ]free)\b(?! (?:more|less|fewer) than)", re.IGNORECASE)  # fmt: skip
#: "every day: oats, milk", "every morning 2 eggs"
_FRONT: Final = later(r"(?P<often>[^:;,]{4,30}):\s+(?P<what>.+)")
_LISTED: Final = later(r",\s")
#: "2 eggs, yogurt and an apple daily": the last "and" closes a list that has how often in common.
_ONE_LIST: Final = later(r",\s(?:(?!,\s).)*?(?:,\s|\s)and\s(?!.*(?:,\s|\band\b))", re.IGNORECASE)
#: Asked for so, how often is asked for, too, or cannot be yet.
_SAYS_ALL: Final = later(r"how often|^what is eaten")
_EACH_DAY: Final = "the meals of a day are taken as those of every day"


def read_eaten(piece: str) -> list[Found]:
    """Return one food, whose name may hold commas, or several: with how often each, or eaten together.

    Raises
    ------
    UnclearAnswerError
    """
    check_counts(piece)
    check_milk_of(piece)
    check_all_year(piece)
    check_servings_of_list(piece)
    check_range(piece)
    check_of_what(piece)
    line, is_of_a_day = diary_line(piece)
    front = _FRONT.match(line)
    if front is not None and (times := times_of(front["often"])) is not None:
        return _in_front(times, diary_line(front["what"])[0], piece)
    if (groups := _told_before(line)) is not None:
        return [
            one for foods, often in groups for one in meal_of(foods, often_of(f"x {often}", piece)[1], piece)
        ]
    told = tuple(map(bracket_first, clauses_of(line)))
    each_day = told if _ON_ONE_DAY.search(piece) else each_day_told(line)
    of_meals = [Found(("habits",), {}, Place(""), piece, _EACH_DAY)] if each_day != told else []
    told = each_day
    parts = tuple(with_count_before(in_plain_words(part)) for part in told)
    line = line if parts == told and len(parts) > 1 else ", ".join(parts)
    often = [says_how_often(part) for part in parts]
    if len(parts) > 1 and often[0] and not any(often[1:]):
        said, times = often_of(in_digits(parts[0]), parts[0])
        if said.strip(" ,") and is_only_talk(said):  # it is, from Monday to Friday, ...
            return meal_of(", ".join(parts[1:]), times, piece)
    if len(parts) > 1 and any(often) and not all(often):
        return _partly_told(line, parts, piece, is_meal=is_of_a_day)
    if any(often):
        return [
            one for part in ((line,) if len(parts) == 1 else parts) for one in _rated(part, piece)
        ] + of_meals
    is_daily = is_of_a_day or is_of_each_day(line)
    if is_of_a_day:
        check_so_many_of_a_meal(line)
    check_behind_often(line)
    fix = _with_how_often(line, parts, piece)
    try:
        foods = meal_of(line, DAYS_PER_WEEK, piece)
    except UnclearAnswerError as unclear:
        if is_daily or any(_SAYS_ALL.search(problem.expected) for problem in unclear.problems):
            raise
        known = [one for part in parts for one in _as_far_as_known(part, piece)]
        raise asked_at_once((unclear, how_often(line, fix, known))) from None
    if is_daily:
        return [*foods, Found(("habits",), {}, Place(""), piece, _EACH_DAY)] if is_of_a_day else foods
    raise how_often(line if "," in line or len(parts) > 1 else piece, fix, foods)


def _as_far_as_known(part: str, piece: str) -> list[Found]:
    """Return the foods of a part; none where something of it is asked."""
    try:
        return meal_of(part, DAYS_PER_WEEK, piece)
    except UnclearAnswerError:
        return []


def _with_how_often(line: str, parts: tuple[str, ...], piece: str) -> str:
    """Return how to say how often foods are eaten."""
    if len(parts) > 1 and any(len(in_a_row(part)) > 1 for part in re.split(r",\s+", line)):
        each = "; ".join(f"{part} every day" for part in parts)
        return f'write for example "{each}"'
    if _ON_ONE_DAY.search(piece):
        return f'write for example "every day: {without_talk(piece, is_list=True)}", with what is eaten on most days'
    if "," in line or len(parts) > 1:
        return f'write for example "every day: {piece}"'
    return f'write for example "{piece} every day" or "{piece} 3 times a week"'


#: What was eaten then is no habit.
_ON_ONE_DAY: Final = later(
    r"\b(?:yesterday|today|tonight|last night|gestern|heute|hier|aujourd['\u2019]hui|ayer|hoy|ieri|oggi)\b",
    re.IGNORECASE,
)


def _in_front(times: float, what: str, piece: str) -> list[Found]:
    """Return foods behind how often, which holds for those that do not say it themselves."""
    clauses = clauses_of(what)
    if not any(map(says_how_often, clauses)):
        return meal_of(what, times, piece)
    return [
        one for clause in clauses
        for one in (_rated(clause, piece) if says_how_often(clause) else meal_of(clause, times, piece))
    ]  # fmt: skip


def _told_before(line: str) -> list[tuple[str, str]] | None:
    """Return foods in groups, each with how often, where that stands before some; None where it stands before none.

    What stands before a food is of those behind it, too, as far as the next that has its own. Foods between one that
    has it before and one that has it behind may belong to either.

    Raises
    ------
    UnclearAnswerError
    """
    parts = clauses_of(line)
    told = [often_behind(part) for part in parts]
    if not any(often for _, often in told):
        return None
    groups: list[tuple[list[str], str]] = []
    for (food, often), part in zip(told, parts, strict=True):
        if often:
            groups.append(([food], often))
        elif says_how_often(part):
            if groups and len(groups[-1][0]) > 1:
                raise _how_often_of_each(parts)
            name, _ = often_of(in_digits(part), part)
            groups.append(([name], in_digits(part)[len(name) :].strip(" ,")))
        elif groups and often_behind(f"{groups[-1][1]} x")[1]:
            groups[-1][0].append(part)
        else:
            raise _how_often_of_each(parts)
    if any(len(foods) > 1 and not is_each_day(often) for foods, often in groups) and _LISTED.search(line):
        raise _how_often_of_each(parts)
    return [(", ".join(foods), often) for foods, often in groups]


def _how_often_of_each(parts: tuple[str, ...]) -> UnclearAnswerError:
    """Return the question of how often each food is eaten; what is open of a food itself is asked first."""
    each: list[str] = []
    lacking: list[str] = []
    unclear: list[UnclearAnswerError] = []
    for part in parts:
        name = often_of(in_digits(part), part)[0] if says_how_often(part) else without_now_and_then(part)[0]
        try:
            meal_of(often_behind(name.strip(" ,"))[0], DAYS_PER_WEEK, part)
        except UnclearAnswerError as one:
            unclear.append(one)
        food, often = often_behind(part)
        bare, is_rare = without_now_and_then(part)
        is_told = bool(often) or says_how_often(part)
        lacking += [] if is_told or is_rare else [part]
        often = often or ("" if says_how_often(part) else "once a week" if is_rare else "every day")
        each.append(f"{bare if is_rare else food} {often}".strip())
    if unclear and (len(lacking) != 1 or any("how often" in one.problems[0].expected for one in unclear)):
        return unclear[0]
    if len(lacking) == 1 and len(parts) > 1 and not any(without_now_and_then(part)[1] for part in parts):
        (part,) = lacking
        often = how_often(part, f'write for example "{part} every day" or "{part} 3 times a week"')
        return asked_at_once((*unclear, often)) if unclear else often
    if unclear:
        return unclear[0]
    return UnclearAnswerError(
        "food", f"{quoted(', '.join(parts))}, several foods", "how often of each",
        f'write for example "{"; ".join(each)}"; meat, rice and other foods with hardly any calcium can be left out',
    )  # fmt: skip


def _partly_told(line: str, parts: tuple[str, ...], piece: str, *, is_meal: bool) -> list[Found]:
    """Return foods of which the last says how often for all; ask where it may be of the last alone."""
    if (refused := next((part for part in parts if _NOT_EATEN.match(part)), None)) is not None:
        raise not_eaten(refused)
    if says_how_often(line) and (whole := _one_food(line, piece)) is not None:
        return whole
    if says_how_often(parts[-1]) and options_of(joined_parts(often_of(in_digits(line), line)[0])):
        return _rated(line, piece)
    if says_how_often(parts[-1]) and not any(map(says_how_often, parts[:-1])):
        if not _LISTED.search(line) and not any(map(names_a_meal, parts[:-1])):
            return _rated(line, piece)
        if is_meal or _is_daily_list(parts) or _ONE_LIST.search(line) or without_heading(line) != line:
            name, _ = often_of(in_digits(line), line)
            often = in_digits(line)[len(name) :].strip(" ,")
            note = f"{quoted(often)} is taken for all of {quoted(name)}"
            return [*_rated(without_heading(line), piece), Found(("habits",), {}, Place(""), piece, note)]
    raise _how_often_of_each(parts)


def _is_daily_list(parts: tuple[str, ...]) -> bool:
    """Tell whether a list of foods, each with its amount, ends with every day: "3 eggs, 1 cup of milk daily"."""
    name, _ = often_of(in_digits(parts[-1]), parts[-1])
    often = in_digits(parts[-1])[len(name) :].strip(" ,")
    is_daily = is_each_day(often) or often in ("a day", "per day")
    is_told = [amount_of(one)[0].is_said for one in (*parts[:-1], name)]
    return is_daily and (all(is_told) or (len(is_told) > _FEWEST_OF_A_LIST and all(is_told[1:])))


_FEWEST_OF_A_LIST: Final = 2


#: Of foods that are named, and not eaten.
REFUSED: Final = "which says what is not eaten"


def is_not_eaten(piece: str) -> bool:
    """Tell whether words say what is not eaten."""
    return _NOT_EATEN.match(piece) is not None


def not_eaten(piece: str) -> UnclearAnswerError:
    """Return the question for what is eaten instead of what is not."""
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, {REFUSED}", "what is eaten, or how much calcium in all",
        'write for example "calcium 400 mg a day" here, or the foods with calcium that are eaten; what plans shall '
        f"leave out is one of {', '.join(FOOD_GROUPS)}, or vegan or vegetarian: \"no dairy; calcium 400 mg a day\"",
    )  # fmt: skip


def check_refused(refused: list[str], foods: list[Found], *, knows_calcium: bool) -> None:
    """Ask where what is not eaten is all that is told, or is told as eaten, too.

    Raises
    ------
    UnclearAnswerError
    """
    library = {food.name: food for food in load_foods().values()}
    eaten = [library[one.keys["food"]] for one in foods if "food" in one.keys]
    for what in refused:
        if not (eaten or knows_calcium) or is_eaten_all_the_same(what, eaten):
            raise not_eaten(f"no {what}")


#: Hardly anybody eats less calcium than this [mg/day].
_LEAST_CALCIUM: Final = 300.0
#: What foods bring that nobody names: bread, vegetables, meat, water [mg/day]. The Bone Health and Osteoporosis
#: Foundation adds as much to the dairy and fortified foods that are counted (its guide to a calcium-rich diet).
OTHER_FOODS: Final = 250.0
#: Beside foods that are no whole diet.
USUAL_DIET: Final = "otherwise a usual diet"
#: Of a usual diet [mg/day].
_USUAL_CALCIUM: Final = 750.0
#: Food brings so much vitamin D, 150 to 200 IU a day, where nobody says more [IU/day].
_USUAL_VITAMIN_D: Final = 200.0
_ALL: Final = later(
    r"(?:(?:and )?(?:that|this|it)(?:'s| is| was)? (?:about )?(?:all|everything|it)"
    r"(?: (?:that )?i eat| (?:the )?(?:calcium|dairy) (?:that )?i (?:get|eat|have))?|"
    r"(?:and )?(?:nothing|no other foods?|no other dairy|no more foods?)(?: else)?(?: with calcium)?|"
    r"(?:and )?only (?:this|that|these|those)|(?:all|everything) (?:that )?i eat)",
    re.IGNORECASE,
)


#: Behind the last food, and no food itself.
_ALL_BEHIND: Final = later(
    rf"(?:,\s*|(?<=[a-z]) (?=and that))(?=(?:{_ALL.pattern})[\s.!]*(?:$|[;\n]))", re.IGNORECASE
)
#: "milk, 2 cups; cheese, 1 oz; all daily"
_ALL_DAILY: Final = later(
    r"[;,\n]\s*(?:all|each|everything|both)(?: of (?:it|them|these|this|that))?,? "
    r"(?P<often>daily|every day|each day|(?:a|per) day)[\s.!]*$",
    re.IGNORECASE,
)
_HAS_RHYTHM: Final = later(
    r"\b(?:daily|weekly|monthly|days?|weeks?|months?|times|twice|once|mornings?|evenings?|nights?)\b",
    re.IGNORECASE,
)


def with_all_apart(text: str) -> str:
    """Return an answer in which words of all foods stand by themselves: that these are all, that each is of each day.

    Examples
    --------
    >>> with_all_apart("milk 200 ml daily, nothing else"), with_all_apart("milk, 2 cups; cheese, 1 oz; all daily")
    ('milk 200 ml daily; nothing else', 'milk, 2 cups daily; cheese, 1 oz daily')
    """
    text = _ALL_BEHIND.sub("; ", text.replace("\u2019", "'"))
    if (often := _ALL_DAILY.search(text)) is not None and not _HAS_RHYTHM.search(text[: often.start()]):
        parts = (
            re.split(r"[;\n]", text[: often.start()])
            if ";" in text or "\n" in text
            else [text[: often.start()]]
        )
        if len(parts) > 1:
            return "; ".join(f"{part.strip()} daily" for part in parts if part.strip())
        return f"every day: {text[: often.start()]}"
    return text


def says_that_is_all(piece: str) -> bool:
    """Tell whether words say that the foods told are the whole diet."""
    return _ALL.fullmatch(piece.replace("\u2019", "'").strip(" .!")) is not None


def rest_of_diet(
    foods: list[Found], *, is_all: bool, is_usual: bool = False, said: str = ""
) -> dict[str, str]:
    """Return the keys of ``[habits]`` for what is eaten beside the foods that were told.

    Parameters
    ----------
    foods : list of Found
    is_all : bool
        Whether they are said to be the whole diet.
    is_usual : bool
        Whether a usual diet is told beside them.
    said : str
        The answer.

    Raises
    ------
    UnclearAnswerError
        If even with the rest they hold less calcium than almost any diet.
    """
    calcium, vitamin_d = _held_by(foods)
    if not any(one.keys for one in foods):
        return {}
    if is_usual and not is_all and calcium + OTHER_FOODS < _LEAST_CALCIUM:
        return {"other_calcium": f"{_USUAL_CALCIUM - calcium:.0f} mg/day"}
    _check_enough(calcium if is_all else calcium + OTHER_FOODS, "" if is_all or is_usual else said)
    if is_all:
        return {}
    more = {"vitamin_d": f"{round(vitamin_d)} IU/day"} if vitamin_d > _USUAL_VITAMIN_D else {}
    return {"other_calcium": f"{OTHER_FOODS:g} mg/day", **more}


def is_of_usual_diet(keys: Mapping[str, object]) -> bool:
    """Tell whether a usual diet stands for what is eaten beside the foods that were told."""
    return "other_calcium" in keys and keys["other_calcium"] != f"{OTHER_FOODS:g} mg/day"


def _held_by(foods: list[Found]) -> tuple[float, float]:
    """Return calcium [mg/day] and vitamin D [IU/day] of foods."""
    library = load_foods()
    told = [
        (library[value_of_key(HabitualFood, "food").read(one.keys["food"])], one.keys["servings_per_week"])
        for one in foods
        if one.keys
    ]
    for food, servings in told:
        check_of_a_food(food.name, food.calcium_mg * servings / DAYS_PER_WEEK)
    calcium = sum(food.calcium_mg * servings for food, servings in told) / DAYS_PER_WEEK
    return calcium, sum(food.vitamin_d_iu * servings for food, servings in told) / DAYS_PER_WEEK


def _check_enough(calcium: float, said: str = "") -> None:
    """Refuse a list of foods that cannot be all that is eaten.

    Raises
    ------
    UnclearAnswerError
    """
    if calcium < _LEAST_CALCIUM:
        raise UnclearAnswerError(
            "food", f"foods that bring the day to {calcium:.0f} mg of calcium in all, less than almost any diet",
            "the other foods with calcium, or how much in all",
            (f'write "{said.strip(" .;,")}; {USUAL_DIET}" where it is, or ' if said else "")
            + 'name the others too, or write in their place how much in all, for example "calcium 750 mg a day"',
        )  # fmt: skip


def _rated(part: str, piece: str) -> list[Found]:
    """Return the foods of words that end with how often, eaten together."""
    said = " ".join(in_digits(part).strip(" ,.").split())
    name, times = often_of(said, part)
    check_two_rhythms(name, times, said)
    return meal_of(name, times, piece)


def _one_food(line: str, piece: str) -> list[Found] | None:
    """Return one food whose name holds commas; None where they part several."""
    name, times = often_of(in_digits(line), line)
    if not is_one_food(name):
        return None
    return meal_of(name, times, piece)
