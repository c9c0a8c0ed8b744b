"""What stands in a line of a list of medicines beside a name, a dose and days: every word of it is accounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import isclose
from typing import Any, Final

from osteotwin.importing.drug_text import strength_in_ml
from osteotwin.importing.medicine_status import unknown_owner
from osteotwin.importing.medicine_words import MEASURED, unknown_word, without_people, without_phrases
from osteotwin.importing.prescription_words import magnitude, rhythm_in, said_dose
from osteotwin.importing.scan_lists import DAY_NAMED
from osteotwin.protocol.dose_accounted import not_accounted
from osteotwin.protocol.dose_of_drug import products_named, steps_of_drug
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.protocol.gel_brands import gel_brand
from osteotwin.protocol.library.calcium_products import vitamin_d_brands
from osteotwin.protocol.library.named_rhythm import rhythm_of_name
from osteotwin.units import AmbiguousRhythm, rhythm
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: "2 5 mg" and "2. 5 mg": a gap within a number, or a number of something else.
_GAP: Final = later(
    r"(?<![\w.,/])\d+(?:\s?[.,]\s+|\s[.,]| )\d+(?:[.,]\d+)?\s?(?:mg|mcg|ug|\u00b5g|iu|ie)\b"
    r"(?! ?(?:tab|cap|pill|patch|amp|vial|inj|pen|sach))(?<!\d )(?!/)",
    re.IGNORECASE,
)
#: "2,000 IU" is written "2 000 IU", too.
_THOUSANDS: Final = later(r"^\d{1,3} \d{3}\D")
#: Words that are accounted for elsewhere, and that turn a line: "repeat", and a status between commas or in brackets.
_TURNS: Final = (
    later(r"#\s?\d(?!\d)|\?"),
    later(r"\brepeat\w*", re.IGNORECASE),
    later(
        r"(?<=[,;(])\s*(?:prior|previous|earlier|done|out|off|over|ended|x|no|not|before|change[ds]?)\b[^,;)]*",
        re.IGNORECASE,
    ),
    later(
        r"(?:\b(?:on|and|with|plus|beside|daily|weekly)|[+&,(])\s*(?:ttrt|m?ht|trt|hrt|adt|testosterone)\b",
        re.IGNORECASE,
    ),
    later(r"\b(?:change|then|thereafter|plan|planned|expected)\b", re.IGNORECASE),
)
#: An amount of a dose, and no strength of a solution.
_AMOUNT: Final = later(
    r"(?<![\w.,])\d[\d.,]*\s?(?:mg|mcg|micrograms?|\u00b5g|\u03bcg|ug|g|iu|ie|i\.e\.|units?|ml)(?![a-z])(?!\s?/)",
    re.IGNORECASE,
)
#: "Vitamin D3"
_NAME_NUMBERS: Final = later(r"\b[a-z]+-?\d\b", re.IGNORECASE)
#: Signs before a name that turn it: a box that is not ticked, a comment, what is crossed out.
_MARKED: Final = later(
    r"\[ *\]|[\u2610\u2717\u2718\u2716\u274c\u274e\u2260\u00ac\u00d8\u2205]|~~|//|[<>]|^ *[!#]|\?(?! ?y)"
)
#: How many, or a part, before a name.
_PART: Final = later(
    r"[\u00bd\u00bc\u00be\u2153\u2154]|\b\d{1,2}\s?[x\u00d7]|\b[x\u00d7]\s?\d{1,2}\b|\b\d/\d\b(?!/)",
    re.IGNORECASE,
)
#: "planned stop", before its day
_PLANNED: Final = later(r"\bplanned\s*,", re.IGNORECASE)
#: What a pharmacy counts of a prescription.
_SUPPLY: Final = later(
    r"\b(?:dispensed?|disp|qty|quantity|refills?|repeats?|rf|mitte|supply|remaining|count)\b[:.]?",
    re.IGNORECASE,
)
#: "0.4 mL (80 mg"
_VOLUME_AND_MASS: Final = later(
    r"(?<![\d.,])(?P<ml>\d+(?:\.\d+)?)\s?(?:ml|cc)\s?[(=]\s?(?P<mass>\d+(?:\.\d+)?)\s?(?:mg|mcg|ug|iu)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 40


def gap_in(told: str) -> str:
    """Return why a line with a gap within a number, or two numbers, is not read; empty for any other."""
    gap = _GAP.search(told)
    if gap is None or _THOUSANDS.match(gap[0]):
        return ""
    return f'"{gap[0]}": two numbers or a gap in one; write the entry by hand, with one'


def why_named_otherwise(words: str, every: str | None) -> str:
    """Return why a line is not read whose name, before its strength, tells another rhythm than stands behind it."""
    days, amount = magnitude(every), _AMOUNT.search(words)
    own = rhythm_of_name(words[: amount.start()], days) if days is not None and amount is not None else ""
    return (
        f'"{own}" in the name, and another rhythm behind it; write the entry by hand, with how often'
        if own
        else ""
    )


def without_days(line: str, *introduced: re.Pattern[str]) -> str:
    """Return a line with a comma for each day and what introduces it; what stands behind a day stays.

    Parameters
    ----------
    line : str
    *introduced : re.Pattern
        Each matches what introduces a day, and the day within its first group.
    """
    for pattern in introduced:
        line = pattern.sub(_without_day, line)
    return _PLANNED.sub(",", line)


def _without_day(found: re.Match[str]) -> str:
    day = DAY_NAMED.search(found[1])
    return found[0] if day is None else f", {found[1][day.end() :]}"


def why_unread(
    label: str,
    line: str,
    name: str,
    taken: tuple[str, str | None],
    days: Sequence[re.Pattern[str]],
    lengths: Sequence[re.Pattern[str]],
) -> str:
    """Return why a line of a drug that is simulated is not read: what of it is not understood; empty where all is.

    Parameters
    ----------
    label : str
        What stands before the name.
    line : str
        The name and all behind it.
    name : str
        As the line writes it.
    taken : tuple of str or None
        Dose and rhythm, as they are read.
    days, lengths : sequence of re.Pattern
        What introduces the days that are read, and the lengths of time that are.
    """
    if why := _other_volume(line) or _too_often(name, *taken):
        return why
    if (mark := _MARKED.search(f"{label}{name}")) is not None:
        return _ask(mark[0])
    if (part := _PART.search(label)) is not None:
        return _ask(f"{part[0]} {name}")
    clauses = re.split(r"[,;()]", line)
    line = without_people(line)
    head, tail = around_day(line, days, lengths)
    between, told = _around_amount(head)
    names = _names_of(name)
    left = (
        unknown_owner(label)
        or _other_rhythm(label, taken)
        or _unread_between(between, told, taken, names)
        or _turn_in(told)
        or not_accounted(in_english(_SUPPLY.sub(" ", told)), names)
        or _unread_behind(told, tail, taken, names)
        or _other_rhythm(f"{told}, {tail}", taken)
    )
    held = (one.strip(" .") for one in clauses[1:] if re.search(rf"(?<!\w){re.escape(left)}:", one))
    return _ask(next(held, left)) if left else ""  # a field is quoted with what it holds


def _too_often(name: str, dose: str, every: str | None) -> str:
    """Return why the whole dose of a week or longer is not read as one of each day; empty where it is not told so."""
    try:
        steps_of_drug(name, f"{dose} every {every}" if every else dose)
    except AmbiguousDose as asked:
        return f"{dose} every {every} may be a slip; by hand, {asked}"
    except AmbiguousRhythm:
        pass
    return ""


def around_day(
    line: str, days: Sequence[re.Pattern[str]], lengths: Sequence[re.Pattern[str]]
) -> tuple[str, str]:
    """Return what stands before and behind the first day of a line, without days; nothing is behind before a dose."""
    head, tail = _cut_at_day(line, days, lengths)
    return (head, tail) if _AMOUNT.search(head) and not _AMOUNT.search(tail) else (f"{head}, {tail}", "")


def _cut_at_day(
    line: str, days: Sequence[re.Pattern[str]], lengths: Sequence[re.Pattern[str]]
) -> tuple[str, str]:
    first = min((found for one in days if (found := _day_in(one, line))), default=(len(line), len(line)))
    head, tail = line[: first[0]], line[first[1] :]
    for one in lengths:
        head, tail = one.sub(" ", head), one.sub(" ", tail)
    return without_days(head, *days), without_days(tail, *days)


def why_tablets_unread(line: str, days: Sequence[re.Pattern[str]], lengths: Sequence[re.Pattern[str]]) -> str:
    """Return why what is taken of tablets of calcium with vitamin D is not understood; empty where all of it is."""
    head, tail = _cut_at_day(without_people(line), days, lengths)
    if rhythm_in(head) is None:
        head, tail = f"{head}, {tail}", ""
    told, behind = in_english(_SUPPLY.sub(" ", head)), without_phrases(in_english(tail))
    left = (
        _turn_in(told)
        or not_accounted(told, _SUPPLEMENTS)
        or _turn_in(f",{behind}")
        or unknown_word(behind, _SUPPLEMENTS)
    )
    return _ask(left) if left else ""


def _day_in(introduced: re.Pattern[str], line: str) -> tuple[int, int] | None:
    """Return where a day and what introduces it begin and end."""
    found = introduced.search(line)
    day = None if found is None else DAY_NAMED.search(found[1])
    return None if found is None or day is None else (found.start(), found.start(1) + day.end())


def _around_amount(head: str) -> tuple[str, str]:
    """Return what stands before the first amount of a dose, and the amount with all behind it."""
    amount = _AMOUNT.search(head)
    return ("", head) if amount is None else (head[: amount.start()], head[amount.start() :])


def _unread_between(between: str, told: str, taken: tuple[str, str | None], names: frozenset[str]) -> str:
    """Return what of the words before an amount is not known, where no count or rhythm is read from there."""
    dose, every = said_dose(told, "")
    if every is None or dose != taken[0]:
        return not_accounted(in_english(between), names)
    return unknown_word(MEASURED.sub(" ", _NAME_NUMBERS.sub(" ", in_english(between))), names)


def _turn_in(told: str) -> str:
    return next((found[0] for pattern in _TURNS if (found := pattern.search(told)) is not None), "")


def _unread_behind(told: str, tail: str, taken: tuple[str, str | None], names: frozenset[str]) -> str:
    """Return what behind the day is neither known nor the rhythm once more."""
    if tail.strip(" ,.") and said_dose(told, "")[1] not in (None, taken[1]):
        return tail.strip(" ,.")  # it has changed the rhythm that is read
    plain = without_phrases(in_english(tail))
    clauses = [part for part in re.split(r"[,;()]", plain) if not _is_again(part, taken)]
    return _turn_in(f",{plain}") or unknown_word(", ".join(clauses), names)


def _is_again(clause: str, taken: tuple[str, str | None]) -> bool:
    """Tell whether a clause is the rhythm that is read, in other words."""
    return said_dose(f"{taken[0]} {clause.strip(' .')}", "") == taken and _reads(clause)


def _reads(clause: str) -> bool:
    try:
        return rhythm(clause.strip(" .").casefold()) is not None
    except AmbiguousRhythm:
        return False


#: A count, a part or a rhythm between a name and its strength.
_COUNT_BEFORE: Final = later(
    r"(?<![\w.])\d[\d.,]*|[\u00bd\u00bc\u00be\u2153\u2154<>]|(?<=\s)-(?=\s?$)|\b(?:x ?\d|hal(?:f|be)\w*|"
    r"quarter|thirds?|double|one|two|three|four|five|six|eod|every|daily|weekly|monthly|twice|once|not|ein\w?|zwei|drei|une?|deux)\b",
    re.IGNORECASE,
)


_SHARE: Final = later(r"\d[\d.,]*\s?(?:%|mg ?/ ?g\b)")


def count_before(before: str, keys: dict[str, Any]) -> str:
    """Return a count, a part or a rhythm that stands between a name and its strength; empty for none.

    Parameters
    ----------
    before : str
        All before the strength.
    keys : dict
        Of the entry: the name may hold a number.
    """
    name = str(keys.get("name", ""))
    between = before[len(name) :] if before.casefold().startswith(name.casefold()) else before
    found = _COUNT_BEFORE.search(
        _SHARE.sub("", between) if "gel" in before.casefold() or gel_brand(before) else between
    )
    return "" if found is None else found[0].strip()


def _ask(left: str) -> str:
    return (
        f'"{left[:_LONGEST]}" beside its dose is not understood; write the entry by hand, with what is taken'
    )


def _other_volume(line: str) -> str:
    """Return why a volume and the amount in brackets do not go with the strength of a line; empty where they do."""
    in_ml, both = strength_in_ml(line), _VOLUME_AND_MASS.search(line)
    if in_ml is None or both is None:
        return ""
    in_all = float(both["ml"]) * float(in_ml.split()[0])
    if isclose(in_all, float(both["mass"]), rel_tol=0.03):
        return ""
    return f'"{both[0]}" of {in_ml} comes to {in_all:g} mg; write the entry by hand, with what is given'


def _other_rhythm(told: str, taken: tuple[str, str | None]) -> str:
    """Return a rhythm between commas or in brackets that differs from the one that is read; empty for none."""
    for clause in re.split(r"[,;:()]", in_english(told)):
        try:
            other = rhythm(clause.strip(" .").casefold())
        except AmbiguousRhythm:
            return clause.strip()
        if other is None or (other.days == 1.0 and not other.off_days and _IN_THE_MORNING.fullmatch(clause)):
            continue
        if said_dose(f"{taken[0]} {clause.strip(' .')}", "") != taken:
            return clause.strip()
    return ""


#: When on its days, and not on which.
_IN_THE_MORNING: Final = later(
    r"\W*(?:taken )?(?:in the (?:morning|evening)|at (?:night|noon|bedtime)|with (?:food|breakfast|dinner))\W*",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def _names_of(name: str) -> frozenset[str]:
    """Return the words of the names of a drug or supplement, in small letters."""
    products = products_named(name)
    own = [one for drug in products for one in (drug.label, *drug.aliases)]
    said = frozenset(word.casefold() for one in (*own, name) for word in re.findall(r"[^\W\d_]+", one))
    return said if products else said | _SUPPLEMENTS


_SUPPLEMENTS: Final = frozenset(
    ("cholecalciferol", "colecalciferol", "vitamin", "calcium", "carbonate", "citrate", "d")
).union(word for brand in vitamin_d_brands() for word in brand.split())
