"""Drugs: doses, limits, and what to mind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import isclose
from typing import Annotated, Any, Final

from osteotwin.errors import ParameterError, Problem
from osteotwin.inputs.names import folded, index_of, look_up
from osteotwin.inputs.shipped import Row, Words, parsed
from osteotwin.inputs.values import Flag, Mistake, Number, Schema, Value, Word
from osteotwin.protocol.conditions import CONTRAINDICATING
from osteotwin.protocol.library.drug_names import Form, forms_of, makers_of_boxes, without_dose
from osteotwin.protocol.library.substance_names import by_form, substance_form
from osteotwin.protocol.library.tables import library_text, rows_of
from osteotwin.protocol.library.ways import is_given_so, ways_in
from osteotwin.units import shown_value
from osteotwin.units.patterns import later

FILE = "drugs.toml"
DOSE_UNITS = ("mg", "ug", "IU", "procedure")
#: Severities of the flags that warnings become.
SEVERITIES = ("ask_first", "good_to_know")
DRUG_CLASSES = (
    "aromatase_inhibitor", "gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen", "testosterone",
    "estradiol", "bisphosphonate", "rankl_antibody", "pth_analog", "sclerostin_antibody", "serm",
    "five_alpha_reductase_inhibitor", "glucocorticoid", "progestin", "testis_stimulant",
)  # fmt: skip


@dataclass(frozen=True)
class DrugWarning:
    """What to mind, and how much: one of :data:`SEVERITIES`."""

    severity: str
    text: str
    source: str


class _WarningValue(Value):
    """``[severity, text, key of a source]``."""

    @property
    def expected(self) -> str:
        return f"[severity, text, source], severity being one of {', '.join(SEVERITIES)}"

    @property
    def example(self) -> str:
        return '["good_to_know", "Lowers bone density.", "label"]'

    def read(self, written: object) -> DrugWarning:
        match written:
            case [str() as severity, str() as text, str() as key] if severity in SEVERITIES and text:
                return DrugWarning(severity, text, key)
            case _:
                raise Mistake(shown_value(written), self.expected, f"write it as {self.example}")

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3}


class _Span(Value):
    """``[low, high]``, both above zero."""

    @property
    def expected(self) -> str:
        return "two numbers above 0, the smaller first"

    @property
    def example(self) -> str:
        return "[0.5, 7]"

    def read(self, written: object) -> tuple[float, float]:
        match written:
            case [int() | float() as low, int() | float() as high] if 0 < low < high:
                return float(low), float(high)
            case _:
                raise Mistake(shown_value(written), self.expected, f"write it as {self.example}")

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


_Dose = Annotated[float, Number(0.001, 5000)]
_Days = Annotated[float, Number(0.1, 36500)]


@dataclass(frozen=True)
class DepotSize(Row):
    """A labelled size of a depot and the days for which it acts."""

    dose: _Dose
    days: _Days


@dataclass(frozen=True)
class Regimen(Row):
    """A labelled dose and the days between two of them."""

    dose: _Dose
    days: _Days


@dataclass(frozen=True)
class Drug(Row):
    """One drug.

    Attributes
    ----------
    id, label : str
    aliases : tuple of str
        Trade names and other spellings.
    drug_class, route : str
    dose_unit : str
        ``"mg"``, ``"ug"``, ``"IU"``, or ``"procedure"`` for an operation.
    dose_means : str
        What a dose counts: the amount given, what is delivered per day, the ester, the hormone in the gel.
    usual_dose, usual_interval_days : float
        Stand in where a trial gives none.
    max_single_dose : float
        Above it a single dose is a slip of the pen.
    delivered_fraction : float or None
        Share of the dose that reaches the circulation; None where it is unknown or not needed.
    gel_strength : float or None
        Share of hormone in a gel, for doses given in grams of gel.
    intervals_days : (float, float) or None [day]
        Shortest and longest time between doses for which the model has kinetics of the product.
    least_per_day : float
        Amount a day under which it does not do what the model takes it to do.
    doses : (float, float) or None
        Smallest and largest single dose by which it is told from other products of its name.
    label_doses : tuple of float
        The only single doses by which it is told from other products of its name; empty: any.
    depot_sizes : tuple of DepotSize
        Labelled sizes that act for longer than the usual interval, rising; empty: none.
    other_regimens : tuple of Regimen
        Labelled for other purposes or other drugs of the class, far from the usual amount; empty: none.
    modelled : bool
    not_modelled_because : str
        Empty where it is modelled.
    use_in_men : str
        Whether the use in men is labelled.
    contraindications : tuple of str
        Conditions with which the prescriber must be asked first.
    warnings : tuple of DrugWarning
    source : tuple of str
    only_for : str
        The sex that an operation needs; empty where both can have it.
    note : str
    """

    id: Words
    label: Words
    aliases: tuple[Words, ...]
    drug_class: Annotated[str, Word(DRUG_CLASSES)]
    route: Words
    dose_unit: Annotated[str, Word(DOSE_UNITS)]
    dose_means: Words
    usual_dose: _Dose
    usual_interval_days: _Days
    max_single_dose: _Dose
    modelled: Annotated[bool, Flag()]
    use_in_men: Words
    contraindications: tuple[Annotated[str, Word(CONTRAINDICATING)], ...]
    warnings: tuple[Annotated[DrugWarning, _WarningValue()], ...]
    source: tuple[Words, ...]
    delivered_fraction: Annotated[float, Number(0.0001, 1)] | None = None
    gel_strength: Annotated[float, Number(0.0001, 0.2)] | None = None
    intervals_days: Annotated[tuple[float, float], _Span()] | None = None
    least_per_day: Annotated[float, Number(0.0, 5000)] = 0.0
    doses: Annotated[tuple[float, float], _Span()] | None = None
    label_doses: tuple[_Dose, ...] = ()
    depot_sizes: tuple[DepotSize, ...] = ()
    other_regimens: tuple[Regimen, ...] = ()
    not_modelled_because: str = ""
    only_for: Annotated[str, Word(("", "male", "female"))] = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.usual_dose > self.max_single_dose:
            raise ValueError("max_single_dose below usual_dose")
        if self.modelled == bool(self.not_modelled_because):
            raise ValueError("modelled and not_modelled_because")

    def allows_interval(self, days: float) -> bool:
        """Tell whether the model has kinetics of the product at a time between doses [day]."""
        return self.intervals_days is None or self.intervals_days[0] <= days <= self.intervals_days[1]

    def days_of_dose(self, dose: float) -> float:
        """Return how long one dose acts [day]: as the largest labelled depot that is not above it."""
        reached = [size.days for size in self.depot_sizes if size.dose <= dose * (1.0 + 1e-9)]
        return max(reached, default=self.usual_interval_days)

    def may_be_meant(self, dose: float | None, days: float | None) -> bool:
        """Tell whether a single dose and a rhythm, as far as they are known, are those of this product."""
        if dose is not None and self.doses is not None and not self.doses[0] <= dose <= self.doses[1]:
            return False
        if dose is not None and self.label_doses and not any(isclose(dose, one) for one in self.label_doses):
            return False
        return days is None or self.allows_interval(days)


@cache
def load_drugs() -> dict[str, Drug]:
    """Return all drugs by identifier.

    Raises
    ------
    ParameterError
        If the file has a gap or a value out of range; it names the key.
    """
    rows, sources = rows_of(
        Drug, FILE, "drugs", also=("shared_names", "by_way", "class_names", "no_kinetics", "nearest_way")
    )
    return {name: replace(drug, warnings=_with_sources(drug, sources)) for name, drug in rows.items()}


def find_drug(text: str, *, with_form: bool = True) -> Drug:
    """Return the drug that a text names, by any of its names.

    Parameters
    ----------
    text : str
    with_form : bool
        Whether a form, a maker or a second name may stand around the name.

    Raises
    ------
    NotInLibraryError
        With the nearest names.

    Examples
    --------
    >>> find_drug("Arimidex").id, find_drug("generic Reclast infusion").id
    ('anastrozole', 'zoledronate')
    """
    drugs = load_drugs()
    forms = forms_of(text) if with_form else (Form(text), Form(without_dose(text)))
    form = next((one for one in forms if _is_meant(one)), None)
    if form is not None:
        return _meant(form)[-1]
    return drugs[
        look_up("drug", without_dose(text), drug_index(), lambda identifier: drugs[identifier].label)
    ]


def products_of(name: str) -> tuple[Drug, ...]:
    """Return the products that a name may mean; what is said besides decides, and the last is the usual one.

    Examples
    --------
    >>> [drug.id for drug in products_of("estradiol valerate")]
    ['estradiol_valerate_injection', 'estradiol_valerate_oral']
    >>> [drug.id for drug in products_of("estradiol valerate tablets 2 mg")]
    ['estradiol_valerate_oral']
    """
    if ways := by_way(name):
        return tuple(dict.fromkeys(drug for given in ways.values() for drug in given.products))
    meant = next((one for one in forms_of(name) if _is_meant(one)), None)
    return _meant(meant) if meant is not None else (find_drug(name),)


def _is_meant(form: Form) -> bool:
    """Tell whether a form names a drug that is given so, and no other beside it."""
    meant = _meant(form)
    return bool(meant) and (not form.other or set(_meant(Form(form.other))) >= set(meant))


def _meant(form: Form) -> tuple[Drug, ...]:
    drugs = load_drugs()
    ways = _by_way().get(folded(form.name), {}) if form.ways else {}
    of_ways = tuple(drug.id for way in form.ways if way in ways for drug in ways[way].products)
    shared = of_ways or _shared_names().get(_spaced(form.name))
    one = drug_index().get(folded(form.name))
    found = shared or ((one,) if one is not None else of_substance(form.name))
    return tuple(drugs[one] for one in found if is_given_so(one, drugs[one].route, form.ways))


def of_substance(name: str) -> tuple[str, ...]:
    """Return the products of a substance whose name another language, or a maker's own name for it, spells.

    Examples
    --------
    >>> of_substance("anastrozolum"), of_substance("Letrozolhexal"), of_substance("estradiolo")
    (('anastrozole',), ('letrozole',), ())
    """
    plain = name.casefold()
    ends = _makers() if plain.endswith(_makers()) else ()
    for one in (name, *(plain.removesuffix(maker) for maker in ends if plain.endswith(maker))):
        if (known := _by_form().get(substance_form(one))) is not None:
            return tuple(known.split())
    return ()


#: Letters of a maker's name that is told from the end of a drug's name in one word with it: "Letrozolhexal".
_LEAST_MAKER: Final = 3


@cache
def _makers() -> tuple[str, ...]:
    return tuple(maker for maker in makers_of_boxes() if len(maker) >= _LEAST_MAKER)


@cache
def _by_form() -> Mapping[str, str]:
    """Return the products of names by their forms as substances; none of hormones whose name tells no product."""
    shared = {folded(name): " ".join(products) for name, products in _shared_names().items()}
    names = ((name, shared.get(name, one)) for name, one in drug_index().items() if name not in _by_way())
    return by_form(names)


@dataclass(frozen=True)
class GivenSo:
    """The products of one hormone that are given in one way, the usual one last, for doses at least so far apart."""

    products: tuple[Drug, ...]
    least_days: float = 0.0


@lru_cache(maxsize=2048)
def by_way(name: str) -> Mapping[str, GivenSo]:
    """Return the products of a hormone whose name alone tells none, by the way in which each is given.

    Returns
    -------
    mapping of str to GivenSo
        Empty for a name that tells the product.

    Examples
    --------
    >>> sorted(by_way("testosterone")), by_way("testosterone cypionate")
    (['gel', 'injected', 'oral', 'patch'], {})
    """
    for form in forms_of(name):
        found = _by_way().get(folded(form.name)) or _by_way_form().get(substance_form(form.name))
        if found and not form.ways and not form.other:
            return found
    return {}


@cache
def _by_way_form() -> Mapping[str, Mapping[str, GivenSo]]:
    return {form: given for name, given in _by_way().items() if (form := substance_form(name))}


def of_class(name: str) -> tuple[str, ...]:
    """Return the drugs of which a name of a class, or a word for several, may mean any; nothing for other names.

    Examples
    --------
    >>> of_class("an AI")
    ('Anastrozole', 'Letrozole', 'Exemestane')
    """
    if (drugs := _class_names().get(folded(name))) is not None:
        return drugs
    if folded(name) in drug_index():
        return ()
    return of_class(bare) if (bare := without_dose(name)) != name else ()


@cache
def _class_names() -> dict[str, tuple[str, ...]]:
    rows = ((folded(written), tuple(drugs)) for written, drugs in _tables()["class_names"].items())
    return dict(reversed(list(rows)))  # of two that are written alike the first counts


#: Ways of which there is a product of no hormone.
WITHOUT_PRODUCT: Final = frozenset(("vagina", "cream", "pellets", "spray", "nose"))
#: How strong a cream is: of another strength it has no kinetics either.
_OF_SHARE: Final = later(r"\s*\d[\d.,]*\s*%")


def without_kinetics(name: str) -> tuple[str, ...]:
    """Return what there is instead of a product of which the model has no kinetics; nothing for any other name."""
    said = {folded(name), *(folded(_OF_SHARE.sub("", form.name)) for form in forms_of(name))}
    for drug_class, names in _folded_without_kinetics().items():
        if said & names:
            of = _ESTRADIOL if drug_class == _VAGINAL else drug_class
            return _nearest_first(name, [drug for drug in load_drugs().values() if drug.drug_class == of])
    # A hormone that is given in a way of which there is no product: "Estradiol vaginal tablets".
    if WITHOUT_PRODUCT.intersection(ways_in(name.casefold())):
        for given in (by_way(word) for word in re.findall(r"[^\W\d_]+", name)):
            if given:
                products = dict.fromkeys(drug for one in given.values() for drug in one.products)
                return _nearest_first(name, list(products))
    return ()


#: The ways of products, by a word of their routes.
_ROUTES_OF_WAY: Final = {"gel": "transdermal", "oral": "oral", "injected": "intramuscular|subcutaneous"}


def _nearest_first(name: str, products: list[Drug]) -> tuple[str, ...]:
    """Return the products that are given in the way of a name, where there are any; of gel and patch the gels first."""
    words = folded(name).split()
    ways = _tables()["nearest_way"]
    way = next((way for way, said in ways.items() if any(one in words for one in said)), "injected")
    near = [drug for drug in products if re.search(_ROUTES_OF_WAY[way], drug.route)] or products
    return tuple(drug.label for drug in sorted(near, key=lambda drug: "patch" in drug.id))


@cache
def _folded_without_kinetics() -> dict[str, frozenset[str]]:
    return {one: frozenset(map(folded, names)) for one, names in _tables()["no_kinetics"].items()}


#: Keys of products without kinetics.
_ESTRADIOL, _VAGINAL = "estradiol", "vaginal"


def is_local(name: str) -> bool:
    """Tell whether a hormone is given where hardly any of it reaches the blood.

    Examples
    --------
    >>> is_local("Vagifem 10 ug"), is_local("Estradiol vaginal tablets"), is_local("Femring")
    (True, True, False)
    """
    names = _folded_without_kinetics()[_VAGINAL]
    said = {folded(_OF_SHARE.sub("", form.name)) for form in forms_of(name)}
    return bool(said & names) or ("vagin" in name.casefold() and bool(without_kinetics(name)))


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return parsed(library_text(FILE), FILE)


@cache
def _shared_names() -> dict[str, tuple[str, ...]]:
    return {_spaced(name): tuple(products) for name, products in _tables()["shared_names"].items()}


@cache
def _by_way() -> dict[str, dict[str, GivenSo]]:
    tables: dict[str, Any] = parsed(library_text(FILE), FILE)["by_way"]
    drugs = load_drugs()
    found: dict[str, dict[str, GivenSo]] = {}
    for table in tables.values():
        ways = {
            way: GivenSo(tuple(drugs[one] for one in row["products"]), row.get("least_days", 0.0))
            for way, row in table.items()
            if way != "names"
        }
        found |= {folded(name): ways for name in table["names"]}
    return found


@cache
def drug_index() -> dict[str, str]:
    """Return the identifier of each drug by every name, folded."""
    own = index_of(((d.id, (d.label, *d.aliases)) for d in load_drugs().values()), FILE)
    return {folded(name): products[-1] for name, products in _shared_names().items()} | own


def _spaced(name: str) -> str:
    """Return a name in lower case; unlike when folded, an identifier stays apart from the words that it is made of."""
    return " ".join(name.casefold().split())


def _with_sources(drug: Drug, sources: Mapping[str, str]) -> tuple[DrugWarning, ...]:
    """Return the warnings with their sources in place of the keys."""
    for warning in drug.warnings:
        if warning.source not in sources:
            found = shown_value(warning.source)
            raise ParameterError(
                Problem(FILE, f"drugs.{drug.id}.warnings", found, "a key of [sources]", "add it there")
            )
    return tuple(replace(warning, source=sources[warning.source]) for warning in drug.warnings)
