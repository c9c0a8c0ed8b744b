"""A line on supplements in its smallest parts: nutrients, amounts, how many, how often, and what joins them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Final

from osteotwin.asking.supplements import vocabulary
from osteotwin.asking.supplements.vocabulary import VITAMIN_D
from osteotwin.asking.when import MONTH
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import all_drug_names, named_drug, named_drugs
from osteotwin.units import AmbiguousRhythm, in_digits, rhythm
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class Nutrient:
    """What is taken: calcium, vitamin D, or one that the model lacks.

    Attributes
    ----------
    name : str
    salt : str
        Of calcium, where it is said.
    is_brand : bool
        Whether a brand of vitamin D names it.
    """

    name: str
    salt: str = ""
    is_brand: bool = False


@dataclass(frozen=True)
class Amount:
    """How much of it: in mg, mcg, g or IU; without a unit where none is said.

    Attributes
    ----------
    value : float
        Of a range its mean.
    unit : str
    said : str
    """

    value: float
    unit: str
    said: str = ""


@dataclass(frozen=True)
class Count:
    """How many are taken at once, and whether they are drops, of which several make one dose."""

    n: float
    is_form: bool = True
    is_drops: bool = False


@dataclass(frozen=True)
class Often:
    """How often, in words that are read, with the days between; of a time of day it is a day."""

    words: str
    days: float
    is_time: bool = False


@dataclass(frozen=True)
class Join:
    """What joins two things: a comma, a slash, or a word."""

    sign: str


@dataclass(frozen=True)
class Mark:
    """A word on all that was named (``"all"``), one piece (``"one"``), the sum (``"sum"``) or none; or a form."""

    what: str


Token = Nutrient | Amount | Count | Often | Join | Mark
_UNITS: Final = {
    "i": "IU",
    "u": "IU",
    "ug": "mcg",
    "mi": "mcg",
    "mc": "mcg",
    "\u00b5": "mcg",
    "\u03bc": "mcg",
}
_LONGEST_NAME, _MOST_WORDS = 5, 8
_WORD: Final = later(r"[^\s,;()\[\]|]+")
#: "2,000 IU", "100 000 IU".
_THOUSANDS: Final = later(r"(?<![\d.,])([1-9]\d{0,2}),(\d{3})(?![\d.,]*\d)")
_PARTED_UNITS: Final = later(
    r"(?<![\w.,])(?!(?<=\bd )[23] )(\d{1,3}) (\d{3})(?= ?(?:iu|i\.u|units?|unt|mg)\b)"
)


def tokens_of(text: str) -> list[Token] | None:
    """Return the parts of a line; ``None`` where one word of it is of no supplement.

    Examples
    --------
    >>> tokens_of("D3 2000 IU daily")
    [Nutrient(name='vitamin D', salt='', is_brand=False), Amount(value=2000.0, unit='IU', said='2000 iu'), \
Often(words='daily', days=1.0, is_time=False)]
    >>> tokens_of("D3 2000 IU in winter") is None
    True
    """
    plain = in_lower_case(text)
    found: list[Token] = []
    at = 0
    while at < len(plain):
        if (gap := vocabulary.PUNCTUATION.match(plain, at)) is not None:
            at = gap.end()
            continue
        step = token_at(plain, at)
        if step is None:
            return None
        token, at = step
        found += [] if token is None else [token]
    return found


def in_lower_case(text: str) -> str:
    """Return a line as its parts are looked for: in small letters and digits, thousands without a sign."""
    said = _PARTED_UNITS.sub(r"\1\2", _THOUSANDS.sub(r"\1\2", " ".join(text.casefold().split())))
    said = re.sub(rf"(?P<brand>{vocabulary.BRAND_OF_D.pattern})(?P<gap>\D{{1,3}})(?P<n>\d{{1,3}})\.(?P<rest>\d{{3}})\b",
                  r"\g<brand>\g<gap>\g<n>\g<rest>", said)  # fmt: skip
    said = re.sub(r"\bvit\.? ?(?=[abcek]\d*\b)", "vitamin ", said)
    said = _IN_PAIRS.sub(r"\g<mg> mg \g<iu> iu", said)
    said = re.sub(
        r"\b(calcium|carbonate|citrate)-(?=vit|d3?\b|chole)",
        r"\1 + ",
        re.sub(r"\bw(?:/ ?| (?=[a-z]))", "with ", said),
    )
    said = re.sub(r"\bcalcium-(?=[a-z])", "calcium ", said)
    said = re.sub(r"\b([1-9])(?=(?:cps?|cpr|tabs?|caps?)\b)", r"\1 ", said)
    said = _NUMBERS.sub(lambda found: vocabulary.NUMBERS[found[0]], said)
    return in_digits(said).strip(" .,;")


def token_at(text: str, at: int) -> tuple[Token | None, int] | None:
    """Return the part that begins at a place, None for what tells nothing, and where it ends."""
    if (percent := vocabulary.PERCENT.match(text, at)) is not None:
        return None, percent.end()
    if _POINT_OF_THOUSANDS.match(text, at) is not None:
        return None
    if (amount := _amount_at(text, at)) is not None:
        return amount
    if (twice := vocabulary.TWICE.match(text, at)) is not None:
        return Often("twice a day", 0.5), twice.end()
    if (often := _often(text, at)) is not None:
        return often
    if (times := vocabulary.TIMES.match(text, at)) is not None:
        return Count(float(times["n"] or times["m"]), is_form=False), times.end()
    if (bare := vocabulary.NUMBER.match(text, at)) is not None:
        return _number(text, bare)
    for mark, words in (
        ("none", vocabulary.NONE),
        ("sum", vocabulary.IN_ALL),
        ("one", vocabulary.PER_ONE),
        ("all", vocabulary.OF_ALL),
    ):
        if (said := words.match(text, at)) is not None:
            return Mark(mark), said.end()
    return _word(text, at)


def _word(text: str, at: int) -> tuple[Token | None, int] | None:
    if (named := _nutrient(text, at)) is not None:
        return named
    if (form := vocabulary.FORM.match(text, at)) is not None:
        return Mark("form"), form.end()
    if (filler := vocabulary.FILLER.match(text, at)) is not None:
        marks = {"of": "of", "supplement": "form", "supplements": "form"}
        return (Mark(marks[filler[0]]) if filler[0] in marks else None), filler.end()
    if (join := vocabulary.JOIN.match(text, at)) is not None:
        return Join(join[0]), join.end()
    if (letter := vocabulary.LETTER.match(text, at)) is not None:
        return Nutrient(VITAMIN_D if letter[0] == "d" else "vitamin k"), letter.end()
    return None


def _amount_at(text: str, at: int) -> tuple[Amount, int] | None:
    found = vocabulary.AMOUNT.match(text, at)
    if found is not None and found["low"] is not None and not _is_range(found):
        found = vocabulary.ONE_AMOUNT.match(text, at)  # "500mg-200unit" is of two
    return None if found is None else (_amount(found), found.end())


def _is_range(found: re.Match[str]) -> bool:
    low, high = (float(found[name]) for name in ("low", "high"))
    return low < high and found["low_unit"] in (None, found["unit"])


def _amount(found: re.Match[str]) -> Amount:
    groups = {name: value for name, value in found.groupdict().items() if value}
    unit = (groups.get("unit") or groups["unit2"]).rstrip(".")
    thousand = 1000.0 if {"k", "k2", "k3"} & {*groups} else 1.0
    value = float(groups["n"]) if "n" in groups else (float(groups["low"]) + float(groups["high"])) / 2.0
    if unit in ("mg", "g", "gram", "grams"):
        return Amount(value * thousand, unit[:1] if unit != "mg" else unit, found[0])
    name = _UNITS.get(unit[:2]) or _UNITS.get(unit[:1]) or unit
    return Amount(value * thousand, name, found[0])


def _number(text: str, bare: re.Match[str]) -> tuple[Token | None, int]:
    """Return a number before a form or before how often as a count, any other as an amount without its unit."""
    n, rest = float(bare["n"]), text[bare.end() :]
    form = re.match(rf"\s*{vocabulary.FORM.pattern}", rest)
    if form is not None and not bare["k"]:
        drops = re.search(r"drop|trop|gout|got|goc", form[0]) is not None
        return Count(n, is_drops=drops), bare.end() + form.end()
    named = _nutrient(text, bare.end() + len(rest) - len(rest.lstrip()))
    dosed = vocabulary.AMOUNT.match(rest.lstrip()) is not None
    if (named is not None or dosed) and not bare["k"] and n <= MOST_COUNTED:
        return Count(n, is_form=False), bare.end()
    behind = _often(text, bare.end() + len(rest) - len(rest.lstrip()))
    counts = re.match(r"\s+(?:to be taken|taken)\b", rest) is not None
    if not bare["k"] and n <= MOST_COUNTED and (counts or (behind is not None and _is_daily(behind[0], n))):
        return Count(n), bare.end()
    return Amount(n * (1000.0 if bare["k"] else 1.0), "", bare[0]), bare.end()


_NUMBERS: Final = later(rf"\b(?:{'|'.join(vocabulary.NUMBERS)})\b(?= [a-z])")
#: "315-200 mg-unit", as records of hospitals have it.
_IN_PAIRS: Final = later(r"(?P<mg>\d+) ?[-/] ?(?P<iu>\d+) ?mg ?[-/] ?(?:units?|iu)(?!\w)")
#: "1.200": thousands, or a decimal.
_POINT_OF_THOUSANDS: Final = later(r"[1-9]\d{0,2}\.\d{3}(?!\d)")
#: More are not taken at once.
MOST_COUNTED: Final = 10.0


def _is_daily(often: Token | None, n: float) -> bool:
    return isinstance(often, Often) and (often.days <= 1.0 or n == 1.0)


def _often(text: str, at: int) -> tuple[Often, int] | None:
    """Return the longest words at a place that say how often."""
    if (rate := vocabulary.RATE.match(text, at)) is not None:
        words, days = vocabulary.PERIODS.get(rate["unit"], ("a day", 1.0))
        return Often(words, days), rate.end()
    words = list(_WORD.finditer(text, at))[:_MOST_WORDS]
    if not words or words[0].start() != at:
        return None
    for end in [word.end() for word in reversed(words)]:
        said = text[at:end].rstrip(".:")
        if MONTH.search(said) or any(sign in said for sign in ",;+") or _MANY.match(said):
            continue
        if said[:1].isdigit() and _is_time(said.partition(" ")[2]):
            continue  # "1 at night" counts tablets
        try:
            found = rhythm(said)
        except AmbiguousRhythm:
            continue
        if found is not None and found.mean_days < inf:
            often = _ONCE.sub("", said)
            return Often(often, found.mean_days, is_time=_is_time(said)), at + len(said)
    return None


#: "once monthly" is monthly.
_ONCE: Final = later(r"^once (?=[a-z]+ly\b|every\b)")
#: A dose before how often, and no number of times.
_MANY: Final = later(r"(?:1[3-9]|[2-9]\d|\d{3,})(?:\.\d+)?(?: (?!days?\b|weeks?\b)|/)")
#: A time of day, which says how often only where nothing else does.
_TIME: Final = later(
    r"(?:(?:with|at|in|before|after|every|each|w/) )?(?:(?:my|the) )?(?:breakfast|lunch|dinner|supper|mornings?|"
    r"evenings?|nights?|noon|bed(?:time)?|am|pm|qhs|qam|qpm|nocte|mane|hs|om)"
)


def _is_time(said: str) -> bool:
    return _TIME.fullmatch(said) is not None


def _nutrient(text: str, at: int) -> tuple[Nutrient, int] | None:
    """Return a nutrient that is named at a place, by its longest name."""
    found: list[tuple[Nutrient, int]] = []
    for name, words in vocabulary.NUTRIENTS:
        if (said := words.match(text, at)) is not None:
            salt = "" if name == VITAMIN_D else _salt(said)
            brand = name == VITAMIN_D and vocabulary.BRAND_OF_D.match(text, at) is not None
            found.append((Nutrient(name, salt, brand), said.end()))
    if (magnesium := vocabulary.MAGNESIUM.match(text, at)) is not None:
        found.append((Nutrient("magnesium"), magnesium.end()))
    if (other := _other(text, at)) is not None:
        found.append(other)
    return max(found, key=lambda one: one[1], default=None)


def _salt(said: re.Match[str]) -> str:
    salt = said["salt"] or said["first"] or ("carbonate" if said[0].startswith(("oyster", "caco3")) else "")
    return {"carb": "carbonate", "citrat": "citrate", "carbonat": "carbonate"}.get(salt, salt)


def _other(text: str, at: int) -> tuple[Nutrient, int] | None:
    """Return a supplement that the model lacks, and that holds neither calcium nor vitamin D."""
    words = list(re.finditer(r"[^\s,;:()\[\]|/+&]+", text[at:]))[:_LONGEST_NAME]
    for end in [word.end() for word in reversed(words)]:
        name = text[at : at + end]
        is_named = folded(name) in all_drug_names() or _OMEGA.fullmatch(name)
        if words[0].start() != 0 or not is_named or _WITH_FORM.search(name):
            continue
        drug = named_drug(name)
        row = None if drug is None else named_drugs()[drug]
        if (
            row is not None
            and row.kind in ("supplement", "other")
            and not row.is_material
            and drug not in _MIXED
        ):
            return Nutrient(name), at + end
    return None


_OMEGA: Final = later(r"(?:fish oil )?omega[- ]?3s?(?: fish oil)?")
#: "magnesium tablet" is a name and a form.
_WITH_FORM: Final = later(rf" {vocabulary.FORM.pattern}$")
#: Of which nobody knows what else is in it.
_MIXED: Final = ("multivitamin",)


def tells_of_before(piece: str) -> bool:
    """Tell whether a line says how often or how many alone, of what stands before it: "one daily", "both at night"."""
    tokens = tokens_of(piece)
    return bool(tokens) and all(isinstance(token, Often | Count | Join | Mark) for token in tokens)
