"""The drug or supplement that a line of a prescription names: "anastrozole 1 MG Oral Tablet [Arimidex]"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from math import isclose
from typing import Any, Final

from osteotwin.inputs.names import words
from osteotwin.protocol.gel_brands import gel_brand, share_of_gel
from osteotwin.protocol.library import Drug, NotInLibraryError, called, find_drug, load_drugs, named_drugs
from osteotwin.protocol.library import named_drug as not_simulated
from osteotwin.protocol.library.calcium_products import WhichStrengthError, calcium_with_d, vitamin_d_brands
from osteotwin.units.patterns import later

#: Sorts of entries, and none.
DRUG, SUPPLEMENT, NoDrug = "drug", "supplement", ""
_SUPPLEMENTS: Final = (
    (
        "vitamin_d",
        later(
            r"cholecalciferol|colecalciferol|vitamin d3?\b|\b(?:"
            + "|".join(brand.replace(" ", "[- ]?") for brand in vitamin_d_brands())
            + r")\b",
            re.IGNORECASE,
        ),
    ),
    ("calcium_citrate", later(r"calcium citrate", re.IGNORECASE)),
    ("calcium_carbonate", later(r"calcium carbonate", re.IGNORECASE)),
)
_STRENGTH: Final = later(
    r"(\d[\d,]*(?:\.\d+)?)\s*(mg|mcg|ug|µg|μg|g|unt|iu|units?|intl[ _]units?|international units?)\b"
    r"(?!\s*/\s*(?:\d|ml|hr|day|l\b|actuat))",
    re.IGNORECASE,
)
#: International units as Germany and the Romance languages write them: "1000 I.E."
_IN_UNITS: Final = later(r"\b(?:I\.\s?[EU]\.|U\.\s?I\.|IE\b|UI\b)")
_CALCIUM: Final = later(
    r"(?:elemental calcium|elemental|\bcalcium|\bca) (\d+(?:\.\d+)?) ?mg|"
    r"(\d+(?:\.\d+)?) ?mg (?:of )?(?:elemental|calcium\b(?! c)|ca\b)", re.IGNORECASE)  # fmt: skip
_PER_DAY: Final = later(r"(\d+(?:\.\d+)?)\s*(mg|mcg|ug)\s*/\s*(?:24\s*hr?|day|24 hours)\b", re.IGNORECASE)
_PER_ML: Final = later(r"(\d[\d,]*(?:\.\d+)?)\s*(mg|mcg|ug|µg|μg)\s*/\s*(?:1\s*)?ml\b", re.IGNORECASE)
_SHOWN: Final = {"mg": "mg", "mcg": "ug", "ug": "ug", "µg": "ug", "μg": "ug", "g": "g", "unt": "IU", "iu": "IU",
                 "units": "IU", "unit": "IU"}  # fmt: skip
#: Of vitamin D2 and D3.
_IU_PER_UG: Final = 40.0
#: A way into the body -> its words in prescriptions, and in the library's routes.
_WAYS: Final = (
    (later(r"\boral\b|tablet|\btabs?\b|capsule|\bcaps?\b|\bpill|by mouth|\bpo\b", re.IGNORECASE),
     later("oral")),
    (later(r"patch|\bgel\b|transdermal|topical|cream|ointment|salbe|\bcreme", re.IGNORECASE),
     later("transdermal")),
    (later(r"inject|intramuscular|subcutaneous|intravenous|infus|syringe|\bvials?\b|depot|\bim\b|\biv\b|\bsc\b|"
                r"\bsubq\b", re.IGNORECASE), later("intra|subcutaneous")),
)  # fmt: skip
#: Where something acts, or is taken up, in no way that the library has.
_LOCAL: Final = later(
    r"\b(?:intra-?)?nas(?:al|en)\w*|\beyes?\b|ophthalm\w*|\baugen\w*|\bears?\b|\botic\b|\bohren\w*|vagin\w*|re[ck]tal\w*|"
    r"\benema\b|suppositor\w*|z[\u00e4a]pfchen|intra-?arti[ck]ul\w*|\binhal\w*|bu[ck]{2}al\w*|sublingual\w*|lozenge\w*|"
    r"\bpessar\w*",
    re.IGNORECASE)  # fmt: skip
#: Hormones that are given in several ways; without one their name tells no product.
_SEVERAL_WAYS: Final = ("estradiol", "testosterone")
#: Words of drugs' names that are of any prescription.
_COMMON: Final = ("oral", "tablet", "capsule", "injection", "injected", "patch", "gel", "acid", "acetate", "1", "34",
                  "0.1", "0.06", "1.62", "intravenous", "intramuscular", "transdermal", "depot",
                  "medicine", "medication", "drug", "pill", "spray", "cream", "ointment", "inhaler", "blood",
                  "pressure", "bp", "water", "fluid", "pain", "strong", "low", "high", "dose", "daily", "baby",
                  "with", "and", "a", "blue", "brown", "long", "direct", "receptor", "blocker",
                  "inhibitor", "complex", "of", "in", "for", "allergy", "instead", "from", "until", "to")  # fmt: skip
#: Words between others that are short for a drug in capitals: "des" of French and German, and DES.
_ARTICLES: Final = ("des",)
#: What no name has.
_INSTRUCTION: Final = later(
    r"\s+(?:daily|weekly|monthly|every|since|from|started|until|täglich|tgl|wöchentlich|monatlich|alle|seit|ab|bis)\b",
    re.IGNORECASE,
)
#: No name has more words, with its strength and its form.
_LONGEST_NAME: Final = 8
#: What joins two drugs that are taken together.
_JOINING: Final = ("with", "and", "plus", "+", "&", "und", "mit", "et", "avec", "/")
#: Shorter words are units and initials.
_SHORTEST: Final = 4
#: Words of a line that are looked at for a second drug.
_LOOKED_AT: Final = 40
_FORMS_OF_GEL: Final = ("patch", "gel")
_BRAND: Final = later(r"\[([^\]]{2,60})\]")


def named_drug(text: str) -> tuple[str, dict[str, Any]]:
    """Return the sort of entry that a name belongs to, and the key that names it.

    Returns
    -------
    sort : str
        :data:`DRUG`, :data:`SUPPLEMENT`, or :data:`NoDrug`.
    keys : dict
        ``name`` or ``nutrient``; of no drug ``why``. A drug that acts on bone and that the model does not have is
        a drug, too: a person's file names it.

    Examples
    --------
    >>> named_drug("anastrozole 1 MG Oral Tablet [Arimidex]")
    ('drug', {'name': 'anastrozole'})
    """
    sort, keys = _named_drug(text)
    bare = text if text.isascii() else _without_accents(text)
    if sort == NoDrug and bare != text and (found := _named_drug(bare))[0] != NoDrug:
        return found
    return sort, keys


def _without_accents(text: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text[:300]) if not unicodedata.combining(sign)
    )


def _named_drug(text: str) -> tuple[str, dict[str, Any]]:
    try:
        if (both := calcium_with_d(text)) is not None:
            return SUPPLEMENT, {"nutrient": both.text}
    except WhichStrengthError as question:
        return NoDrug, {"why": str(question)}
    ambiguous: NotInLibraryError | None = None
    other_way: str | None = None
    for form in _forms(text) if _names_a_drug(text) else ():
        drug = _found(form)
        if isinstance(drug, NotInLibraryError):
            ambiguous = drug if drug.ambiguous else ambiguous
            continue
        if (why := _other_way(form, text, drug)) is None:
            return DRUG, {"name": _longer_name(form, text) or form}
        other_way = other_way or why
    for nutrient, pattern in _SUPPLEMENTS:
        if pattern.search(text):
            return SUPPLEMENT, {"nutrient": nutrient}
    if ambiguous is None and other_way is None and (name := _outside_the_model(text)) is not None:
        return DRUG, {"name": name}
    if other_way is not None:
        return NoDrug, {"why": other_way}
    why = (
        str(ambiguous)
        if ambiguous is not None
        else "no drug that osteotwin knows to act on bone or on sex hormones"
    )
    return NoDrug, {"why": why}


def tablet_strength(text: str) -> tuple[float, str] | None:
    """Return how much is in one piece, where a name says it once.

    Examples
    --------
    >>> tablet_strength("alendronate 70 MG Oral Tablet"), tablet_strength("cholecalciferol 50 mcg (2,000 unit) capsule")
    ((70.0, 'mg'), (2000.0, 'IU'))
    """
    found = [
        (float(_number(number)), _SHOWN.get(unit.casefold(), "IU"))
        for number, unit in _STRENGTH.findall(_IN_UNITS.sub("IU", text))
    ]
    if len(found) == 2 and found[1][1] == "IU":  # of vitamin D, in both its units
        mass, unit = found[0]
        micrograms = mass * {"ug": 1.0, "mg": 1000.0}.get(unit, 0.0)
        return found[1] if abs(_IU_PER_UG * micrograms - found[1][0]) < 0.02 * found[1][0] else None
    return found[0] if len(found) == 1 else None


def _number(written: str) -> str:
    """Return a number with its decimal point: a comma before three digits parts thousands, any other is decimal."""
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written) is not None or written.count(",") > 1
    return written.replace(",", "") if thousands else written.replace(",", ".").rstrip(".")


def strength_in_ml(text: str) -> str | None:
    """Return how much is in a millilitre, where a name says it once.

    Examples
    --------
    >>> strength_in_ml("testosterone cypionate 200 MG/ML Injectable Solution")
    '200 mg/mL'
    """
    found = _PER_ML.findall(text)
    return f"{_number(found[0][0])} {_SHOWN[found[0][1].casefold()]}/mL" if len(found) == 1 else None


def _longer_name(form: str, text: str) -> str | None:
    """Return a drug that the model does not have whose name begins as another's: "Evorel Conti" is no Evorel."""
    first = words(form)[:1]
    longer = (one for one in _forms(text) if len(words(one)) > 1 and words(one)[:1] == first)
    return next((called(one) for one in longer if one != form and _beside(one) is not None), None)


