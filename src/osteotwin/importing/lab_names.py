"""Which endpoint a laboratory means, by the name or the LOINC code that its report has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.no_result_words import EARLIER, OTHERS, PREDICTED, WISHED
from osteotwin.importing.scan_lists import DATE
from osteotwin.inputs.names import folded, words
from osteotwin.inputs.notes import printable
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Word
from osteotwin.units.patterns import later

_PACKAGE: Final = ("osteotwin.importing", "data")
_SCANS: Final = ("bmd", "t_score", "z_score")
#: How a code was compared with what it stands for; see the head of ``loinc.toml``.
CHECKED: Final = ("vocabulary", "catalog", "example", "name", "pair")
#: What names a method, a specimen or a way of counting, and not what is measured.
_METHOD: Final = later(
    r"(?<=\s)ser?(?=\W*$)|\b(?:serum|plasma|[sp]\.?(?=\s)|s|p|calc(?:ulated)?\.?|ges\.?|sens\.?|"
    r"blood|level|lvl|total(?= 25)|(?:(?:ultra|high(?:ly)?|hyper)[ -]?)?sensitiv(?:e|ity)(?: assay)?|"
    r"ultrasensible|hochsensitiv|by|(?:equilibrium )?dialysis|"
    r"lc[\s/-]?ms(?:[\s/-]?ms)?|i\.\s?[sp](?:\.|\b)|sérique|plasmatique|"
    r"ms|ia|eclia|clia|immunoassay|roche|abbott|quantitative|conc|concentration|result|fasting|morning|random|adult|male|"
    r"female|men|women|males|females|quest|labcorp)(?:\b|(?<=\.))", re.IGNORECASE)  # fmt: skip
#: Spellings of one word, each before what stands for it.
_SPELLINGS: Final = (
    (later(r"[ßβ](?![^\W\d_])|\bbêta\b", re.IGNORECASE), " beta "),
    (later(r"\bvit(?:amin[ae]?\b|\.|\b)", re.IGNORECASE), "vitamin "),
    (later(r"\bcalcium[\s-]ion(?:en)?\b|\bCa[\s-]?ion\b\.?", re.IGNORECASE), "ionised calcium"),
    (later(r"\bCa\s?(?:\(?2\+\)?|\+\+|\(\+\+\)|²⁺)"), "Ca"),
    (later(r"(?:ch|k|c)olecalciferol", re.IGNORECASE), "vitamin D3"),
    (later(r"\b1\s?[.,]\s?25(?=\W)"), "1 25"),
    (later(r"\(OH\)", re.IGNORECASE), " OH "),
    (later(r"\bOH[\s,-]{0,3}D(?=[23]?\b)", re.IGNORECASE), "OH vitamin D"),
    (later(r"\(?\b(?:ckd[\s-]?epi|mdrd)\b(?:\W{0,2}20\d\d\b)?\)?", re.IGNORECASE), " "),
)
_CALCIUM: Final = r"\b(?:calcium|ca|kalzium|calcio|cálcio|calcémie|calcemia|ica)\b"
#: Words of a line that are looked at, and of a name.
_MOST_WORDS, _LONGEST_NAME = 60, 6
#: Both in one name: "free+total", "Free and Total".
FREE_AND_TOTAL: Final = (
    r"\bfree\W{0,3}(?:(?:and|und|plus)\W{1,2})?total\b|\btotal\W{0,3}(?:(?:and|und|plus)\W{1,2})?free\b"
)
#: Names of what is near an endpoint and is another thing, and what it is.
_NEAR: Final = (
    (
        rf"(?=.*{_CALCIUM}).*(?:\bi(?:on(?:i[sz]|isé|iqu|ic|enhalt)?\w*|ón\w*|-?ca)\b|\bfree\b|\bfrei|\blib[re])",
        "ionised calcium, and a person's file holds the total",
    ),
    (
        rf"(?=.*{_CALCIUM}).*(?:correct|adjust|\badj\b|\bcorr\b|korr|corrig|correg|corrett|gecorr|ajust)",
        "calcium corrected for albumin, and a person's file holds the total as it was measured",
    ),
    (
        rf"(?=.*{_CALCIUM}).*(?:/\s?[ck]rea|/\s?phos|\bratio\b|quotient)",
        "a ratio of calcium to something else",
    ),
    (
        rf"(?=.*{_CALCIUM})(?!.*(?:24|day|tag)).*(?:urin|harn|orina)",
        "calcium of a sample of urine, and a person's file holds that of 24 hours",
    ),
    (
        r"(?=.*testost).*(?:bioavail|biologically|bioverf|biodispon|\bbio\b)",
        "bioavailable testosterone, and a person's file holds total and free",
    ),
    (
        rf"(?=.*testost).*(?:{FREE_AND_TOTAL})",
        "free and total testosterone in one, and the number may be of either",
    ),
    (
        r"(?=.*testost)(?=.*\bcalc)(?!.*(?:free|frei|lib[re]))",
        "calculated testosterone without a word on whether it is the free one",
    ),
    (
        r"(?=.*(?:o?estradiol|östradiol|œstradiol)).*\b(?:free|frei\w*|lib[re]\w*)\b",
        "free estradiol, and a person's file holds the total",
    ),
    (
        r"(?=.*\b(?:saliva\w*|speichel|salive)\b)",
        "a value of saliva, and a person's file holds those of blood",
    ),
    (
        r"(?=.*(?:25|\bvit\w*))(?=.*\b(?:D|vitamin)2\b)(?!.*D3)|ergocalciferol",
        "25OHD of vitamin D2 alone, and the total counts",
    ),
    (
        r"\W*D[23]\W{0,3}(?:and\W|und\W)?D?[23]\W*$",
        "vitamin D2 and D3, without a word on whether 25-hydroxyvitamin D was measured",
    ),
    (
        r"(?=.*\bvit\w*\.?\s*D3\b)(?!.*(?:25|OH\b|hydroxy))",
        "vitamin D3, without a word on whether 25-hydroxyvitamin D was measured",
    ),
)
_NEARBY: Final = tuple((later(pattern, re.IGNORECASE), why) for pattern, why in _NEAR)
#: Words within brackets that make another thing of what stands before them.
_CHANGES: Final = later(
    r"free|frei|lib[re]|bio|ion[iu]|ionen|correct|adjust|korr|corrig|correg|corrett|ajust|urin|harn|orina|saliv|speichel|"
    r"ratio|index|quotient|related|\bcorr\b|-corr\b|\badj\b|\bion\b|\bcalc\b|\bE1\b|\bestrone?\b|(?:upper|lower) limit|"
    rf"\b(?:{WISHED}|{PREDICTED}|{EARLIER}|old|before|pre|baseline)\b|{OTHERS.pattern}|\bha?emoly|\b(?:19|20)\d\d\b(?!\W*\))|"
    r"\b1\W{0,2}25\b|dihydroxy|\bD2\b(?!.*D3)|\bstimul|\bpost\b|\bafter\b",
    re.IGNORECASE)  # fmt: skip
_CHANGES_WORD: Final = later(rf"\b\w*(?:{_CHANGES.pattern})\w*", re.IGNORECASE)
#: Words before a name that name the specimen or the part of it, and other spellings of words of names.
_BEFORE_NAMES: Final = frozenset(
    (
        "serum",
        "plasma",
        "blood",
        "total",
        "free",
        "t",
        "test",
        "s",
        "p",
        "vit",
        "vitamine",
        "vitamina",
        "d2",
        "d3",
        "calculated",
    )
)


@dataclass(frozen=True)
class LabName(Row):
    """Other names of one endpoint in reports; see the head of ``lab_names.toml``."""

    what: Annotated[str, Word(tuple(MEASURED))]
    names: tuple[Words, ...]


@dataclass(frozen=True)
class Code(Row):
    """One LOINC code; see the head of ``loinc.toml``."""

    code: Words
    what: Words
    name: Words
    checked: Annotated[str, Word(CHECKED)]


@dataclass(frozen=True)
class OtherCode(Row):
    """One LOINC code of what a person's file does not hold."""

    code: Words
    name: Words
    checked: Annotated[str, Word(CHECKED)]


