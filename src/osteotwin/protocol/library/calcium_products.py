"""Tablets that hold calcium and vitamin D together: which, and what is in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

from osteotwin.constants import IU_PER_MICROGRAM_VITAMIN_D
from osteotwin.inputs.names import index_of, words
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.calcium_salts import CALCIUM_SHARE
from osteotwin.units.patterns import later

FILE = "calcium_products.toml"

#: What labels call vitamin D.
_VITAMIN_D: Final = later(
    r"\b(?:vit(?:amin[es]?|\.)?[ -]?d[ -]?3?|[ck]h?olecalciferol|d[ -]?3)(?![a-z0-9])", re.IGNORECASE
)
_NUMBER: Final = later(
    r"(?<![\w.])(\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:[ -]?(mg|g|i\.?u\.?|i\.?e\.?|u\.?i\.?|units?|micrograms?|mcg|ug|µg|μg)\b\.?)?",
    re.IGNORECASE,
)
#: Milligrams that labels print for the salt.
_SALT_MG: Final = {
    "calcium_carbonate": (750.0, 1250.0, 1500.0, 2500.0), "calcium_citrate": (950.0, 1190.0, 1500.0, 1900.0, 2376.0),
}  # fmt: skip
_ROUNDED: Final = 10.0
#: How brands of it begin.
_AS_BRANDS_BEGIN: Final = ("calc", "kalc", "cal")
#: Most calcium in one tablet, more vitamin D than in any of them, and less than in any of them [mg, IU].
_MOST_CALCIUM_MG: Final = {"calcium_carbonate": 1200.0, "calcium_citrate": 650.0}
_MOST_IU: Final = 5000.0
_LEAST: Final = 50.0


@dataclass(frozen=True)
class CalciumWithD:
    """What one tablet holds.

    Attributes
    ----------
    salt : str
        ``"calcium_carbonate"`` or ``"calcium_citrate"``.
    calcium_mg : float [mg]
        Of calcium, not of the salt.
    vitamin_d_iu : float [IU]
    """

    salt: str
    calcium_mg: float
    vitamin_d_iu: float

    @property
    def text(self) -> str:
        """It in words that are read as it again."""
        return f"{self.salt} {self.calcium_mg:g} mg with vitamin_d {self.vitamin_d_iu:g} IU"


class WhichStrengthError(ValueError):
    """A name of tablets of calcium with vitamin D that does not tell what is in one.

    Attributes
    ----------
    label : str
        What they are called.
    strengths : tuple of CalciumWithD
        That there are; empty of a name that is no brand.
    """

    def __init__(self, label: str, strengths: tuple[CalciumWithD, ...] = ()) -> None:
        self.label, self.strengths = label, strengths
        super().__init__(f"{label}: {self.fix}")

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each strength, as it is read."""
        return tuple(_name_of(self.label, one) for one in self.strengths)

    @property
    def fix(self) -> str:
        """What to write."""
        if not self.strengths:
            return (
                'write what one tablet holds, for example "calcium carbonate 600 mg with vitamin D 400 IU", with the '
                "milligrams of calcium on the label"
            )
        names = " or ".join(f'"{name}"' for name in self.names)
        return f"write {names}, whichever the label says of one tablet"


@dataclass(frozen=True)
class _Strength(Row):
    calcium_mg: Annotated[float, Number(_LEAST, 1200)]
    vitamin_d_iu: Annotated[float, Number(_LEAST, _MOST_IU)]
    says: tuple[Words, ...] = ()


@dataclass(frozen=True)
class _Product(Row):
    label: Words
    names: tuple[Words, ...]
    salt: Annotated[str, Word(tuple(CALCIUM_SHARE))]
    strengths: tuple[_Strength, ...]
    source: Words
    checked: Annotated[str, Word(("label", "not looked up"))]


@dataclass(frozen=True)
class _NameWords(Row):
    joining: tuple[Words, ...]
    without_meaning: tuple[Words, ...]
    of_any: tuple[Words, ...]
    makers: tuple[Words, ...]
    of_vitamin_d: tuple[Words, ...]