def _outside_the_model(text: str) -> str | None:
    """Return the name in a line of a drug that acts on bone and that the model does not have."""
    before_strength = _STRENGTH.split(text, maxsplit=1)[0].strip()
    forms = (*_forms(text), before_strength) if before_strength else _forms(text)
    return next((called(form) for form in forms if _beside(form) is not None), None)


@lru_cache(maxsize=4096)
def _beside(form: str) -> str | None:
    """Return the drug of a name that the model does not have; ``None`` where it is none."""
    return not_simulated(form)


@lru_cache(maxsize=4096)
def _found(form: str) -> Drug | NotInLibraryError:
    """Return the drug of a name, or why there is none: a record has the same prescription many times."""
    try:
        return find_drug(form, with_form=False)
    except NotInLibraryError as error:
        return error


def _names_a_drug(text: str) -> bool:
    """Tell whether a word of a line is of any drug's name: most lines have none, and a near name takes long to find."""
    return not _known_words().isdisjoint(words(text[:200]))


def words_of_names(text: str) -> frozenset[str]:
    """Return the words of a text that are of any drug's name, and long enough to be of nothing else.

    Examples
    --------
    >>> sorted(words_of_names("We stopped letrozole tablets."))
    ['letrozole']
    """
    return frozenset(
        word for word in _known_words().intersection(words(text)) if len(word) >= _SHORTEST and word.isalpha()
    )


