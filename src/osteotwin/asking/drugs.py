"""Which drugs, how much and how often, since when → the entries of a person's file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice
from math import inf
from typing import Any, Final

from osteotwin.asking.doses import AMOUNT, check_dose, is_dose, is_rhythm, is_single, steps_of, without_unit
from osteotwin.asking.drug_names import known_kind, products_named
from osteotwin.asking.drug_questions import DOSE_BEGINS, clearer, unknown_name
from osteotwin.asking.pieces import MOST_LISTED, is_none, pieces_of
from osteotwin.asking.remarks import without_remarks
from osteotwin.asking.tablets import in_milligrams, tablets_named, tablets_with_d
from osteotwin.asking.taken import Taken, is_procedure, is_shown
from osteotwin.asking.told_changes import CHANGED, tells_change
from osteotwin.asking.told_drugs import (
    ask_which_drug,
    comes_after,
    drugs_in,
    tells_more,
    told_apart,
    with_past,
)
from osteotwin.asking.told_frame import without_frame
from osteotwin.asking.told_series import series_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, LASTED, MONTH_NAME, When, read_when
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.names import folded
from osteotwin.inputs.table import value_of_key
from osteotwin.protocol.calcium_tablets import calcium_in_weight, what_counts
from osteotwin.protocol.library import by_way, load_drugs, misspelled, named_drug
from osteotwin.protocol.library.calcium_products import CalciumWithD
from osteotwin.protocol.plan_file import SupplementTable
from osteotwin.units import in_digits
from osteotwin.units.german import in_english

_BETWEEN_NAMES: Final = re.compile(r"\s*(?:,|\band\b|\bplus\b|\+|&|/(?=\s*[a-z]))\s*", re.IGNORECASE)
_BETWEEN_DRUGS: Final = re.compile(r",\s+(?:and\s+)?|\s+(?:and|plus|&|\+)\s+", re.IGNORECASE)
_SINCE: Final = re.compile(
    r"[\s,]+(?:since|starting|started|from(?= [0-9a-z]+ ?[0-9])|"
    r"(?:the )?first(?! of )(?: (?:dose|one|infusion|injection|shot))?(?: was)?(?: given)?(?: on| in)?:?"
    r"(?= [^,;]*(?:19|20)\d{2}))\s+(?P<when>.+)$",
    re.IGNORECASE,
)
#: "once in May 2024"
_IN_YEAR: Final = re.compile(
    r"[\s,]+(?:in|during)\s+(?P<when>(?:[a-z]{3,9}\.?\s+)?(?P<year>(?:19|20)\d{2}))$", re.IGNORECASE
)
#: "orchiectomy 2024", "orchiectomy (March 2024)"
_DAY_BEHIND: Final = re.compile(
    rf"[\s,(:]+(?:on |in )?(?P<when>(?:{MONTH_NAME} )?(?:19|20)\d{{2}}|{DATE.pattern})\)?$", re.IGNORECASE
)
#: "pinning 150 mg" is 150 mg.
_TAKES: Final = re.compile(
    r"^(?:i(?:['\u2019](?:m|ve)| am| have)? )?(?:currently |still )?(?:been )?"
    r"(?:on|pin(?:ning)?|inject(?:ing)?|tak(?:e|ing)|us(?:e|ing))\s+(?=\S)",
    re.IGNORECASE,
)


#: What begins a piece belongs to the one before it.
_FOLLOWS: Final = re.compile(
    rf"\s*[;\n]+\s*(?=(?:and |then |but |i |was |have |got )*(?:then|now|later|afterwards?|"
    rf"after that|{CHANGED} (?:\w+ )?to)\b)",
    re.IGNORECASE,
)


def read_drugs(text: str, *, days_follow: bool = False) -> tuple[Taken, ...]:
    """Return the drugs that an answer names, with what it says of their doses and days besides.

    Parameters
    ----------
    text : str
    days_follow : bool
        Whether another answer tells the days that this one leaves out.

    Raises
    ------
    UnclearAnswerError
    """
    if is_none(text):
        return ()
    plain = without_remarks(without_frame(in_english(text)))
    ask_which_drug(plain)
    pieces = [piece for piece in pieces_of(_FOLLOWS.sub(", ", plain)) if not is_none(piece)]
    each = [_apart(_TAKES.sub("", with_past(piece))) for piece in pieces]
    for several in (*each, [drug for drugs in each for drug in drugs]):
        if len(several) > 1 and not days_follow:
            _check_since(several)
    taken: list[Taken] = []
    for piece, drugs in zip(pieces, each, strict=True):
        try:
            taken += [one for drug in drugs for one in _named(drug)]
        except UnclearAnswerError as unclear:
            raise clearer(piece, unclear) from None
    return _of_one_week(tuple(taken))


def _of_one_week(taken: tuple[Taken, ...]) -> tuple[Taken, ...]:
    """Return drugs with the doses of one drug on several days of the week as one: "250 IU Sat, 250 IU Sun"."""
    found: list[Taken] = []
    for one in taken:
        same = next(
            (had for had in found if (had.name, had.since) == (one.name, one.since) and had.dose), None
        )
        both = steps_of(f"{same.dose}, {one.dose}") if same and one.dose else None
        if (
            same
            and both
            and len(both) == 1
            and _days_in(both) == _days_in(steps_of(same.dose)) + _days_in(steps_of(one.dose))
        ):
            found[found.index(same)] = replace(same, dose=f"{same.dose}, {one.dose}")
        else:
            found.append(one)
    return tuple(found)


def _days_in(steps: Any) -> float:
    """Return on how many named days of the week a dose is taken; infinitely many where it names none."""
    return sum(
        len(step.rhythm.weekdays) if step.rhythm and step.rhythm.weekdays else inf for step in steps or ()
    )


def _apart(piece: str) -> list[str]:
    """Return the drugs of a piece as it lists them, or, where one is not understood so, as running words tell them."""
    if (series := series_of(piece)) is not None:
        return series
    if tells_change(piece) or comes_after(piece):
        return told_apart(piece)
    drugs = _each_drug(piece)
    try:
        taken = [one for drug in drugs for one in _named(drug)]
        if any(drugs_in(one.since) for one in taken):  # another drug stands behind a day
            return told_apart(piece)
    except UnclearAnswerError:
        return drugs if (told := told_apart(piece)) == [piece] else told
    return drugs


def with_doses(taken: tuple[Taken, ...], text: str) -> tuple[Taken, ...]:
    """Return drugs with the doses of an answer, one after the other, or by the names that the doses hold.

    Raises
    ------
    UnclearAnswerError
    """
    open_ = [one for one in taken if not one.dose and not one.is_procedure]
    parts = [_TAKES.sub("", part) for part in pieces_of(in_english(text))]
    if len(parts) > len(open_):
        parts = [part for part in parts if not _says_again(part, taken)]
    if not parts:
        return taken
    if taken and not open_ and not all(is_none(part) for part in parts):
        doses = "; ".join(f"{one.name} {one.dose}" for one in taken if one.dose)
        raise UnclearAnswerError("dose", f"{quoted(text)} beside {quoted(doses)} among the drugs", "one dose of each",
                                 "leave one of them out")  # fmt: skip
    named = {one.name: part for one in open_ for part in parts if len(open_) > 1 and _names(part, one)}
    if len(named) < len(open_):
        if len(parts) == 1 and len(open_) > 1:
            parts = [part.strip() for part in re.split(r"(?:,|\band\b)\s+(?=[0-9½¼¾.])", parts[0])]
        if all(is_none(part) for part in parts):
            return taken
        if len(parts) != len(open_):
            names = "; ".join(one.name for one in open_)
            raise UnclearAnswerError(
                "dose", quoted(text), f"a dose for each of: {names}", "part them by semicolons, in this order"
            )
        named = {one.name: part for one, part in zip(open_, parts, strict=True)}
    for name, part in named.items():
        check_dose(part, name)
    return tuple(
        replace(one, dose=named[one.name]) if one.name in named and not one.dose else one for one in taken
    )


def _says_again(part: str, taken: tuple[Taken, ...]) -> bool:
    """Tell whether a dose is one that was told with its drug already."""
    steps = steps_of(part)
    return steps is not None and any(
        [(step.amount, step.rhythm) for step in steps] == [(step.amount, step.rhythm) for step in have]
        for one in taken
        if one.dose and (have := steps_of(one.dose))
    )


def entries_of(taken: tuple[Taken, ...], today: date, order: str | None) -> tuple[Found, ...]:
    """Return the entries of a person's file: of the plan, or of the history where it has ended.

    Raises
    ------
    UnclearAnswerError
    """
    return tuple(_entry(one, today, order) for one in taken if one.is_told)


def _each_drug(piece: str) -> list[str]:
    """Return the parts of a piece that begin with a drug and its dose, where it lists several."""
    parts = _BETWEEN_DRUGS.split(piece)
    if not 1 < len(parts) <= MOST_LISTED or tablets_with_d(piece) is not None:
        return [piece]
    begins = [_begins_drug(part) for part in parts]
    if not begins[0] or not any(begins[1:]):
        return [piece]
    drugs: list[str] = []
    for part, is_new in zip(parts, begins, strict=True):
        if is_new:
            drugs.append(part)
        else:  # "Mon 0.5 mg, Thu 0.25 mg" is of one drug
            drugs[-1] += f", {part}"
    return drugs


def _check_since(drugs: list[str]) -> None:
    """Ask whether the day behind the last of a list holds for the others, too."""
    days = [_SINCE.search(one) or _IN_YEAR.search(one) for one in drugs]
    last = _SINCE.search(drugs[-1])
    if last is None or all(days[:-1]) or any(_SINCE.search(one) for one in drugs[:-1]):
        return
    day = " ".join(last[0].strip(" ,").split())
    each = "; ".join(one if found else f"{one} {day}" for one, found in zip(drugs, days, strict=True))
    raise UnclearAnswerError(
        "drugs", f"{quoted(day)} behind the last of {len(drugs)} drugs, which may hold for all",
        "a day for each", f'write "{each}", or "starting today" behind a drug that begins now',
    )  # fmt: skip


def _begins_drug(part: str) -> bool:
    """Tell whether a part is a name alone, or a name with an amount or a dose."""
    if (since := _SINCE.search(part)) is not None:
        part = part[: since.start()].strip(" ,")
    name, _ = _split(part)
    return known_kind(name) is not None or without_unit(part) is not None


def _named(piece: str) -> tuple[Taken, ...]:
    """Return the drugs of one piece: one with its dose and days, or several names."""
    since = ""
    if (found := _SINCE.search(piece)) is not None:
        piece, since = _rhythm_last(piece[: found.start()].strip(" ,-\u2013"), found["when"])
    elif (found := _IN_YEAR.search(piece)) is not None:
        piece, since = _in_year(piece, found)
    elif (day := _DAY_BEHIND.search(piece)) is not None and is_procedure(piece[: day.start()]):
        piece, since = piece[: day.start()], day["when"]
    counts = ""
    if re.match(r"calcium\b", piece, re.IGNORECASE):
        piece, counts = what_counts(piece)
    name, dose = _split(piece)
    if known_kind(name) is not None or dose:
        return (replace(_taken(name, dose, since), counts=counts),)
    parts = [part for part in _BETWEEN_NAMES.split(piece) if part]
    if len(parts) > 1 and all(known_kind(part) is not None for part in parts):
        return tuple(_taken(part, "", since) for part in parts)
    return (_taken(piece, "", since),)


def _rhythm_last(taken: str, when: str) -> tuple[str, str]:
    """Return a drug with the rhythm that stands behind its first day, and the day: "2.5 mg since 2020 daily"."""
    words = when.split()
    if AMOUNT.search(taken):
        for count in range(len(words) - 1, 0, -1):
            if is_rhythm(often := " ".join(words[-count:])):
                return f"{taken} {often}", " ".join(words[:-count])
    elif known_kind(taken) is not None and (dose := _DOSE_LAST.search(when)) is not None:
        return f"{taken} {dose['dose']}", when[: dose.start()]
    return taken, when


#: "letrozole since 2022 2.5 mg daily"
_DOSE_LAST: Final = re.compile(
    r"[\s,:]+(?:at |on )?(?P<dose>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)\b.*)$", re.IGNORECASE
)


def _in_year(piece: str, found: re.Match[str]) -> tuple[str, str]:
    """Return what was taken once in a year, and when; ask from when until when anything else was.

    Raises
    ------
    UnclearAnswerError
    """
    taken, year = piece[: found.start()].strip(" ,"), found["year"]
    name, dose = _split(taken)
    if is_single(dose) or is_procedure(name):
        return taken, found["when"]
    if not dose:
        return piece, ""
    raise UnclearAnswerError(
        "drugs", f"{quoted(piece)}, which does not tell from when until when", "both days, or since when",
        f'write "{taken} since {found["when"]}" if it goes on, else for example '
        f'"{taken} from March {year} to September {year}"',
    )  # fmt: skip


def _split(piece: str) -> tuple[str, str]:
    """Return the name and the dose of "arimidex 0.5 mg twice a week"; a number may belong to a name."""
    if (tablets := tablets_with_d(piece)) is not None:
        return tablets
    cuts = [found.start() for found in islice(DOSE_BEGINS.finditer(piece), MOST_LISTED)]
    parts = [(_OF_BEHIND.sub("", piece[:cut].strip(" ,:")), piece[cut:].strip(" ,")) for cut in cuts]
    doses = [(name, dose) for name, dose in parts if is_dose(dose)]
    steps = steps_of(piece) if in_digits(piece)[:1].isdigit() else None
    begins_with_number = steps and len(steps[0].drugs) == 1
    if doses and not (
        begins_with_number and known_kind(doses[0][0]) is None
    ):  # "Androgel 1.62 % 2 pumps a day": the name may hold a number
        clear = [
            (name, dose) for name, dose in doses[1:] if name.endswith("%") and known_kind(name) is not None
        ]
        return doses[0] if steps_of(doses[0][1]) or not clear else clear[0]
    if begins_with_number and steps:
        return load_drugs()[steps[0].drugs[0]].label, piece
    if (first := _AMOUNT_FIRST.match(piece)) is not None:  # "200 mg spironolactone daily"
        words = first["rest"].split()
        parts += [
            (" ".join(words[:count]), f"{first['amount']} {' '.join(words[count:])}".strip())
            for count in range(min(len(words), _LONGEST_NAME), 0, -1)
        ]
    shown = ((name, dose) for name, dose in parts if is_shown(name))
    return next(((name, dose) for name, dose in shown if not tells_more(dose)), (piece, ""))


_OF_BEHIND: Final = re.compile(r" (?:of|at)$", re.IGNORECASE)
_AMOUNT_FIRST: Final = re.compile(
    r"(?P<amount>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)) (?:of )?(?P<rest>.+)", re.IGNORECASE
)
_LONGEST_NAME: Final = 4


def _taken(name: str, dose: str, since: str) -> Taken:
    kind = known_kind(name)
    tablets = tablets_named(name)
    if tablets is None and not is_shown(name) and (asked := without_unit(f"{name} {dose}")) is not None:
        raise asked
    if kind is None:
        raise unknown_name(name)
    if re.search(r"[(\[][^)\]]*\b(?:19|20)\d{2}\b", name):
        raise UnclearAnswerError("drugs", f"{quoted(name)}, with a day within the name", "days behind the dose",
                                 'write them as "since March 2021 until May 2024"')  # fmt: skip
    if dose and not is_shown(name):
        check_dose(in_milligrams(tablets, dose) if isinstance(tablets, CalciumWithD) else dose, name, "drugs")
    elif dose:
        _check_shown(name, dose)
    if kind == "drug" and not products_named(name) and named_drug(name) is None:
        amount = _AMOUNT_BEHIND.search(name)
        name = f"{right}{amount[0] if amount else ''}" if (right := misspelled(name)) else name
    return Taken(name, kind == "supplement", dose, since)


def _check_shown(name: str, dose: str) -> None:
    """Refuse a dose of a drug outside the model that holds words of another one.

    It is shown as it is written, so what is no dose in it would be shown as one.

    Raises
    ------
    UnclearAnswerError
    """
    others = [one for one in drugs_in(dose) if folded(one) != folded(name)]
    if not others and _MORE_TOLD.search(dose):
        raise UnclearAnswerError(
            "drugs", f"{quoted(dose)} behind {name}", "its dose and its days alone",
            f'write for example "{name} 1 tablet daily since 2020 until March 2024", with your own numbers, and leave '
            "out the rest",
        )  # fmt: skip
    if not others and (steps_of(dose) or not _NEXT_NUMBER.search(dose)):
        return
    more = (
        f", which names {', '.join(others)}, too" if others else ", which may hold the dose of another drug"
    )
    raise UnclearAnswerError(
        "drugs", f"{quoted(dose)} behind {name}{more}", "each drug with its own dose", 'part them by semicolons, as in '
        f'"{name} 10 mg daily; {others[0] if others else "levothyroxine"} 50 mg daily", with your own numbers',
    )  # fmt: skip


#: "100 mcg daily but stopped it in 2024": what has become of it is no dose.
_MORE_TOLD: Final = re.compile(
    r"\b(?:but|yet|stopped|stopping|quit|ended|until|till|no longer|used to|aber|abgesetzt|bis)\b",
    re.IGNORECASE,
)
#: "20 mg and 75": a number of something else.
_NEXT_NUMBER: Final = re.compile(r"(?:\b(?:and|plus|with)\b|[&+,])\s*(?:\w+\s+)?\d")
_AMOUNT_BEHIND: Final = re.compile(r" [0-9][\d.,]* ?(?:mg|mcg|ug|µg|μg|g|iu|units?)$", re.IGNORECASE)


def _names(part: str, one: Taken) -> bool:
    """Tell whether a dose names a drug."""
    if one.name.casefold() in part.casefold():
        return True
    steps = steps_of(part)
    mine = () if one.is_supplement else tuple(drug.id for drug in products_named(one.name))
    return steps is not None and any(drug in mine for step in steps for drug in step.drugs)


def _entry(one: Taken, today: date, order: str | None) -> Found:
    if not one.since and any(step.lasts_days for step in steps_of(one.dose) or ()):
        said = f"{one.name} {one.dose}"
        raise UnclearAnswerError(
            "drugs", f"{quoted(said)}, which tells for how long and not since when", "its first day",
            f'write for example "{said}, starting 14 March 2024", or "{said}, starting today"',
        )  # fmt: skip
    if one.is_outside and one.since and (long := LASTED.search(one.dose)) is not None:
        one = replace(one, dose=one.dose[: long.start()], since=f"{one.since} for {long['span']}")
    when = read_when("since", one.since, today, order) if one.since else When(today)
    keys: dict[str, Any] = {"nutrient" if one.is_supplement else "name": _written(one)}
    if (
        one.is_supplement
        and not one.counts
        and (salt := calcium_in_weight(_written(one), one.dose)) is not None
    ):
        name, (weight, calcium) = one.name, salt
        raise UnclearAnswerError(
            "drugs", f"{weight:g} mg of {name}, the weight of a tablet's salt or of the calcium in it",
            "which of the two",
            f'write "{name} {one.dose} of the salt", which holds about {calcium:g} mg of calcium, or '
            f'"{name} {one.dose} elemental"',
        )  # fmt: skip
    if one.counts == "salt" or (one.counts and calcium_in_weight(_written(one), one.dose) is not None):
        keys["as"] = one.counts
    if one.dose and not one.is_procedure:
        keys["dose"] = one.dose
    over = when.ends is not None and when.ends <= today
    single = bool(one.dose) and not one.is_procedure and is_single(one.dose)
    if single:
        _ask_day(one, when, today)
    if over or (single and when.begins < today) or (one.is_procedure and when.begins < today):
        keys["from"] = when.begins
        if when.ends is not None and not single:
            keys["until"] = when.ends
        part = "history"
    else:
        keys["already_since" if when.begins < today else "from"] = when.begins
        if when.ends is not None:
            keys["until"] = when.ends
        part = "plan"
    note = (
        "the day is only about right"
        if when.roughly
        else ""
        if one.since
        else "since when was not said: from today on"
    )
    sort = "supplement" if one.is_supplement else "drug"
    return Found((part, sort), keys, Place(""), one.name, note)


def _ask_day(one: Taken, when: When, today: date) -> None:
    """Ask on which day a single dose was given that has two, or that the present year does not tell from one to come.

    Raises
    ------
    UnclearAnswerError
    """
    said = f"{one.name} {one.dose} {one.since}"
    if when.ends is not None:
        raise UnclearAnswerError(
            "since", f"{quoted(said)}, one dose with two days", "the day of the dose",
            f'write for example "{one.name} {one.dose} in May {when.begins.year}"; of several doses the day of each',
        )  # fmt: skip
    if (year := re.fullmatch(r"(?:in )?((?:19|20)\d\d)", one.since)) is not None and int(
        year[1]
    ) >= today.year:
        raise UnclearAnswerError(
            "since", f"{quoted(said)}, which does not tell when in that year it was or will be given",
            "the month of the dose, too", f'write for example "{one.name} {one.dose} in May {year[1]}"',
        )  # fmt: skip


def _written(one: Taken) -> str:
    """Return the name as the file holds it: the library's where it tells the product, else what was written."""
    if one.is_supplement:
        return str(value_of_key(SupplementTable, "nutrient").read(one.name))
    products = products_named(one.name)
    if not products:
        return one.name
    tells_strength = re.search(r"\d", one.name) is not None
    return products[0].id if len(products) == 1 and not by_way(one.name) and not tells_strength else one.name