@dataclass(frozen=True)
class _File(Row):
    words: _NameWords
    products: dict[str, _Product]


def calcium_product_names() -> tuple[str, ...]:
    """Return the names of the products that the library has."""
    return tuple(name for product in _products().values() for name in (product.label, *product.names))


def calcium_products_told() -> tuple[str, ...]:
    """Return the products with what one tablet of each strength holds, as their names are read.

    Examples
    --------
    >>> calcium_products_told()[0]
    'Adcal-D3 600 mg/400 IU'
    """
    return tuple(
        _name_of(product.label, one) for product in _products().values() for one in product.strengths
    )


def _name_of(label: str, one: CalciumWithD | _Strength) -> str:
    return f"{label} {one.calcium_mg:g} mg/{one.vitamin_d_iu:g} IU"


def calcium_products_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where products of calcium with vitamin D are named in a text, each with its strength as far as it is told.

    Examples
    --------
    >>> text = "milk, two Adcal D3 caplets a day and Caltrate 600+D"
    >>> [text[start:end] for start, end in calcium_products_in(text)]
    ['Adcal D3 caplets', 'Caltrate 600+D']
    >>> text = "Caltrate plus D3 once daily"
    >>> [text[start:end] for start, end in calcium_products_in(text)]
    ['Caltrate plus D3']
    """
    return tuple(
        (found.start(), found.start() + len(_known_part(found[0]))) for found in _named().finditer(text)
    )


def _known_part(said: str) -> str:
    """Return a product without the words behind it that are of another one: "Caltrate plus D3 once daily"."""
    name = said
    while " " in name.strip():
        try:
            if calcium_with_d(name) is not None:
                return name
        except WhichStrengthError:
            return name
        name = name.rpartition(" ")[0]
    return said


@cache
def _named() -> re.Pattern[str]:
    brands = sorted(
        {*_brands(), *(name for name in calcium_product_names() if name.count(" "))}, key=len, reverse=True
    )
    says = {word for product in _products().values() for one in product.strengths for word in one.says}
    gap = r"[\s-]*"
    names = "|".join(gap.join(map(re.escape, words(one))) for one in brands)
    told = "|".join(
        (*(gap.join(map(re.escape, one.split())) for one in sorted(says, key=len, reverse=True)), "chew")
    )
    number = r"\d{3,4}(?:[.,]\d+)?(?:\s?mg)?(?:\s?/\s?\d{3,4}\s?(?:iu|ui|ie|mg)?)?(?!\w|[.,]\d)"
    return re.compile(
        rf"(?i)\b(?:{names})s?(?![^\W\d_])(?:[\s,+-]*(?:(?:with|plus)\s)?(?:(?:vit(?:amin|\.)?\s?)?d[\s-]?3?(?![\w])|"
        rf"(?:{told})s?(?!\w)|{number}))*"
    )


def vitamin_d_brands() -> tuple[str, ...]:
    """Return the brands that hold vitamin D3 alone, of any strength."""
    return _file().words.of_vitamin_d


def calcium_of_plain(text: str) -> tuple[str, float] | None:
    """Return the salt and the calcium of a brand that is told with its calcium and without vitamin D; else ``None``.

    Examples
    --------
    >>> calcium_of_plain("Caltrate 600"), calcium_of_plain("Os-Cal 500 mg")
    (('calcium_carbonate', 600.0), ('calcium_carbonate', 500.0))
    >>> calcium_of_plain("Caltrate 600+D"), calcium_of_plain("Caltrate 650"), calcium_of_plain("Caltrate")
    (None, None, None)
    """
    numbers = list(_numbers(text))
    said = " ".join(words(_NUMBER.sub(" ", text)))
    if _VITAMIN_D.search(text) or len(numbers) != 1 or numbers[0][1] == "IU" or said not in _brands():
        return None
    fitting = {
        (product.salt, one.calcium_mg)
        for product in _products().values()
        if said in {_brand(" ".join(words(name))) for name in (product.label, *product.names)}
        for one in product.strengths
        if one.calcium_mg == numbers[0][0]
    }
    return fitting.pop() if len(fitting) == 1 else None


def unknown_beside(name: str) -> list[str]:
    """Return the words of a name of calcium or vitamin D that are of no maker, form or salt, without plural and number.

    Examples
    --------
    >>> unknown_beside("Kirkland vitamin D3 2000 IU softgels"), unknown_beside("pas de calcium citrate 300 mg")
    ([], ['pa', 'de'])
    """
    rules = _file().words
    known = {*rules.joining, *rules.of_any, *rules.without_meaning, *rules.makers}
    return [word for word in words(_NUMBER.sub(" ", _VITAMIN_D.sub(" d3 ", name))) if word not in known]


def names_calcium_brand(text: str) -> bool:
    """Tell whether a text holds the brand of a product of the library, with or without its vitamin D.

    Examples
    --------
    >>> names_calcium_brand("two Adcal-D3 a day"), names_calcium_brand("calcium 500 mg")
    (True, False)
    """
    said = f" {' '.join(words(text))} "
    return any(f" {brand} " in said for brand in _brands())


def calcium_with_d(text: str) -> CalciumWithD | None:
    """Return what one tablet holds of a name of calcium with vitamin D; ``None`` for any other name.

    Raises
    ------
    WhichStrengthError
        Where the name does not tell the strength.

    Examples
    --------
    >>> calcium_with_d("Calcichew-D3 Forte")
    CalciumWithD(salt='calcium_carbonate', calcium_mg=500.0, vitamin_d_iu=400.0)
    >>> calcium_with_d("Calcium carbonate/colecalciferol 1500mg/400iu chewable tablets").text
    'calcium_carbonate 600 mg with vitamin_d 400 IU'
    """
    plain = _VITAMIN_D.sub(" d3 ", text.replace("_", " "))
    numbers = list(dict.fromkeys(_numbers(plain)))  # "10 mcg (400 IU)" is told twice
    said = [word for word in words(_NUMBER.sub(" ", plain)) if word not in _file().words.joining]
    if "d3" not in said and any(unit == "IU" for _, unit in numbers):
        said.append("d3")  # nothing else in such a tablet is counted in units
    for cut in range(len(said), 0, -1):
        rest = said[cut:]
        found = _index().get(" ".join(said[:cut]))
        if found is not None and _is_form(rest, _products()[found]):
            return _of_product(_products()[found], said, numbers)
    return _of_any(said, numbers)


def _is_form(rest: list[str], product: _Product) -> bool:
    """Tell whether what stands behind a product's name tells its form and strength, and nothing else."""
    says = {word for one in product.strengths for text in one.says for word in words(text)}
    return all(word in says or word in _file().words.without_meaning for word in rest)