def from_first_name(text: str) -> str:
    """Return a line from the first word on that is of any drug's name; the whole of it where none is.

    Examples
    --------
    >>> from_first_name("Medications: anastrozole 1 mg daily")
    'anastrozole 1 mg daily'
    """
    parts = text.split()
    first = next((n for n, part in enumerate(parts[:20]) if part not in _ARTICLES and _names_a_drug(part)), 0)
    return " ".join(parts[first:])


def before_name(text: str) -> str:
    """Return what stands before the name of the first drug or supplement of a line; empty where it names none.

    Examples
    --------
    >>> before_name("Past: alendronate 70 mg weekly"), before_name("Off vitamin D3 1000 IU daily")
    ('Past: ', 'Off ')
    """
    named = from_first_name(text)
    starts = [found.start() for _, pattern in _SUPPLEMENTS if (found := pattern.search(text))]
    if named != text or _names_a_drug(text.split(maxsplit=1)[0] if text.split() else ""):
        starts.append(len(text) - len(named))
    return text[: min(starts, default=0)]


def names_medicine(text: str) -> bool:
    """Tell whether a text has a word of the name of a drug or supplement."""
    return _names_a_drug(text) or any(pattern.search(text) for _, pattern in _SUPPLEMENTS)


def second_drug(text: str, first: str) -> str | None:
    """Return the name of another drug that a line tells a dose of, or joins to the first; ``None`` where there is none.

    Parameters
    ----------
    text : str
    first : str
        The name of the drug that the line is about.

    Examples
    --------
    >>> second_drug("Abiraterone 1000 mg daily with prednisone 5 mg BID", "Abiraterone")
    'prednisone'
    """
    parts = text.split()
    for at, part in enumerate(parts[1:_LOOKED_AT], 1):
        if len(part) < _SHORTEST or part in _ARTICLES or not _names_a_drug(part):
            continue
        tail = " ".join(parts[at : at + 5])
        sort, keys = _named(" ".join(re.split(r"\s\d", tail, maxsplit=1)[0].split()[:3]).strip("([,;.)]"))
        told = _STRENGTH.search(tail) or parts[at - 1].casefold().strip(",;(") in _JOINING
        if sort == SUPPLEMENT and _STRENGTH.search(tail) and _STRENGTH.search(" ".join(parts[:at])):
            return str(keys["nutrient"]).replace("_", " ")
        if sort == DRUG and told and _same_thing(str(keys["name"])) != _same_thing(first):
            return str(keys["name"])
    return None


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, dict[str, Any]]:
    return named_drug(text)