@dataclass(frozen=True)
class _Names(Row):
    not_held: tuple[Words, ...]
    name: tuple[LabName, ...]


@dataclass(frozen=True)
class _Codes(Row):
    lab: tuple[Code, ...]
    scan: tuple[Code, ...]
    other: tuple[OtherCode, ...]


@lru_cache(maxsize=4096)
def lab_endpoint(text: str) -> str | None:
    """Return the endpoint that a laboratory's name means; ``None`` where it is none, or not plainly one.

    Examples
    --------
    >>> lab_endpoint("Estradiol, Sensitive, LC/MS")
    'estradiol'
    """
    if len(text) > 120:
        return None
    index = _index()
    text = re.sub(r"\bin (?:serum|plasma|blood|ser/plas)\b.*$", " ", _spelled(text), flags=re.IGNORECASE)
    text = _without(r"\[[^\]]*\]", text)
    for form in (
        text,
        _without(r"\([^)]*\)", text),
        _METHOD.sub(" ", text),
        _METHOD.sub(" ", re.sub(r"[()]", " ", text)),
    ):
        if (found := index.get(folded(form))) is not None:
            return None if _is_another_in_brackets(text, found) else found
    return None


def _is_another_in_brackets(text: str, what: str) -> bool:
    """Tell whether brackets in a name hold the name of another test: "estrone (E2)"."""
    brackets = re.findall(r"\(([^()]{2,})\)", text)
    inside = (_index().get(folded(one)) for one in brackets)
    return any(one not in (None, what) for one in inside) or holds_odd_bracket(text, what)


