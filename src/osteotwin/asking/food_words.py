"""Food and supplements in words → the calcium, vitamin D and foods of ``[habits]``."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.asking.food.comma_names import with_names_joined
from osteotwin.asking.food.diary_lines import in_one_word
from osteotwin.asking.food.eaten_clauses import says_how_often
from osteotwin.asking.food.eaten_grammar import names_a_food
from osteotwin.asking.food.eaten_habits import check_is_habit
from osteotwin.asking.food.eaten_named import ask_of_named_kinds
from osteotwin.asking.food.eaten_ranges import ask_so_often, with_mean_often
from osteotwin.asking.food.eaten_refused import refused_apart
from osteotwin.asking.food.eaten_words import (
    check_refused,
    is_not_eaten,
    is_of_usual_diet,
    not_eaten,
    read_eaten,
    rest_of_diet,
    says_that_is_all,
    with_all_apart,
)
from osteotwin.asking.food.labels import labelled_food
from osteotwin.asking.food.limits import ask_one_amount, check_per_day
from osteotwin.asking.food.phrases import COURSE
from osteotwin.asking.food.pints import with_pints
from osteotwin.asking.food.protein import without_protein
from osteotwin.asking.food_pieces import (
    NO_TABLETS,
    NUTRIENTS,
    begins_with_a_food,
    names_with_nutrients,
    plain_pieces,
    without_diet,
)
from osteotwin.asking.person.wish_words import not_eaten_by
from osteotwin.asking.pieces import is_none
from osteotwin.asking.supplements.apart import supplements_apart
from osteotwin.asking.supplements.asides import without_asides
from osteotwin.asking.supplements.beside import SAYS_MORE, dose_beside
from osteotwin.asking.supplements.brands import ask_of_antacid, is_antacid
from osteotwin.asking.supplements.doubts import ask_of_rest, ask_other_rhythm, ask_turned
from osteotwin.asking.supplements.examples import (
    ask_tablets_or_all,
    how_to_tell_tablets,
    is_like_tablets,
    of_both,
    usual_rhythm,
    with_unit,
)
from osteotwin.asking.supplements.foods import AMOUNT, ask_food_beside
from osteotwin.asking.supplements.multi import MULTI, multis_in
from osteotwin.asking.supplements.now_and_then import ask_now_and_then
from osteotwin.asking.supplements.plain_dose import ask_of_active_form
from osteotwin.asking.supplements.rare import IN_ALL, ask_of_other_salt, ask_of_rare_calcium
from osteotwin.asking.supplements.season import of_whole_year
from osteotwin.asking.supplements.tablets import brand_told, supplement_since, tablets_told
from osteotwin.asking.supplements.vocabulary import FORM
from osteotwin.asking.supplements.words import (
    ask_how_much,
    ask_in_one,
    ask_of_what,
    ask_unknown_in_units,
    ask_which_supplement,
    is_other_supplement,
    other_supplement,
)
from osteotwin.asking.tablets_of_a_day import in_one_count
from osteotwin.asking.training.asides import MOST_DAYS, in_times_a_week
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.dose_words import AmbiguousDose, dose_steps
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.units import AmbiguousRhythm, in_digits, quantity_text
from osteotwin.units.patterns import later
from osteotwin.units.written_numbers import of_thousands_or_not

_AROUND: Final = later(r"^(?:i )?(?:also |usually |mostly |normally )?(?:eat|drink|have|take)\b(?! a week)|"
                            r"\b(?:about|around|roughly|approximately|ca\.?|i (?:eat|drink|take|have)|"
                            r"(?:daily )?intake(?: of)?|"
                            r"(?:from )?(?:foods?|diet)(?: and (?:tablets?|supplements?|pills?))?(?: together)?|"
                            r"in all|total|supplements?|tablets?|pills?|elemental)\b|[():~]",
                            re.IGNORECASE)  # fmt: skip
#: A diet that says nothing of its calcium: the usual intake stands for it.
_KIND_OF_DIET: Final = (
    r"(?:i )?(?:(?:eat|have|follow) )?(?:an? |the |my )?(?:(?:usual|normal|regular|varied|mixed|balanced|"
    r"average|typical|"
    r"standard|healthy|omnivore|western|good)(?:ly)?,? ?)+"
)
_USUAL: Final = later(
    r"(?:(?:and |but )?(?:otherwise|apart from that|besides that|(?:all )?the rest(?: is)?|rest(?: is)?),? )?"
    rf"{_KIND_OF_DIET}(?:diet|food)?|(?:i )?(?:dunno|don'?t know|no idea|not sure)|nothing (?:special|"
    rf"in particular|unusual)",
    re.IGNORECASE,
)  # fmt: skip
#: A diet that says nothing of its calcium, before what is eaten of it.
_WAY_OF_EATING: Final = later(
    r"^(?:(?:i'?m|i am|i do|i follow|i eat|on|doing|mostly|strict|an?|the) )*(?P<diet>(?:keto(?:genic)?|"
    r"paleo|carnivore|"
    r"mediterranean|dash|low[- ]carb|low[- ]fat|high[- ]fib(?:re|er)|intermittent fasting|omad|16[:/]8|"
    r"whole ?30|pescatarian|"
    r"flexitarian)(?: (?:diet|style|eating))?(?: \(?16[:/]8\)?)?)(?:\s*[,:;.]|\s+[-\u2013])\s*(?=\S)",
    re.IGNORECASE,
)
#: Before and behind what is eaten: "mixed diet, milk daily", "6 prunes a day, otherwise normal diet".
_USUAL_BEFORE: Final = later(
    rf"^(?P<diet>{_KIND_OF_DIET}(?:diet|food))(?:,| ?[-:]| plus| and| with| but| \+)\s+(?=\S)", re.IGNORECASE
)
_USUAL_BEHIND: Final = later(
    r"(?:,|\.| and| plus)\s*(?P<diet>(?:(?:and |but )?(?:otherwise|apart from that|besides that|"
    r"the rest(?: is)?|rest(?: is)?),? )?"
    rf"{_KIND_OF_DIET}(?:diet|food))(?=\W*$)", re.IGNORECASE,
)  # fmt: skip
_ONE_A_DAY: Final = later(r"\bone a day\b", re.IGNORECASE)
#: What is added to a food, and no nutrient by itself: calcium fortified juice, milk with added vitamin D.
_OF_A_FOOD: Final = later(
    r"\bcalcium[- ](?:and vitamin d )?(?:fortified|enriched|set|sulfate|added|rich|tofu)\b|"
    r"\b(?:fortified|enriched) with (?:calcium|vitamin d)(?:(?: and|,) (?:calcium|vitamin d))?|"
    r"\b(?:milk|milch|drink|juice|oj|tofu|yogh?urt|sojamilch|hafermilch|mandelmilch|haferdrink|"
    r"soja|oatly|alpro)\b(?: ?\(\d+ ?(?:ml|l|g),)?[^,;\d]*(?:without|ohne|sans|sin|with|mit|\+|plus|added)(?: added)? "
    r"calcium(?: (?:and|und|\+|&) (?:vitamin )?d)?",
    re.IGNORECASE,
)
#: Said of calcium: that it is of tablets alone, or of food alone.
_TABLETS: Final = later(
    r"\b(?:carbonate|citrate|tablets?|tabs?|pills?|capsules?|caps|supplements?)\b", re.IGNORECASE
)
#: No turn of what is taken.
_OTHER_NUTRIENTS: Final = later(r"\b(?:calcium|magnesium|zinc|k2?|each|per|total)\b|[;/&+]", re.IGNORECASE)
#: So many tablets of which it is not told what is in one.
_IN_ONE: Final = later(rf"\d[\d.]* (?P<form>{FORM.pattern})(?! of \d)(?!.*\d ?(?:iu|m?c?g)\b)", re.IGNORECASE)
#: A number, and none of a name such as K2.
_NUMBER: Final = later(r"(?<![^\W\d_])\d")
#: "1.200 mg": a point that may part thousands.
_THOUSANDS: Final = later(
    r"(?<![\d.,])(?P<n>[1-9]\d{0,2}\.\d{3})(?= ?(?P<unit>mg|mcg|µg|μg|ug|iu|ie|i\.u|units?)\b)", re.IGNORECASE
)
#: "0.5 l/d"
_A_DAY: Final = later(r"(?<=[a-zA-Z])/d\b(?! ?\d)")
#: Tablets are counted so, food is not.
_TIMES_A_DAY: Final = later(
    r"\b(?:twice|[2-6] ?(?:x|times)|[2-6] ?x ?\d+|bid|tid|(?:morning|breakfast) and)\b", re.IGNORECASE
)
_OF_FOOD: Final = later(r"\b(?:foods?|diet)\b", re.IGNORECASE)


def read_food_words(text: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return the foods, calcium and vitamin D of an answer; tablets of calcium as a supplement.

    Raises
    ------
    UnclearAnswerError
    """
    if is_none(text):
        return ()
    totals: dict[str, float] = {}
    foods: list[Found] = []
    tablets: list[Found] = []
    others: list[Found] = []
    total, is_all, is_usual = "", False, False
    if (way := _WAY_OF_EATING.match(text)) is not None:
        text = text[way.end() :]
        others.append(Found(("habits",), {}, Place(""), text, f"{quoted(way['diet'])} is in no number"))
    is_bound = way is not None
    text, pints = with_pints(text)
    others += [Found(("habits",), {}, Place(""), text, note) for note in pints]
    text, protein = without_protein(text)
    in_none = "is in no number: calcium and vitamin D of food count"
    others += [Found(("habits",), {}, Place(""), one, f"{quoted(one)} {in_none}") for one in protein]
    text = _USUAL_BEHIND.sub(r"; \g<diet>", _USUAL_BEFORE.sub(r"\g<diet>; ", text))
    lacking: list[str] = []
    plain, asides = without_asides(with_names_joined(text))
    asides = (
        *asides,
        *(f"{quoted(one[0])} is counted as 5 times a week" for one in MOST_DAYS.finditer(plain)),
    )
    plain = in_times_a_week(plain)
    others += [Found(("habits",), {}, Place(""), text, note) for note in asides]
    said = with_all_apart(in_one_word(in_one_count(_A_DAY.sub("/day", supplements_apart(plain)))))
    pieces, notes = plain_pieces(supplements_apart(said))
    others += [Found(("habits",), {}, Place(""), text, note) for note in notes]
    for told in pieces:
        ask_of_active_form(told)
        piece, diet = without_diet(told)
        is_bound = is_bound or bool(diet)
        others += (
            [Found(("habits",), {}, Place(""), told, f"{quoted(diet)} stands before foods that it is of")]
            if diet
            else []
        )
        if NO_TABLETS.fullmatch(piece):
            others.append(Found(("habits",), {}, Place(""), piece, f"{piece.casefold()}, as told"))
            continue
        if _USUAL.fullmatch(piece):
            is_usual = True
            continue
        if says_that_is_all(piece):
            is_all = True
            continue
        whole = piece
        refused, piece = refused_apart(piece)
        lacking += refused
        others += [Found(("habits",), {}, Place(""), whole, f"no {what}, as told") for what in refused]
        others += not_eaten_by(refused, whole)
        if not piece:
            continue
        if begun := supplement_since(piece, today, order):
            tablets += begun
            continue
        ask_now_and_then(piece)
        check_is_habit(piece)
        if is_not_eaten(piece):
            raise not_eaten(piece)
        piece, mean = of_whole_year(piece)
        others += [Found(("habits",), {}, Place(""), whole, mean)] if mean else []
        if (labelled := labelled_food(piece)) is not None:
            foods += labelled
            continue
        if not begins_with_a_food(piece):
            ask_food_beside(piece)
        if is_antacid(piece):
            raise ask_of_antacid(piece)
        ask_of_other_salt(piece)
        if names_calcium_brand(piece):
            tablets += brand_told(piece, today, order)
            continue
        nutrient = None
        if not begins_with_a_food(piece):
            plain = _OF_A_FOOD.sub(" ", names_with_nutrients().sub(" ", piece))
            nutrient = next((row for row in NUTRIENTS if row[3].search(plain)), None)
        if nutrient is None or not _NUMBER.search(nutrient[3].sub("", piece)):
            _check_supplement(piece)
            ask_how_much(piece)
            if is_other_supplement(piece):
                others += other_supplement(piece, today, order)
                continue
            ask_of_what(piece)
            ask_unknown_in_units(piece)
            ask_which_supplement(piece)
            ask_of_named_kinds(piece)
            ask_so_often(piece)
            piece, mean = with_mean_often(piece)
            others += [Found(("habits",), {}, Place(""), whole, mean)] if mean else []
            foods += read_eaten(piece)
            continue
        key = nutrient[0]
        of_tablets = _TABLETS.search(piece) or _TIMES_A_DAY.search(piece)
        if key == "calcium" and of_tablets and not IN_ALL.search(piece):
            tablets += tablets_told(piece, today, order)
            continue
        if key == "calcium":
            ask_of_rare_calcium(piece)
        total = piece if key == "calcium" else total
        if key in totals:
            raise UnclearAnswerError(
                "food", f"two amounts of {key.replace('_', ' ')}", "what there is of it in all", "add them up"
            )
        totals[key], aside = _per_day(piece, *nutrient[1:])
        others += [Found(("habits",), {}, Place(""), piece, f"not used: {quoted(aside)}")] if aside else []
        ask_of_rest(piece, nutrient[3], [row[3] for row in NUTRIENTS if row is not nutrient])
        check_per_day(key, totals[key], piece)
    if foods and total and is_like_tablets(total, totals["calcium"]):
        note = f"{quoted(total)} beside foods is taken for tablets"
        tablets += tablets_told(total.replace("calcium ", "calcium tablets ", 1), today, order)
        others.append(Found(("habits",), {}, Place(""), total, note))
        del totals["calcium"]
        total = ""
    check_refused(lacking, foods, knows_calcium="calcium" in totals)
    if "calcium" in totals and foods:
        raise UnclearAnswerError(
            "food", "an amount of calcium beside foods that hold it", "one of the two",
            'write only the foods, and tablets beside them as "calcium tablets 500 mg daily"; or only the calcium of '
            'food and tablets together, "calcium 1200 mg a day in all"',
        )  # fmt: skip
    if tablets and total and not _OF_FOOD.search(total):
        raise UnclearAnswerError(
            "food", f"tablets of calcium beside {quoted(total)}, which may hold them already",
            "calcium that counts once", 'write "calcium 700 mg a day from food" beside tablets, or only all together: '
            '"calcium 1200 mg a day in all"',
        )  # fmt: skip
    if total and not IN_ALL.search(total):
        ask_tablets_or_all(total, totals["calcium"])
        note = f"{quoted(total)} is taken for the calcium of food and tablets together"
        others.append(Found(("habits",), {}, Place(""), total, note))
    named = [one for one in foods if one.keys]
    is_one = len(named) == 1 and not (is_bound or lacking)
    keys = rest_of_diet(foods, is_all=is_all, is_usual=is_usual or is_one, said=text)
    if is_one and not is_usual and is_of_usual_diet(keys):
        note = "is no whole diet: a usual one stands for the rest"
        others.append(Found(("habits",), {}, Place(""), text, f"{quoted(named[0].said.strip())} {note}"))
    keys |= {key: quantity_text(float(f"{value:.6g}"), f"{key}_per_day") for key, value in totals.items()}
    return ((Found(("habits",), keys, Place(""), text),) if keys else ()) + (*foods, *tablets, *others)