def _same_thing(name: str) -> str:
    """Return what a name names: a drug of the library, one that the model does not have, or the name itself."""
    drug = _found(name)
    return drug.id if isinstance(drug, Drug) else _beside(name) or name.casefold()


@cache
def _known_words() -> frozenset[str]:
    simulated = [name for drug in load_drugs().values() for name in (drug.id, drug.label, *drug.aliases)]
    others = [name for drug in named_drugs().values() for name in (drug.label, *drug.names, *drug.like)]
    names = (*simulated, *others)
    return frozenset(word for name in names for word in words(name) if word not in _COMMON)


def calcium_in_piece(text: str) -> float | None:
    """Return the milligrams of calcium in one piece of a salt, where its name says them.

    Examples
    --------
    >>> calcium_in_piece("calcium carbonate 1250 MG (calcium 500 MG) Oral Tablet")
    500.0
    """
    found = _CALCIUM.findall(text)
    return float(found[0][0] or found[0][1]) if len(found) == 1 else None


def delivered_per_day(text: str) -> str | None:
    """Return what a patch delivers a day, where its name says so.

    Examples
    --------
    >>> delivered_per_day("estradiol 0.05 MG/24HR Transdermal Patch")
    '0.05 mg/day'
    """
    found = _PER_DAY.findall(text)
    return (
        f"{found[0][0]} {_SHOWN[found[0][1].casefold()]}/day"
        if len(found) == 1 and "patch" in text.casefold()
        else None
    )


def _other_way(form: str, text: str, drug: Drug) -> str | None:
    """Return why a product of the library is not the one of a line: given another way, or nobody knows how."""
    ways = [route for words, route in _WAYS if words.search(text)]
    if local := _LOCAL.search(text):
        return f'"{local[0]}": the library\'s {drug.label} is given another way ({drug.route}); write the entry by hand'
    if ways and not any(route.search(drug.route) for route in ways):
        return f"the library's {drug.label} is given another way ({drug.route}); write the entry by hand"
    for kind in _FORMS_OF_GEL:
        if (
            re.search(rf"\b{kind}", text, re.IGNORECASE)
            and drug.route == "transdermal"
            and kind not in drug.id
        ):
            return f"the library's {drug.label} is no {kind}; write the entry by hand"
    share, brand = share_of_gel(text), gel_brand(text)
    if share is not None and drug.gel_strength is not None:
        of_this = brand.percent if brand is not None else 100.0 * drug.gel_strength
        if not isclose(share, of_this) or (share_of_gel(form) is None and brand is None):
            return f'"{share:g} %": another strength than that of the library\'s {drug.label}; write the entry by hand'
    bare = (
        re.sub(r"\s+\d.*$", "", form.casefold().strip()) in _SEVERAL_WAYS
    )  # "estradiol 2 MG" tells no way either
    return f"{form} without the way in which it is given" if bare and not ways else None


def _forms(text: str) -> Iterator[str]:
    """Yield what may be the name within a line, the whole of it first."""
    whole = " ".join(text.split())[:200]
    # To find out that a whole line is no name takes long.
    if len(whole.split()) <= _LONGEST_NAME and not _INSTRUCTION.search(whole):
        yield whole
    base = re.split(r"[\s,(]", whole, maxsplit=1)[0]
    share = share_of_gel(whole)
    if share is not None and gel_brand(whole) is not None:
        yield f"{base} {share:g} %"
    for kind in _FORMS_OF_GEL:
        if re.search(rf"\b{kind}", whole, re.IGNORECASE):
            yield f"{base} {kind} {share:g} %" if share is not None and kind == "gel" else f"{base} {kind}"
    bare = re.sub(r"\[[^\]]*\]|\([^)]*\)", " ", whole)
    before_number = " ".join(re.split(r"\s\d", f" {bare}", maxsplit=1)[0].split())
    if before_number:
        yield before_number
    words = before_number.split()
    for count in range(len(words) - 1, 0, -1):
        if len(words[0]) > 4 or count > 1:
            yield " ".join(words[:count])
    if brand := _BRAND.search(whole):
        yield brand[1]
