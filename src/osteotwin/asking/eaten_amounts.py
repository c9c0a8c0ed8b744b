"""How much of a food is told: "2 slices of rye bread", "quark (250 g)", "string cheese x2", "a splash of milk"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.asking.food_kinds import kinds
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units import in_digits

#: Measures as they are written -> as they are counted.
_MEASURES: Final = {
    "glass": "glass(?:es)?|gl\u00e4ser|glas|verres?|vasos?", "cup": r"cups?|c\.|tassen?|tazas?",
    "mug": "mugs?|pott|b\u00f6l", "bowl": "bowls?|bowlfuls?|schalen?|sch\u00fcsseln?|bols?|plates?|teller|assiettes?",
    "serving": "servings?|portions?|portionen|helpings?",
    "slice": "slices?|scheiben?|tranches?|rebanadas?", "pot": "pots?|bechern?|potties",
    "piece": "pieces?|pcs?|st\u00fccke?|stk|morceaux?|chunks?|wedges?|squares?|cubes?|balls?|strips?|links?|"
    "ears?|stalks?|leaves|cloves?|"
             "florets?|spears?|rippen|w\u00fcrfel|carr\u00e9s?",
    "can": "cans?|tins?|dosen?|bo\u00eetes?", "handful": "handfuls?|handvoll|hand voll|fistfuls?|poign\u00e9es?",
    "tub": "tubs?", "scoop": "scoops?|messl\u00f6ffel|kugeln?|"
    "boules?", "container": "containers?", "carton": "cartons?",
    "tbsp": r"tablespoons?|tablespoonfuls?|tbsps?|tbs|tb|el|essl\u00f6ffel|e\u00dfl\u00f6ffel|cuill(?:\u00e8|"
    "e)res? \u00e0 soupe|c\\. ?\u00e0 ?s\\.?|cucharadas?|"
            "heaped spoons?|big spoons?",
    "tsp": r"teaspoons?|teaspoonfuls?|tsps?|tl|teel\u00f6ffel|cuill(?:\u00e8|e)res? \u00e0 caf\u00e9|"
    "c\\. ?\u00e0 ?c\\.?|spoons?|spoonfuls?|l\u00f6ffel",
    "bottle": "bottles?|flaschen?|bouteilles?", "bar": "bars?|tafeln?|tablettes?",
    "pack": "packs?|packets?|packages?|pkts?|bags?|sachets?|pouch(?:es)?|packung(?:en)?|p\u00e4ckchen|"
    "t\u00fcten?|beutel|paquets?|sachets?|jars?|trays?",
    "rasher": "rashers?", "fillet": "fillets?", "stick": "sticks?",
    "pint": "pints?|pts", "quart": "quarts?", "gallon": "gallons?",
    "fl oz": r"fl\.? ?oz|fluid ounces?", "oz": "ounces?|oz|unzen?",
    "ml": "ml|millilit(?:er|re)s?", "cl": "cl", "dl": "dl", "l": "l|lit(?:er|re)s?", "kg": "kg|kilos?",
    "g": "g|gr|grams?|grammes?|gramm", "lb": "lbs?|pounds?",
    "splash": "splash(?:es)?|dash(?:es)?|schuss|schu\u00df|nuage",
    "dollop": "dollops?|blobs?|kleckse?|klacks|spoonfuls?|schmears?|smears?|layers?",
    "drizzle": "drizzles?|squeeze|squirt|squeezes|knobs?|pats?", "sprinkle": "sprinkles?|sprinkling|"
    "pinch(?:es)?|prise|shavings?|crumbles?",
    "bit": "smidge(?:o?n)?|bit|touch|tiny bit|little(?: bit)?|small amount|wenig",
    "batch": "batch(?:es)?",
}  # fmt: skip
_NAMES: Final = {
    measure: re.compile(rf"(?:{written})\.?", re.IGNORECASE) for measure, written in _MEASURES.items()
}
_MEASURE: Final = rf"(?:{'|'.join(_MEASURES.values())})(?![\w'])\.?"
_SIZE: Final = (
    r"(?:(?:very |extra[- ]?|nice |good |really )?(?:large|small|big|medium(?:[- ]sized)?|tall|huge|tiny|mini|"
    r"good|little|short|heaped|heaping|level|"
    r"level|generous|rounded|whole|full|single|double|average|normal|regular|gro(?:\u00dfe|sse)[nrs]?|"
    r"kleine[nrs]?|petite?|grande?|thick(?! crust)|thin(?! crust)|"
    r"snack[- ]size[d]?|family[- ]size[d]?|super[- ]size[d]?|matchbox[- ]size[d]?|heap(?:ed|ing))[ ,-]+)"
)
_NUMBER: Final = r"\d+(?:\.\d+)?"
_A: Final = r"(?:an?|the|my|one|some|ein(?:e[mnrs]?)?|une?|etwas|un peu d[e']|another|a whole|about)"
_OF: Final = r"(?:\s*(?:of|de|d'|d\u2019|von|du)\b(?: the| my)?\s*|\s+)"
_BEFORE: Final = re.compile(
    rf"^(?:~|ca\.? |circa|about|around|approx\.?|approximately|roughly|nearly|almost|at least|up to|nur)?\s*"
    rf"(?:(?P<n>{_NUMBER})(?![\d.]| ?%)\s*(?:(?P<x>[x\u00d7])\s+)?[- ]?|(?P<few>(?:a )?(?:few|couple(?: of)?)|"
    rf"several|ein paar|quelques|mehrere)\s+)?"
    rf"(?:{_A}\s+)*(?P<before>{_SIZE}*)(?:(?P<weight>{_NUMBER} ?(?:g|ml|fl oz|oz))[- ]+(?=(?:{_MEASURE})))?"
    rf"(?:(?P<of>{_MEASURE})(?:{_OF}|$))?(?:(?:{_A}|of)\s+)*(?P<behind>{_SIZE}*)",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"^(?P<name>(?:{_NUMBER} ?% ?)?[^\d]*?[^\d\s,:(-](?: {_NUMBER} ?%)?)[\s,:(\u2013-]+(?:(?:about|around|"
    rf"approx\.?|ca\.?|~|at)\s*)*"
    rf"(?:(?P<n>{_NUMBER}) ?|an? |one )(?:[x\u00d7]\s*)?(?:{_SIZE})*(?P<of>{_MEASURE})\)?(?:\s+(?:{_MEASURE}|"
    rf"{_NUMBER}))*$",
    re.IGNORECASE,
)
#: "1 glass (200 ml)"
_INSIDE: Final = re.compile(
    rf"\s*[(\[](?:about|around|approx\.?|ca\.?|~)?\s*(?P<n>{_NUMBER}) ?(?P<of>{_MEASURE})[^()\[\]]*[)\]]",
    re.IGNORECASE,
)
#: "string cheese x2", "activia 1x".
_TIMES: Final = re.compile(
    rf"^(?P<name>.*?[^\W\d])[\s,(]+(?:[x\u00d7] ?(?P<n>{_NUMBER})|(?P<m>{_NUMBER}) ?[x\u00d7])\)?$",
    re.IGNORECASE,
)
#: A number behind a food, of what nobody knows: points, energy.
_BARE: Final = re.compile(rf"^(?P<name>.*?[^\W\d][^\d]*?)[\s,:=-]+(?P<n>{_NUMBER})$")
#: Words of small measures in other languages, and of how it was, before the amount is read.
_PLAIN: Final = (
    (re.compile(r"\b(?:halbe[rsnm]?|demi-?e?)\s+", re.IGNORECASE), "0.5 "),
    (re.compile(r"\b(?:zwei|deux|dos(?! de\b))\b", re.IGNORECASE), "2"),
    (re.compile(r"\b(?:drei|trois|tres)\b", re.IGNORECASE), "3"),
    (re.compile(r"\b(?:vier|quatre)\b", re.IGNORECASE), "4"),
    (re.compile(r"\b(?:f\u00fcnf|cinq)\b", re.IGNORECASE), "5"),
    (re.compile(r"(?<=\d) ?(?:per ?cent|prozent|pour ?cent)\b", re.IGNORECASE), "%"),
    (re.compile(r"(?<=\d)[- ](?=scoop|slice|egg|piece|cup|oz|ounce|gram|ml|g\b)", re.IGNORECASE), " "),
    (re.compile(r"^(?:1|an?) (?=\d+(?:\.\d+)? ?(?:g|ml|oz)\b)", re.IGNORECASE), ""),
    (re.compile(r"(?<=\d) ?0z\b"), " oz"), (re.compile(r"(?<=\d)\.(?= ?(?:g|mg|ml|oz|tbsp|tsp)\b)"), ""),
    (re.compile(r"\b\d+ ?(?:\"|''|\u201d|-?inch(?:es)?)\s*(?:x ?\d+ ?(?:\"|''|\u201d|-?inch(?:es)?))?\s*"), ""),
)  # fmt: skip


_VESSEL: Final = re.compile(
    r"(?:glass|bechern?|tin|can|pot|tub|carton|container|bottle|pack|packet|bag|bar|dose|flasche|packung|bowl|"
    r"cup|fillet|"
    r"piece|slice|serving|portion|box)s?(?: of)?\s+", re.IGNORECASE
)  # fmt: skip


_VESSEL_BEHIND: Final = re.compile(
    r" (cups|pots|bottles|tubs|cans|bags|packs|slices|pieces|cartons|containers)$"
)


#: Halves and quarters of pieces are fewer than this.
_MOST_OF_PIECES: Final = 5.0


@dataclass(frozen=True)
class Amount:
    """How much is told.

    Attributes
    ----------
    count : float
        Of the measure; 1 where none is said.
    measure : str
        Such as ``"slice"``; empty for pieces.
    is_counted, is_few : bool
        Whether a number or an article says how many; whether a word says several, and not how many.
    is_times : bool
        Whether the number counts portions: "2 x yogurt".
    unknown : float or None
        A number without a unit behind the food.
    """

    count: float = 1.0
    measure: str = ""
    is_counted: bool = False
    is_few: bool = False
    is_times: bool = False
    unknown: float | None = None

    @property
    def is_said(self) -> bool:
        """Whether anything is said of how much."""
        return self.is_counted or bool(self.measure)


def amount_of(text: str) -> tuple[Amount, str]:
    """Return how much is told of a food, and its name.

    Examples
    --------
    >>> amount, name = amount_of("zwei Scheiben Roggenbrot")
    >>> amount.count, amount.measure, name
    (2.0, 'slice', 'roggenbrot')
    >>> amount, name = amount_of("low fat quark (250 g)")
    >>> amount.count, amount.measure, name
    (250.0, 'g', 'low fat quark')
    >>> amount_of("cherry pie: 230")[0].unknown
    230.0
    """
    plain = " ".join(text.split())
    for pattern, english in _PLAIN:
        plain = pattern.sub(english, plain)
    plain = in_digits(plain).strip(" ,.")
    if (inside := _INSIDE.search(plain)) is not None:
        before, name = amount_of(plain[: inside.start()] + plain[inside.end() :])
        if before.count == 1.0 or not before.is_counted:
            return Amount(float(inside["n"]), _measure(inside["of"]), is_counted=True), name
        return before, name
    if (behind := _BEHIND.match(plain)) is not None:
        before, name = _before(behind["name"])
        if not before.is_counted or before.measure:
            return Amount(float(behind["n"] or 1.0), _measure(behind["of"]), is_counted=True), name
    if (times := _TIMES.match(plain)) is not None:
        before, name = _before(times["name"])
        count = float(times["n"] or times["m"])
        return Amount(
            count * before.count, before.measure, is_counted=True, is_times=not before.measure
        ), name
    if (bare := _BARE.match(plain)) is not None:
        before, name = _before(bare["name"])
        number = float(bare["n"])
        if not number.is_integer() and number < _MOST_OF_PIECES and not before.is_said:
            return Amount(number, "", is_counted=True), name  # cucumber 1/2
        return Amount(before.count, before.measure, before.is_counted, unknown=number), name
    return _before(plain)


def is_amount(text: str) -> bool:
    """Tell whether words are an amount alone: "about 1.5 cups"."""
    amount, name = amount_of(text)
    return not name and bool(amount.measure)


def _before(text: str) -> tuple[Amount, str]:
    found = _BEFORE.match(text)
    if found is None or not found[0].strip():
        return Amount(), text
    name = text[found.end() :].strip(" ,.")
    if not name and found["of"] and not found["n"]:
        return Amount(), text  # a food that is called as a measure is
    for begins in ("behind", *(() if found["of"] else ("before",))):
        sized = text[found.start(begins) :].strip(" ,.")
        if found[begins] and " ".join(in_our_words(sized)) in kinds():
            name = sized  # thin crust pizza
    if not found["n"] and found["of"] and " ".join(in_our_words(text)) in kinds():
        return Amount(), text  # pot roast
    if _measured(found) and (vessel := _VESSEL.match(name)) is not None and name[vessel.end() :]:
        name = name[vessel.end() :]
    if found["weight"]:
        weight = re.match(_NUMBER, found["weight"])
        count = float(found["n"] or 1.0) * float(weight[0] if weight else 1.0)
        return Amount(count, _measure(found["weight"].lstrip("0123456789. ")), is_counted=True), name
    if found["n"] and not found["of"] and (vessel := _VESSEL_BEHIND.search(name)) is not None:
        return Amount(float(found["n"]), _measure(vessel[1]), is_counted=True), name[: vessel.start()]
    is_counted = found["n"] is not None or re.match(r"(?:an?|one|ein(?:e[mnrs]?)?|une?)\s", text) is not None
    measure = _measure(found["of"]) if found["of"] else ""
    count = float(found["n"] or (2.0 if found["few"] else 1.0))
    return Amount(count, measure, is_counted, bool(found["few"]), bool(found["x"])), name


def _measured(found: re.Match[str]) -> bool:
    """Tell whether an amount is a weight or a volume, so that a vessel behind it tells nothing more."""
    return bool(found["of"]) and _measure(found["of"]) in (
        "g",
        "ml",
        "cl",
        "dl",
        "l",
        "kg",
        "oz",
        "fl oz",
        "lb",
    )


def _measure(written: str) -> str:
    said = written.strip()
    return next(measure for measure, pattern in _NAMES.items() if pattern.fullmatch(said))