def _check_supplement(piece: str) -> None:
    if MULTI.match(piece) and not (names_a_food(piece) and not MULTI.match(_ONE_A_DAY.sub("", piece))):
        raise UnclearAnswerError(
            "food", f"{quoted(_named_multi(piece))}, whose content differs by product",
            "the vitamin D and the calcium on its label",
            f'write for example "{of_both(piece) or "vitamin D 400 IU daily"}"',
        )  # fmt: skip


def _named_multi(piece: str) -> str:
    """Return the words of a product of many vitamins among foods; of others all that is said of it."""
    places = multis_in(piece)
    return piece[places[0][0] : places[0][1]] if places and names_a_food(piece) else piece


def _per_day(piece: str, quantity: str, mass: str, words: re.Pattern[str]) -> tuple[float, str]:
    """Return the amount a day, of a rate, or of a dose with its rhythm; and the words that are set aside."""
    if (course := COURSE.search(piece)) is not None:
        amounts = AMOUNT.findall(piece[: course.start()])
        is_begun = course[0].casefold() in ("since", "from")
        if is_begun and len(amounts) == 1 and not says_how_often(piece[: course.start()]):
            name = "vitamin D" if quantity == "vitamin_d_per_day" else "calcium tablets"
            raise UnclearAnswerError(
                "food", f"no word on how often in {quoted(piece)}", "how often, too",
                f'write for example "{name} {amounts[0]} daily {piece[course.start() :]}"',
            )  # fmt: skip
        raise UnclearAnswerError(
            "food", f"{quoted(course[0])} in {quoted(piece)}, which may be over some day", "what goes on all along",
            "write it among the drugs, with its first day and how long or how often: "
            '"vitamin D 50,000 IU weekly for 8 weeks, starting 1 March 2026"',
        )  # fmt: skip
    if (either := _THOUSANDS.search(piece)) is not None:
        thousands, decimal = of_thousands_or_not(either["n"])
        raise UnclearAnswerError(
            "food", f"{quoted(either['n'])}, which may part thousands or decimals",
            "a number that can be read in one way",
            f'write "{thousands} {either["unit"]}", or "{decimal} {either["unit"]}"',
        )  # fmt: skip
    bare = " ".join(_AROUND.sub(" ", words.sub(" ", piece)).split()).strip(" ,.")
    rate = re.sub(r" ?(?:/|a|per|each|every) ?day$| daily$", "/day", bare)
    try:
        return float(Quantity(quantity).read(rate)), ""
    except Mistake:
        pass
    if (of_one := _IN_ONE.match(in_digits(bare))) is not None:
        raise ask_in_one(piece, of_one["form"], quantity)
    listed = ", " in piece
    if not listed and re.match(
        r"\d[\d.]*(?=$|\s+(?!\d|k?iu\b|i\.u|m?c?g\b|µg|units?\b))", bare, re.IGNORECASE
    ):
        unit = "IU or mcg" if quantity == "vitamin_d_per_day" else "mg"
        raise UnclearAnswerError(
            "food",
            f"no unit in {quoted(piece)}",
            f"an amount in {unit}",
            f"write {unit} behind the number, where it is meant{with_unit(bare, quantity)}",
        )
    try:
        steps = dose_steps(bare)
    except AmbiguousDose as ambiguous:
        raise ask_one_amount(
            piece, "vitamin D" if "vitamin_d" in quantity else "calcium", str(ambiguous)
        ) from None
    except AmbiguousRhythm as ambiguous:
        raise UnclearAnswerError("food", quoted(piece), "how much a day", str(ambiguous)) from None
    ask_other_rhythm(bare, steps or ())
    step = steps[0] if steps and len(steps) == 1 else None
    aside = ""
    if (step is None or step.rhythm is None) and (beside := dose_beside(piece, words)) is not None:
        steps = dose_steps(beside.dose)
        step = steps[0] if steps and len(steps) == 1 else None
        aside = beside.aside
    if step is None or step.rhythm is None or not step.rhythm.mean_days < float("inf"):
        example = _how_to_say(piece, bare, quantity)
        if IN_ALL.search(piece):
            example = _OF_TABLETS.sub(r"calcium \1 a day in all", example)
        fix = f'write for example "{example}"'
        if quantity == "calcium_per_day" and example.startswith("calcium ") and ";" not in example:
            fix = how_to_tell_tablets(example)
        if len(AMOUNT.findall(bare)) == 1 and not SAYS_MORE.search(piece) and not says_how_often(piece):
            raise UnclearAnswerError(
                "food", f"no word on how often in {quoted(piece)}", "how often, too", fix
            )
        ask_turned(piece)
        turn = SAYS_MORE.search(_OTHER_NUTRIENTS.sub(" ", bare))
        found = f"{quoted(turn[0])} in {quoted(piece)}, which may change it" if turn else quoted(piece)
        raise UnclearAnswerError("food", found, "one nutrient, how much and how often", fix)
    try:
        return float(Quantity(mass).read(step.amount)) / step.rhythm.mean_days, aside
    except Mistake as mistake:
        raise UnclearAnswerError(
            "food", quoted(piece), mistake.expected, mistake.fix.replace("{key}", "it")
        ) from None