def _of_product(product: _Product, said: list[str], numbers: list[tuple[float, str]]) -> CalciumWithD:
    text = f" {' '.join(said)} "
    fitting = [one for one in product.strengths if _holds(one, product.salt, numbers)]
    lengths = [
        max((len(words(word)) for word in one.says if f" {' '.join(words(word))} " in text), default=0)
        for one in fitting
    ]
    told = max(lengths, default=0)
    fitting = [one for one, length in zip(fitting, lengths, strict=True) if length == told]
    if not fitting and sorted(unit for _, unit in numbers) == ["IU", "mg"]:
        return _of_numbers(
            product.label, product.salt, numbers, named_salt=True
        )  # a strength that is not known here
    if len(fitting) != 1:
        of = fitting or product.strengths
        raise WhichStrengthError(product.label, tuple(_content(product, one) for one in of))
    return _content(product, fitting[0])


def _content(product: _Product, strength: _Strength) -> CalciumWithD:
    return CalciumWithD(product.salt, strength.calcium_mg, strength.vitamin_d_iu)


def _holds(strength: _Strength, salt: str, numbers: list[tuple[float, str]]) -> bool:
    """Tell whether every number of a name is one of a strength: its calcium, the salt of it, or its vitamin D."""
    of_salt = strength.calcium_mg / CALCIUM_SHARE[salt]
    return all(
        (unit != "IU" and (number == strength.calcium_mg or abs(number / of_salt - 1.0) < 0.02))
        or (unit != "mg" and number == strength.vitamin_d_iu)
        for number, unit in numbers
    )