def holds_odd_bracket(text: str, what: str) -> bool:
    """Tell whether a bracket behind the name of a test holds a word or a day that nothing here accounts for.

    Examples
    --------
    >>> holds_odd_bracket("Estradiol (Anna)", "estradiol"), holds_odd_bracket("PTH (intact)", "pth")
    (True, False)
    """
    known = words_of_names(what) | _PLAIN
    return any(_is_odd(one, known) for one in re.findall(r"\(([^()]+)\)", text))


def _is_odd(bracket: str, known: frozenset[str]) -> bool:
    if DATE.search(bracket) or _DAY_IN_SLASHES.search(bracket):
        return True
    if _CHANGES.search(bracket) or _A_UNIT.fullmatch(bracket):
        return False  # told elsewhere, or a unit
    bare = words(_METHOD.sub(" ", _spelled(bracket)))
    return any(word not in known and not word.isdigit() for word in bare)


_DAY_IN_SLASHES: Final = later(r"\d/[a-z]{3,9}/\d", re.IGNORECASE)
_A_UNIT: Final = later(r"\W*(?:%|[a-z\u00b5\u03bc]{1,6}\s?/\s?\d*[\w.\u00b2]{1,10})\W*", re.IGNORECASE)


#: Words that change nothing in a bracket behind the name of a test.
_PLAIN: Final = frozenset((
    "total", "serum", "plasma", "blood", "s", "p", "b", "h", "l", "n", "high", "low", "normal", "abnormal",
    "sensitive", "ultrasensitive", "intact", "fasting", "trough", "elevated", "fasted", "morning", "am", "pm",
    "whole", "bio", "random", "new", "current", "today", "confirmed", "final", "adult", "adults", "male", "female",
    "men", "women", "man", "woman", "mean", "level", "levels", "conc", "concentration", "result", "value", "method",
    "assay", "panel", "test", "lab", "quest", "labcorp", "roche", "abbott", "siemens", "beckman", "cobas", "elecsys",
    "architect", "centaur", "immulite", "dxi", "diasorin", "liaison", "ids", "nach", "nuchtern", "gesamt", "suero",
    "sang", "sangre", "serique", "osteoclast", "bone", "resorption", "formation", "marker", "marqueur",
    "telopeptide", "c", "terminal",
))  # fmt: skip


def mentioned_tests(text: str) -> frozenset[str]:
    """Return the endpoints of laboratories whose names a line holds, wherever they stand.

    Examples
    --------
    >>> sorted(mentioned_tests("elevated 25-OH vitamin D levels, and estradiol"))
    ['25ohd', 'estradiol']
    """
    index, said = _index(), words(_spelled(text))[:_MOST_WORDS]
    begins = [at for at, word in enumerate(said) if word in _first_words()]
    spans = (" ".join(said[at : at + count]) for at in begins for count in range(1, _LONGEST_NAME + 1))
    return frozenset(
        what for one in spans if (what := index.get(one)) is not None and MEASURED[what].group != "body"
    )


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _index() if name)


@cache
def tests_not_held() -> frozenset[str]:
    """Return the names, as they are compared, of tests that no endpoint is of."""
    return frozenset(
        folded(_spelled(name)) for name in load_table(_Names, *_PACKAGE, "lab_names.toml").not_held
    )


@lru_cache(maxsize=4096)
def is_not_held(text: str) -> bool:
    """Tell whether a name is that of a test that no endpoint is of.

    Examples
    --------
    >>> is_not_held("TSH"), is_not_held("Serum albumin"), is_not_held("Estradiol")
    (True, True, False)
    """
    spelled = _spelled(text[:120])
    forms = (spelled, _METHOD.sub(" ", spelled), _METHOD.sub(" ", re.sub(r"\([^)]*\)", " ", spelled)))
    return lab_endpoint(text) is None and any(folded(one) in tests_not_held() for one in forms)


@cache
def first_words_of_tests() -> frozenset[str]:
    """Return the words with which names of tests begin, and those that name a specimen before it."""
    return frozenset(name.split()[0] for name in names_of_tests() if name) | _BEFORE_NAMES


