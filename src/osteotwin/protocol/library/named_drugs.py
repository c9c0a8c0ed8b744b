"""Drugs that act on bone or sex hormones and that the model does not have: what they are and which way they act."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Annotated, Final

from osteotwin.errors import ParameterError
from osteotwin.inputs.misspelled import misspelling_of
from osteotwin.inputs.names import folded, index_of, joined_index
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Flag, Word
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.library.drug_names import forms_of, without_dose
from osteotwin.protocol.library.drugs import (
    by_way,
    drug_index,
    find_drug,
    load_drugs,
    of_substance,
    products_of,
)
from osteotwin.protocol.library.second_names import said_twice
from osteotwin.protocol.library.substance_names import by_form, substance_form
from osteotwin.protocol.library.ways import ways_in
from osteotwin.units.patterns import later

FILE = "named_drugs.toml"

#: Which way a drug acts -> what the numbers are without it.
_WITHOUT_IT = {
    "builds": "bone is gained or kept by it, so numbers without it are too low",
    "takes": "bone is lost by it, so numbers without it are too high",
    "both": "it can do either to bone, by dose and person",
    "little": "it is thought to do little to bone",
    "unknown": "what it does to bone at this dose is not established",
}

#: Which way a level or bone goes.
WAYS: Final = ("up", "down", "unchanged", "unknown")
#: How a source was checked: read in the abstract, or believed and not opened.
CHECKED: Final = ("abstract", "not looked up")
#: So short a name is an abbreviation.
_ABBREVIATION: Final = 4
_ON_BONE: Final = {
    "builds": "up", "takes": "down", "both": "either", "little": "unchanged", "unknown": "unknown",
}  # fmt: skip


@dataclass(frozen=True)
class NamedDrug(Row):
    """A drug outside the model.

    Attributes
    ----------
    label : str
    kind : str
        A key of the kinds in the file.
    acts : str
        Which way it acts on bone: ``"builds"``, ``"takes"``, ``"both"``, ``"little"``, ``"unknown"``.
    names : tuple of str
        Other names.
    like : tuple of str
        Names of other substances that act as it does.
    either : str
        Of what acts ``"both"`` ways: which way bone goes for whom, beginning with "it" or "its".
    how : str
        When or by what it does so, in one clause; empty where nothing is to be said of that.
    testosterone, estradiol : str
        Which way the person's own level goes, one of :data:`WAYS`.
    source, checked : str
        Of which way it acts, and how that was checked.
    moves_little : bool
        Whether density hardly moves, although more fractures are seen.
    """

    label: Words
    kind: Words
    acts: Annotated[str, Word(tuple(_WITHOUT_IT))]
    names: tuple[Words, ...]
    like: tuple[Words, ...] = ()
    either: str = ""
    how: str = ""
    testosterone: Annotated[str, Word(("", *WAYS))] = ""
    estradiol: Annotated[str, Word(("", *WAYS))] = ""
    source: str = ""
    checked: Annotated[str, Word(("", *CHECKED))] = ""
    moves_little: Annotated[bool, Flag()] = False

    @property
    def on_bone(self) -> str:
        """Which way bone goes, one of :data:`WAYS`, or ``"either"``."""
        return _ON_BONE[self.acts]

    @property
    def moves_hormones(self) -> bool:
        """Whether testosterone or estradiol is known to move."""
        return bool({self.testosterone, self.estradiol} & {"up", "down"})

    @property
    def is_material(self) -> bool:
        """Whether it is known to move bone or sex hormones, so that numbers without it leave questions open."""
        return not self.moves_little and (self.moves_hormones or self.on_bone in ("up", "down", "either"))


@dataclass(frozen=True)
class _Kind(Row):
    """What drugs of a kind have in common."""

    what: Words
    testosterone: Annotated[str, Word(WAYS)]
    estradiol: Annotated[str, Word(WAYS)]
    source: Words
    checked: Annotated[str, Word(CHECKED)]


@dataclass(frozen=True)
class _File(Row):
    kinds: dict[str, _Kind]
    drugs: dict[str, NamedDrug]


def named_drugs() -> dict[str, NamedDrug]:
    """Return the drugs outside the model, by identifier; what one does not say of itself is that of its kind.

    Raises
    ------
    ParameterError
        If one is of a kind that the file does not have.
    """
    return _file().drugs


def what_it_is(text: str) -> str | None:
    """Return what a drug outside the model is and does; ``None`` for what names none.

    Examples
    --------
    >>> what_it_is("metformin")
    'Metformin, a drug for diabetes or weight; it is thought to do little to bone'
    """
    identifier = named_drug(text)
    if identifier is None:
        return None
    return f"{called(text)}, {kind_of(identifier)}; {what_is_missing(identifier)}"


def named_drug(text: str) -> str | None:
    """Return the identifier of a drug outside the model by any of its names; ``None`` for what names none.

    Examples
    --------
    >>> named_drug("Deca-Durabolin 200 mg")
    'nandrolone'
    """
    return _found(text)[0]


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[str | None, str]:
    """Return the identifier that a text names, and the part of the text that is its name."""
    known = _index()
    forms = _by_form()
    if (exact := known.get(folded(text))) is not None:
        return exact, text
    try:
        find_drug(text)
    except NotInLibraryError:
        pass
    else:
        return None, text
    if _WITH_THIAZIDE.fullmatch(text.strip()):
        return "thiazide_combination", text
    if (combined := _combined(text)) is not None:
        return combined, text
    for form in forms_of(text):
        found = known.get(folded(form.name)) or forms.get(substance_form(form.name))
        if found is not None and (not form.other or known.get(folded(form.other), found) == found):
            return found, form.name
    return None, text


#: "Candesartan/HCT": a tablet for blood pressure that a thiazide is in.
_WITH_THIAZIDE: Final = later(
    r"[a-z]+(?:sartan|pril|olol|dipine|terene|lactone|kiren) ?[/+& -] ?(?:hctz?|hydrochlorothiazide?)"
    r"(?: [\d./, -]+(?: ?mg)?)?(?: (?:tablets?|tabs?))?",
    re.IGNORECASE,
)


#: "Sitagliptin/Metformin 50/1000 mg"
_IN_ONE: Final = later(r"\s*[/+]\s*(?=[a-z])", re.IGNORECASE)


def _combined(text: str) -> str | None:
    """Return the identifier of a tablet of several drugs outside the model: of one that bears on bone, or the first."""
    parts = _IN_ONE.split(without_dose(text))
    if len(parts) == 1:
        return None
    found = [identifier for part in parts if (identifier := _index().get(folded(part))) is not None]
    if len(found) < len(parts):
        return None
    return next((one for one in found if named_drugs()[one].is_material), found[0])


def called(text: str) -> str:
    """Return what to call a drug outside the model: by its label, or, of another substance like it, as written.

    Examples
    --------
    >>> called("deca"), called("pantoprazole 40 mg oral tablet")
    ('Nandrolone', 'Pantoprazole')
    """
    identifier, bare = _found(text)
    if identifier is None:
        return text
    if _combined(bare) == identifier:
        return without_dose(bare)
    drug = named_drugs()[identifier]
    return _as_shown(bare) if folded(bare) in {folded(name) for name in drug.like} else drug.label


def _as_shown(name: str) -> str:
    return name.upper() if len(name) <= _ABBREVIATION else name[:1].upper() + name[1:]


@cache
def all_drug_names() -> dict[str, str]:
    """Return by every name, folded, what to call the substance or class: of the model and outside it."""
    drugs = load_drugs()
    found = {name: drugs[identifier].label for name, identifier in drug_index().items()}
    for drug in named_drugs().values():
        found |= {folded(name): drug.label for name in (drug.label, *drug.names)}
        found |= {folded(name): _as_shown(name) for name in drug.like}
    return found


@lru_cache(maxsize=2048)
def misspelled(text: str) -> str | None:
    """Return the name of a drug that a text misspells or says twice, with or without a strength and a form behind it.

    ``None`` where it misspells none, or where another substance is near: then it is asked.

    Examples
    --------
    >>> misspelled("Arimedex 1 mg"), misspelled("atorvastatine"), misspelled("ecitalopram")
    ('arimidex', 'atorvastatine', None)
    >>> misspelled("Reclast (zolendronic acid)"), misspelled("X-Tandi"), misspelled("Reclast (Prolia)")
    ('Reclast', 'xtandi', None)
    """
    if len(text.split()) > _LONGEST_NAME:
        return None
    found = _misspelled(text) or said_twice(text, _may_mean) or _in_bracket(text)
    is_open = found is not None and folded(found) in _told_by_number() and re.search(r"\d", text) is not None
    return None if is_open else found


@cache
def _told_by_number() -> frozenset[str]:
    """Return names that with a number behind them are of another substance: Zantac and Zantac 360."""
    names = all_drug_names()
    numbered = ((name, re.fullmatch(r"(\D+) \d+", name)) for name in names)
    return frozenset(
        found[1] for name, found in numbered if found and found[1] in names and names[found[1]] != names[name]
    )


#: Words of the longest name with its strength, its form and a second name.
_LONGEST_NAME: Final = 14


def _in_bracket(text: str) -> str | None:
    """Return the substance in brackets behind a brand of one word that is not known: "Omezol (omeprazole) 20 mg"."""
    for form in forms_of(text):
        if (
            form.other
            and form.name.isalpha()
            and len(form.name) > _ABBREVIATION
            and not ways_in(form.name.casefold())
        ):
            meant = _may_mean(form.other)
            if (
                meant is not None
                and len(meant[1]) == 1
                and not by_way(form.other)
                and _may_mean(form.name) is None
            ):
                return meant[0]
    return None


#: Letters of a name that may be written as one word: "depoprovera".
_LEAST_JOINED: Final = 8


@cache
def joined_drug_names() -> dict[str, str]:
    """Return the names of drugs by their letters without spaces."""
    return joined_index(all_drug_names())


#: A sign within a word: X-Tandi, Clom.id.
_SIGN_IN_WORD: Final = later(r"(?<=[a-z])[-.](?=[a-z])|(?<=^[a-z])-(?=[a-z])", re.IGNORECASE)


@lru_cache(maxsize=2048)
def _misspelled(text: str) -> str | None:
    names = all_drug_names()
    # A number may be of the name: estradiol gel 0.1 % is another product than estradiol gel.
    spelled = dict.fromkeys(form.name for form in forms_of(text) if not form.other and not form.ways)
    joined = (folded(_SIGN_IN_WORD.sub("", name)) for name in spelled)
    found = next((name for name in joined if name in names and len(name) > _ABBREVIATION), None)
    together = joined_drug_names()
    found = found or next(
        (
            together[one]
            for name in spelled
            if len(one := folded(name).replace(" ", "")) >= _LEAST_JOINED and one in together
        ),
        None,
    )
    return found or next((meant for name in spelled if (meant := _misspells(name))), None)


@lru_cache(maxsize=4096)
def _misspells(name: str) -> str | None:
    return misspelling_of(name, all_drug_names())


@lru_cache(maxsize=1024)
def _may_mean(name: str) -> tuple[str, frozenset[str]] | None:
    """Return a name of a drug as it is spelled, and every drug that it may mean; ``None`` for any other name."""
    for spelled in (name, _misspelled(name)):
        if spelled is None:
            continue
        if (outside := named_drug(spelled)) is not None:
            return spelled, frozenset((outside,))
        with suppress(NotInLibraryError):
            return spelled, frozenset(drug.id for drug in products_of(spelled))
    return None


def kind_of(identifier: str) -> str:
    """Return what sort of drug one outside the model is, in words."""
    return _file().kinds[named_drugs()[identifier].kind].what


def what_is_missing(identifier: str) -> str:
    """Return what numbers without a drug outside the model are, in words."""
    return _WITHOUT_IT[named_drugs()[identifier].acts]


@cache
def _file() -> _File:
    file = load_table(_File, "osteotwin.protocol", "data", FILE)
    for name, drug in file.drugs.items():
        if drug.kind not in file.kinds:
            message = f"{FILE}: {name} is of no kind of the file: {drug.kind}"
            raise ParameterError(message)
    return replace(
        file, drugs={name: _of_kind(drug, file.kinds[drug.kind]) for name, drug in file.drugs.items()}
    )


def _of_kind(drug: NamedDrug, kind: _Kind) -> NamedDrug:
    """Return a drug with what its kind has in common where it says nothing of its own."""
    own_source = bool(drug.source)
    return replace(
        drug,
        testosterone=drug.testosterone or kind.testosterone,
        estradiol=drug.estradiol or kind.estradiol,
        source=drug.source or kind.source,
        checked=drug.checked or ("not looked up" if own_source else kind.checked),
    )


@cache
def _index() -> dict[str, str]:
    return index_of(
        ((name, (drug.label, *drug.names, *drug.like)) for name, drug in named_drugs().items()), FILE
    )


@cache
def _by_form() -> Mapping[str, str]:
    """Return drugs by the forms of their names; "diabetes" is an illness, and no way to write "Diabeta"."""
    illnesses = {substance_form(name) for row in CONDITIONS.values() for name in (row.label, *row.aliases)}
    return {form: drug for form, drug in by_form(_index().items()).items() if form not in illnesses}


@lru_cache(maxsize=8192)
def is_drug_name(name: str) -> bool:
    """Tell whether a name without any word around it is of a drug, in any language's spelling."""
    return folded(name) in all_drug_names() or bool(of_substance(name)) or substance_form(name) in _by_form()