def _of_any(said: list[str], numbers: list[tuple[float, str]]) -> CalciumWithD | None:
    """Return what a name without a brand says of calcium and of vitamin D.

    Each of its words has to be known, but for a brand that begins as those of calcium do: any other may turn it, count
    it, give it to somebody else, or name another thing.
    """
    rules = _file().words
    brand = any(word.startswith(_AS_BRANDS_BEGIN) for word in said)
    names_calcium = bool({"calcium", "ca"} & {*said})
    both_told = {"mg", "IU"} <= {unit for _, unit in numbers}
    known = {*rules.of_any, *rules.without_meaning, *rules.makers}
    if (
        not {"d3", "d"} & {*said}
        or not (names_calcium or (brand and both_told))
        or not all(word in known or word.startswith(_AS_BRANDS_BEGIN) for word in said)
    ):
        return None
    salt = "calcium_citrate" if "citrate" in said else "calcium_carbonate"
    milligrams = [number for number, unit in numbers if unit == "mg"]
    units = [number for number, unit in numbers if unit == "IU"]
    bare = [number for number, unit in numbers if not unit]
    if not milligrams and bare:
        milligrams, bare = bare[:1], bare[1:]
    if not units and bare:
        units, bare = bare[:1], bare[1:]
    if len(milligrams) != 1 or len(units) != 1 or bare:
        raise WhichStrengthError("calcium with vitamin D")
    named_salt = bool({"carbonate", "carb", "citrate"} & {*said}) and "elemental" not in said
    told = [(milligrams[0], "mg"), (units[0], "IU")]
    return _of_numbers("calcium with vitamin D", salt, told, named_salt=named_salt)


def _of_numbers(label: str, salt: str, numbers: list[tuple[float, str]], *, named_salt: bool) -> CalciumWithD:
    """Return what a tablet holds by its milligrams and units; a weight of a salt counts only where it is named."""
    calcium, vitamin_d = (next(number for number, unit in numbers if unit == of) for of in ("mg", "IU"))
    if calcium in _SALT_MG[salt]:
        if not named_salt:
            raise WhichStrengthError(label)
        calcium = round(calcium * CALCIUM_SHARE[salt] / _ROUNDED) * _ROUNDED
    if not _LEAST <= calcium <= _MOST_CALCIUM_MG[salt] or not _LEAST <= vitamin_d <= _MOST_IU:
        raise WhichStrengthError(label)
    return CalciumWithD(salt, calcium, vitamin_d)


def _numbers(text: str) -> Iterator[tuple[float, str]]:
    """Yield the numbers of a name, each in ``"mg"``, in ``"IU"`` or without a unit."""
    for found, unit in _NUMBER.findall(text):
        number, kind = float(found.replace(",", "")), unit.casefold().replace(".", "")
        if kind == "g":
            yield number * 1000.0, "mg"
        elif kind in ("microgram", "micrograms", "mcg", "ug", "µg", "μg"):
            yield number * IU_PER_MICROGRAM_VITAMIN_D, "IU"
        else:
            yield number, {"": "", "mg": "mg"}.get(kind, "IU")


@cache
def _brands() -> frozenset[str]:
    return frozenset(filter(None, (_brand(" ".join(words(name))) for name in calcium_product_names())))


def _brand(name: str) -> str:
    """Return a product's name without its vitamin D where that still tells a brand; empty for calcium with D3 alone."""
    brand = name.removesuffix(" d3").removesuffix(" d").removesuffix(" with")
    if brand.startswith("calcium"):
        return name if len(name.split()) > _OF_ANY else ""
    return name if brand == "calci" else brand


#: Words of "calcium D3", which is no brand.
_OF_ANY: Final = 2


def _products() -> dict[str, _Product]:
    return _file().products


@cache
def _file() -> _File:
    return load_table(_File, "osteotwin.protocol", "data", FILE)


@cache
def _index() -> dict[str, str]:
    return index_of(((key, product.names) for key, product in _products().items()), FILE)