@cache
def names_of_tests() -> frozenset[str]:
    """Return the names of all tests of laboratories, as they are compared."""
    return tests_not_held() | {name for name, what in _index().items() if MEASURED[what].group != "body"}


@cache
def words_of_names(what: str) -> frozenset[str]:
    """Return the words of all names of an endpoint, as they are compared."""
    return frozenset(word for name, one in _index().items() if one == what for word in name.split())


def near_endpoint(text: str) -> str:
    """Return what a name means that is near an endpoint and is none; empty where it is no such name.

    Examples
    --------
    >>> near_endpoint("Calcium, ionized")
    "ionised calcium, and a person's file holds the total"
    """
    spelled = _spelled(text[:120])
    return next((why for pattern, why in _NEARBY if pattern.match(spelled)), "")


def changes(aside: str) -> bool:
    """Tell whether words in brackets beside a name make another thing of it.

    Examples
    --------
    >>> changes("(target)"), changes("(LC/MS)")
    (True, False)
    """
    return _CHANGES.search(aside) is not None


def turned_by(name: str, behind: str) -> str:
    """Return the word behind a result that makes another test of its name; empty where none does.

    Examples
    --------
    >>> turned_by("Testosterone", "ng/dL (free)"), turned_by("Calcium", "mg/dL (8.6-10.2)")
    ('free', '')
    """
    what = lab_endpoint(name)
    for word in _CHANGES_WORD.finditer(behind):
        both = f"{name} {word[0]}"
        if near_endpoint(both) or lab_endpoint(both) not in (None, what):
            return word[0]
    return ""


def _spelled(text: str) -> str:
    """Return a name in which words with several spellings have one."""
    for pattern, word in _SPELLINGS:
        text = pattern.sub(word, text)
    return text


def _without(pattern: str, text: str) -> str:
    """Return a name without its parts in brackets, except those that make another thing of it."""
    return re.sub(pattern, lambda part: part[0] if _CHANGES.search(part[0]) else " ", text)


@cache
def lab_codes() -> dict[str, str]:
    """Return endpoint by LOINC code, of what laboratories measure and of body size."""
    return {row.code: row.what for row in _codes().lab}


@cache
def _counted() -> dict[str, str]:
    words = (("moles per volume", "mol"), ("mass per volume", "g"))
    return {row.code: unit for row in _codes().lab for word, unit in words if word in row.name}


def against_code(code: str, text: str, unit: str) -> str:
    """Return how the name or the unit of a value contradicts its LOINC code; empty where neither does.

    Examples
    --------
    >>> against_code("14715-7", "Estradiol", "pg/mL")
    'LOINC 14715-7 is in moles, and its unit is pg/mL'
    """
    near, counts = near_endpoint(text), _counted().get(code)
    if near or is_not_held(text):
        said = f": {near}" if near else f" {printable(text[:60])}"
        return f"LOINC {code} is {MEASURED[lab_codes()[code]].label}, and its text says{said}"
    if not unit.strip() or counts is None or counts == ("mol" if "mol" in unit.casefold() else "g"):
        return ""
    return f"LOINC {code} is in {'moles' if counts == 'mol' else 'grams'}, and its unit is {printable(unit[:40])}"


@cache
def scan_codes() -> dict[str, str]:
    """Return number and region by LOINC code of a bone density: ``"t_score femur"``."""
    return {row.code: row.what for row in _codes().scan}


def of_another(codes: Iterable[str]) -> str:
    """Return what codes are of, where it is nothing that a person's file holds; empty where that is not known.

    Examples
    --------
    >>> of_another(["2345-7"]), of_another(["2243-4"])
    ('LOINC 2345-7 is Glucose', '')
    """
    return next((f"LOINC {code} is {_others()[code]}" for code in codes if code in _others()), "")


@cache
def _others() -> dict[str, str]:
    return {row.code: row.name for row in _codes().other}


@cache
def all_codes() -> tuple[Code | OtherCode, ...]:
    """Return every code, of laboratories, of scans, and of what a person's file does not hold."""
    return *_codes().lab, *_codes().scan, *_codes().other


@cache
def _codes() -> _Codes:
    return load_table(_Codes, *_PACKAGE, "loinc.toml")


@cache
def _index() -> dict[str, str]:
    table = load_table(_Names, *_PACKAGE, "lab_names.toml").name
    index: dict[str, str] = {}
    for endpoint in MEASURED.values():
        if endpoint.group not in _SCANS:
            index |= {folded(_spelled(name)): endpoint.id for name in endpoint.names}
    for row in table:
        index |= {folded(_spelled(name)): row.what for name in row.names}
    return index
