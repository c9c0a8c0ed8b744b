"""What answers on drugs, doses and days are understood to say → rows of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Final

from osteotwin.asking.drugs.both_go_on import taken_alone
from osteotwin.asking.drugs.dose_words import clear_steps
from osteotwin.asking.drugs.taken import Taken, is_procedure
from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.fields.denied import but_for_denied
from osteotwin.asking.fields.drugs_known import UNIT_SHOWN, often_of, plain_name, weekdays_of
from osteotwin.asking.fields.drugs_own_words import OwnWords, own_words, plainly, scraps_of
from osteotwin.asking.fields.drugs_told import is_day, told
from osteotwin.asking.fields.field import Row, filled
from osteotwin.asking.fields.heard import LONGEST, heard, understood_whole
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.asking.understand import OF_DRUGS, Understood
from osteotwin.asking.when import read_when
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_UNTIL: Final = later(r"(?P<since>.+?) (?:until|till|to|-|\u2013) (?P<until>.+)")
_FROM_TODAY: Final = later(r"\b(?:for|ago|last|past)\b", re.IGNORECASE)
_ALSO: Final = later(
    r"\b(?:both|together|as well|in addition|also|too|besides|still|alongside)\b", re.IGNORECASE
)
_SINCE: Final = later(r"[\s,]+(?:since|starting|started|from)\b|,\s*(?=(?:19|20)\d\d\b)", re.IGNORECASE)
#: Another amount, another drug, or an end.
_TELLS_MORE: Final = later(
    r"\d ?(?:mg|mcg|ug|µg|g|iu|ml|units?|tab\w*)\b|\b(?:then|now|and|but)\b",
    re.IGNORECASE,
)
_NUMBER: Final = later(r"\d+(?:\.\d+)?")
_AMOUNTS: Final = later(r"\d ?(?:mg|mcg|ug|\u00b5g|g|iu)\b", re.IGNORECASE)
_TABLETS: Final = later(r"\b(?:tabs?|tablets?|pills?)\b", re.IGNORECASE)
_LONGEST_DAY: Final = 40
#: "TRT since", "adex started", before a day.
_SINCE_WORD: Final = later(
    r"\b(?:since|started|starting|from|began|seit|desde|depuis|sinds)\b", re.IGNORECASE
)
_BEFORE_DAY: Final = later(rf"^(?:[^\s,.;\d]+\s+){{0,3}}?{_SINCE_WORD.pattern}\s+", re.IGNORECASE)
#: Of another day, too, or of one that is told of something else.
_TELLS_DAYS: Final = later(
    r"[,;?!]|\.\s|"
    r"\b(?:later|earlier|after|before|last (?:one|dose|shot|time|was)|letzte|same|then|and|(?:day|week) \d+)\b",
    re.IGNORECASE,
)


def rows_of(answers: Mapping[str, str], today: date, order: str | None) -> tuple[Row, ...]:
    """Return the drugs of answers as far as they are understood: whole, else by parts, else their names."""
    said = {key: answers[key][:LONGEST] for key in OF_DRUGS if answers.get(key, "").strip()}
    if "drugs" not in said:
        return ()
    whole = understood_whole(said, today, order)
    if whole is None:
        return tuple(_by_parts(said, today, order))
    rows = list(_rows(whole, today))
    if any("since" in row for row in rows):  # what begins today without a word is shown to do so
        rows = [row if "since" in row or len(row) == 1 else {**row, "since": "today"} for row in rows]
    if _ALSO.search(said["drugs"]):
        alone = [taken_alone(Taken(row["drug"], dose="1")) for row in rows]
        rows = [
            {**row, "until": "goes on"} if kind and alone.count(kind) > 1 and "until" not in row else row
            for row, kind in zip(rows, alone, strict=True)
        ]
    return tuple(rows)


def _by_parts(said: Mapping[str, str], today: date, order: str | None) -> Iterator[Row]:
    """Yield the drugs of what is not understood as a whole, in their order, each name once."""
    rows: list[Row] = []
    for part in _parts(said, today, order):
        known = understood_whole(part, today, order)
        if known is not None:
            own = {plain_name(one.name): one for one in own_words(part["drugs"])}
            rows += _with_own_words(_rows(known, today), own, today, order)
            continue
        rows += [
            _named(one, part, today, order)
            for one in own_words(but_for_denied(part["drugs"]))
            if not one.may_come and not one.is_of_others
        ]
    since = {plain_name(one.name): one.words for one in own_words(said.get("since", ""))}
    for number, own in enumerate(rows):
        row = (
            own if "since" in own else filled({**own, **_told_days(since.get(own["drug"], ""), today, order)})
        )
        others = [(one, place) for place, one in enumerate(rows) if place != number and _is_same(one, row)]
        if "amount" in row or "often" in row or all(_rank(row, number) < _rank(*other) for other in others):
            yield row


def _with_own_words(
    rows: Iterator[Row], own: Mapping[str, OwnWords], today: date, order: str | None
) -> Iterator[Row]:
    """Yield rows, those of a name alone with what is certain in its words; none of what is only thought of."""
    for row in rows:
        words = own.get(row["drug"]) if len(row) == 1 else None
        if words is None:
            yield row
        elif not words.may_come and not words.is_of_others:
            yield {**row, **scraps_of(words.words, today, order)}


def _is_same(one: Row, other: Row) -> bool:
    """Tell whether two rows may be of one drug: a brand and what is in it, a drug and one way in which it is given."""
    first, second = ({drug.id for drug in products_named(row["drug"])} for row in (one, other))
    return not first.isdisjoint(second) or plain_name(one["drug"]) == plain_name(other["drug"])


def _rank(row: Row, place: int) -> tuple[bool, int, int]:
    """Return the place of a row among those of one drug: with its dose first, then what tells most of the way."""
    return "amount" not in row and "often" not in row, len(products_named(row["drug"])), place


def _parts(said: Mapping[str, str], today: date, order: str | None) -> list[Mapping[str, str]]:
    """Return the parts of an answer on drugs, each with its own part of those on doses and days."""
    drugs = list(pieces_of(said["drugs"]))
    if len(drugs) == 1 and len(drugs_in(drugs[0])) > 1 and set(said) != {"drugs"}:
        drugs = [one.text for one in own_words(but_for_denied(drugs[0]))]
    more = {key: list(pieces_of(said[key])) for key in ("dose", "since") if key in said}
    if "since" in more and len(more["since"]) == 1 and (len(drugs) == 1 or not drugs_in(more["since"][0])):
        # What is no day is asked of one drug in its own words, of several without them.
        more["since"] *= len(drugs) if len(drugs) == 1 or is_day(more["since"][0]) else 0
    are_all = len(set(drugs_in(said["drugs"]))) <= len(drugs)
    beside = {key: pieces for key, pieces in more.items() if len(pieces) == len(drugs) and are_all}
    parts: list[Mapping[str, str]] = []
    for number, drug in enumerate(drugs):
        own = {key: pieces[number] for key, pieces in beside.items()}
        is_one = "dose" in own or len(set(drugs_in(drug))) == 1
        texts = (drug,) if is_one else [one.said for one in heard("drugs", drug, today, order)]
        parts += [{"drugs": text, **own} for text in texts]
    return parts


def _named(own: OwnWords, part: Mapping[str, str], today: date, order: str | None) -> Row:
    """Return a drug of which only the name is understood, with what of its dose and its days is understood alone."""
    name = own.name
    head, tail = _head(part["drugs"])
    is_one = len({*map(plain_name, drugs_in(part["drugs"]))}) == 1
    days = _told_days(part.get("since", tail if is_one else ""), today, order)
    said = {"drugs": name, "dose": part["dose"]} if "dose" in part else {"drugs": head}
    known = understood_whole(said, today, order)
    rows = list(_rows(known, today)) if known is not None else []
    named = plain_name(name)
    row = rows[0] if len(rows) == 1 and rows[0]["drug"] in (named, name) else {"drug": named}
    if len(row) == 1 and is_one:
        row = {**row, **_alone(part.get("dose", head))}
    if not {"amount", "often"} & {*row}:
        row = {**row, **scraps_of(part.get("dose", own.words), today, order)}
    return filled({**row, **days})


def _alone(dose: str) -> Mapping[str, str]:
    """Return what is understood of a dose that lacks something; nothing where other words stand in it, too."""
    parts = understood_of(dose)
    number = "".join(parts.left)
    is_word = number not in dose and _TABLETS.search(dose) is None  # "the weekly one"
    if (
        parts.is_open
        or (number and is_word)
        or (parts.left and (parts.amount or not parts.often or not _NUMBER.fullmatch(number)))
    ):
        return {}
    amount, _, unit = parts.amount.partition(" ")
    counted = "tablets" if _TABLETS.search(dose) else ""
    row = {"amount": number, "unit": counted} if number else {"amount": amount, "unit": unit}
    return {**row, "unit": UNIT_SHOWN.get(row["unit"], row["unit"]), "often": plainly(parts.often)}


def _head(text: str) -> tuple[str, str]:
    """Return a part without its days, and the days, where nothing else stands behind them."""
    found = _SINCE.search(text)
    if found is None or _TELLS_MORE.search(text, found.end()):
        return text, ""
    return text[: found.start()], text[found.end() :].strip(" ,.")


def _told_days(text: str, today: date, order: str | None) -> dict[str, str]:
    """Return days that are told; in the words in which they are told, where they are not understood."""
    text = _BEFORE_DAY.sub("", text)
    if not text:
        return {}
    first, _, rest = text.partition(",")
    for said in (text,) if _SINCE_WORD.search(rest) else dict.fromkeys((text, first)):
        with suppress(UnclearAnswerError):
            when = read_when("since", said, today, order)
            if not when.roughly:
                return {"since": str(when.begins), "until": str(when.ends or "")}
            text = said
            break
    if len(text) > _LONGEST_DAY or _TELLS_DAYS.search(text):
        return {}  # a story
    both = _UNTIL.fullmatch(text)
    return {"since": both["since"], "until": both["until"]} if both is not None else {"since": text}


def _rows(known: Understood, today: date) -> Iterator[Row]:
    entries = iter(known.entries.get("drugs", ()))
    for one in known.taken:
        entry = next(entries, None) if one.is_told else None
        if entry is None:
            yield filled({"drug": plain_name(one.name), **_told_days(one.since, today, None)})
            continue
        told_so = _days_told(one, entry)
        exact = _days(one, entry)
        ways = [filled({**row, **days}) for days in (told_so, exact) if days for row in _ways(one, entry)]
        ways = ways or [filled(row) for row in _ways(one, entry)]
        same = next((row for row in ways if _tells(row, entry, today)), None)
        if (course := _course(one, entry)) and (same is None or len(course) > 1):
            yield from course
        elif same is not None or _read(ways[-1], today) is None:  # what is asked about when it is read
            yield same or ways[-1]
        else:
            yield filled({"drug": plain_name(one.name), **exact})


def _course(one: Taken, entry: Found) -> tuple[Row, ...]:
    """Return the doses of a course one after the other, each with its days; nothing for any other dose."""
    steps = clear_steps(one.name, str(entry.keys.get("dose", "")))
    first = entry.keys.get("already_since", entry.keys.get("from"))
    is_course = all(step.lasts_days for step in steps[:-1]) and any(step.lasts_days for step in steps)
    if not is_course or not isinstance(first, date):
        return ()
    rows: list[Row] = []
    lasted, last = 0.0, str(entry.keys.get("until", ""))
    for step in steps:
        since = first + timedelta(days=round(lasted))
        lasted += step.lasts_days or 0.0
        until = str(first + timedelta(days=round(lasted))) if step.lasts_days else last
        often = "" if step.rhythm is None or step.said else often_of(step.rhythm, "")
        if not often or (last and until > last):
            return ()
        amount, _, unit = str(step.amount).partition(" ")
        rows.append(
            filled(
                {"drug": plain_name(one.name), "amount": amount, "unit": UNIT_SHOWN.get(unit, unit), "often": often,
                 "since": str(since), "until": until}
            )
        )  # fmt: skip
    return tuple(rows)


def _ways(one: Taken, entry: Found) -> Iterator[Row]:
    """Yield how a drug may be filled in, the plainest first."""
    if is_procedure(one.name):
        yield {"drug": plain_name(one.name)}
        return
    own = str(entry.keys.get("dose", ""))
    salt = {"salt": " of the salt", "calcium": " elemental"}.get(str(entry.keys.get("as", "")), "")
    counts = _NUMBER.findall(in_digits(own))
    # An amount beside words that are not understood is nothing that says how often.
    is_single = bool(counts and understood_of(own).left) and len(_AMOUNTS.findall(own)) <= 1
    steps = clear_steps(one.name, own)
    for name in dict.fromkeys((plain_name(one.name), one.name)):
        if len(steps) == 1 and steps[0].rhythm is not None and not (steps[0].lasts_days or steps[0].said):
            amount, unit = str(steps[0].amount).split(maxsplit=1)
            unit = (
                "g of gel"
                if unit == "g" and any(drug.gel_strength for drug in products_named(name))
                else unit
            )
            row = {"drug": name, "amount": amount, "unit": f"{UNIT_SHOWN.get(unit, unit)}{salt}"}
            weekdays = weekdays_of(steps[0].rhythm)
            for often in (often_of(steps[0].rhythm, own), understood_of(own).often, weekdays):
                if often:
                    yield {**row, "often": often}
        parts = understood_of(own)
        if parts.amount and not parts.left and not salt:
            amount, _, unit = parts.amount.partition(" ")
            yield {
                "drug": name,
                "amount": amount,
                "unit": UNIT_SHOWN.get(unit, unit),
                "often": parts.often,
            }
        if not is_single:
            yield {"drug": name, "often": f"{own}{salt}"}
    if is_single:
        yield {"drug": plain_name(one.name), **(_alone(own) or ({"amount": own} if counts == [own] else {}))}


def _days_told(one: Taken, entry: Found) -> dict[str, str]:
    """Return months and years as they are told; empty where days are known, or reckoned from today."""
    if "only about right" not in (entry.note or "") or _FROM_TODAY.search(one.since):
        return {}
    both = _UNTIL.fullmatch(one.since)
    if both is None and "until" in entry.keys:
        return {}
    return {"since": both["since"], "until": both["until"]} if both is not None else {"since": one.since}


def _days(one: Taken, entry: Found) -> dict[str, str]:
    """Return the days that are understood."""
    if not one.since:
        return {}
    begins = entry.keys.get("already_since", entry.keys.get("from", ""))
    return {"since": str(begins), "until": str(entry.keys.get("until", ""))}


def _tells(row: Row, entry: Found, today: date) -> bool:
    """Tell whether a row is read as the entry that it is filled in from."""
    read = _read(row, today)
    return read is not None and len(read) == 1 and means(read[0]) == means(entry)


def _read(row: Row, today: date) -> tuple[Found, ...] | None:
    """Return what a row is read as; ``None`` where something is asked."""
    problems: list[Problem] = []
    known = understood_whole({"drugs": told([row], problems)}, today, None)
    return None if known is None or problems else known.all


def means(entry: Found) -> tuple[Any, ...]:
    """Return what an entry says, however its dose and its name are written."""
    keys = entry.keys
    name = str(keys.get("name", keys.get("nutrient", "")))
    dose = str(keys.get("dose", ""))
    products = tuple(one.id for one in products_named(name))
    steps = tuple((str(one.amount), one.rhythm, one.lasts_days, one.ways if len(products) > 1 else ())
                  for one in clear_steps(name, dose))  # fmt: skip
    days = tuple(str(keys.get(key, "")) for key in ("from", "until", "already_since", "as"))
    return entry.table, products or plain_name(name), steps or understood_of(dose), days