#: Offered for calcium that is told to be of all, it would be tablets beside it.
_OF_TABLETS: Final = later(r"\bcalcium (?:carbonate|citrate) (\d[\d.,]* m?g) (?:daily|a day)\b")


def _how_to_say(piece: str, bare: str, quantity: str) -> str:
    """Return an example of what could be written instead, with the amount that is said where it is the nutrient's.

    A salt's weight, a tablet's or a winter's is not: what is to be copied must not say something else.
    """
    if both := of_both(piece):
        return both
    parts = re.split(r",\s+", piece)
    told, nutrients = AMOUNT.findall(bare), sum(row[3].search(piece) is not None for row in NUTRIENTS)
    often = [says_how_often(part) for part in parts]
    if all(often) or (len(told) == 1 and nutrients == 1 and not any(often)):
        if nutrients == len(NUTRIENTS):
            return "calcium carbonate 600 mg twice a day; vitamin D 400 IU twice a day"
        name, usual = ("vitamin D", "800 IU") if quantity == "vitamin_d_per_day" else ("calcium", "700 mg")
        rest = AMOUNT.sub("", bare)
        is_plain = quantity == "vitamin_d_per_day" and not SAYS_MORE.search(piece)
        alone = (
            len(told) == 1
            and (is_plain or not _WORD.search(rest))
            and not any(sign.isdigit() for sign in rest)
        )
        dose = told[0] if alone else usual
        return f"{name} {dose} {usual_rhythm(dose)}"
    return "; ".join(
        part if told_often else f"{part} daily" for part, told_often in zip(parts, often, strict=True)
    )


_WORD: Final = later(r"[^\W\d_]{2,}")
