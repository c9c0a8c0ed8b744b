"""Names of drugs as boxes, prescriptions and people write them: with a form, a strength, a maker or a second name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from osteotwin.inputs.shipped import parsed
from osteotwin.protocol.library.tables import library_text
from osteotwin.protocol.library.ways import ways_in
from osteotwin.units.patterns import later

_ARTICLE = later(r"^(?:an?|the|my) ", re.IGNORECASE)
_STRENGTH = later(
    r",?\s+[0-9][0-9.,]*\s*(?:mg|mcg|ug|µg|micrograms?|microgrammes?|mikrogramm|milligram(?:m?e?s|m)?|gm?|grams?|k|iu|units?|i\.?u\.|i\.?e\.?|ui)?(?:\s*/\s*[0-9.,]*\s*"
    r"(?:ml|mikroliter|[\u00b5\u03bcu]l|cc|g|gm|grams?|mg|mcg|micrograms?|actuation|act|dose|puff|"
    r"24 ?h(?:r|ours?)?|day)?)*"
    r"(?: (?:tablets?|tabs?|capsules?|caps?|tb|inj|injection|soft ?gels?|gel ?caps?|gummies|chewables?|drops|"
    r"lozenges?))?$",
    re.IGNORECASE,
)
_BRACKET = later(r"\s*[(\[]([^)\]]*)[)\]]")
_BEFORE = later(
    r"^(?:pre-?filled (?:syringes?|pens?) of|"
    r"(?:bisphosphonate |hormone |steroid )?(?:infusions?|injections?|shots?|tablets?|pills?) of|"
    r"generic|liquid|oral|daily|weekly|low[- ]dose|brand(?:ed)?|brand name|compounded|pharma(?:ceutical)?(?: "
    r"grade)?|daily|weekly|monthly|chewable|effervescent|soluble|vegan|organic|high[- ]strength|extra[- ]strength|"
    r"maximum[- ]strength|supplemental|"
    r"(?:wo)?men['\u2019]?s|adults?|seniors?|rainbow light|natural|pure|my|inhaled|topical|"
    r"ksm-?66|sensoril|meriva|liposomal|methylated|"
    # Makers of supplements, and chemists that sell under their own name.
    r"solgar|now(?: foods)?|thorne|nature ?made|nature['\u2019]?s (?:bounty|best|way|own|sunshine)|swisse|"
    r"blackmores|holland (?:&|and) barrett|h&b|vitabiotics|jarrow(?: formulas)?|life extension|"
    r"doctor['\u2019]?s best|garden of life|nordic naturals|kirkland(?: signature)?|gnc|nutricost|bulk|my ?protein|"
    r"optimum nutrition|boots|superdrug|cvs|walgreens|equate|doppelherz|abtei|orthomol|tetesept|"
    r"puritan['\u2019]?s pride|pure encapsulations|bioglan|healthspan|seven seas|higher nature|viridian|"
    r"source naturals|country life|21st century|sports research|carlson(?: labs)?|spring valley|"
    r"new chapter|megafood|ritual|olly|vitafusion|simply supplements|better ?you|wild nutrition|ethical nutrients|"
    r"metagenics|bioceuticals|cenovis|ostelin|herbs of gold|natural factors|jamieson|webber naturals|"
    r"bulk supplements|double wood|momentous|qunol|schiff|sundown)\s+",
    re.IGNORECASE,
)
#: The four letters that the FDA adds to names of biologics.
_BIOLOGIC = later(r"(?<=mab)-[a-z]{4}$", re.IGNORECASE)
_BEHIND = later(
    r"[\s,]+-?\s*(?:pens?|shots?|injections?|infusions?|tablets?|tabs?|pills?|capsules?|caps|caplets?|soft ?gels?|"
    r"gummies|gummy|chewables?|chews?|drops|patch(?:es)?|gel|pump|iv|im|sc|subq|oral|"
    r"(?:for )?(?:men|women|adults|him|her)(?:['’]?s)?|50 ?\+|over 50|"
    r"auto-?injectors?|pre-?filled(?: syringes?| pens?)?|syringes?|vials?|(?:dose ?)?pac?ks?|dosepaks?|implants?|"
    r"infusions?|film[- ]coated|soluble|effervescent|dispersible|orodispersible|sachets?|lozenges?|"
    r"liquid|solution|oral solution|suspension|syrup|elixir|tincture|powder|extract|"
    r"(?:dry )?(?:root|seed|berry|leaf|bark|flower|husks?|fruit|herb|bulb)(?: extract| powder| oil)?|oil|tea|"
    r"supplements?|peptides?|complex|"
    r"osteo|rapid|express|actifast|emulgel|forte|extra|advance|max|"
    # What labels of pharmacies print behind the strength, and salts in short.
    r"otc|d-?trans|smat|matrix|tts|nasal|spray|nasal spray|vls?|inj|tb|cap|syr|pkts?|packets?|soln?|susp|"
    r"(?:in )?\d+(?:\.\d+)? ?(?:ml|ct|count|pcs?|pieces?)|#\d+|"
    r"injectables?|subcutaneous|intramuscular|intravenous|transdermal|topical|medicated|po|for injection|"
    r"ampoules?|amps?|pen ?injectors?|cartridges?|transdermal system|iny|tabs?\.|"
    r"tbec|tbdp|cpdr|cpep|sosy|sopn|soaj|ptwk|pttw|pt24|"
    r"sod|cit|pot|ksm-?66|sensoril|"
    r"\d{1,3}['\u2019]?s|x ?\d{1,3}|pfs|pfp|ci|usp|rx|tbl\.?|tabl\.?|kps\.?|n\d{1,3}|"
    # Forms on boxes of other countries.
    r"(?:film|wochen|brause|kau|schmelz|retard)?tabletten?|(?:hart|weich|retard)?kapseln?|"
    r"(?:injektions|infusions)l\u00f6sung|(?:depot)?injektion|fertigspritzen?|fertigpens?|ampullen?|beutel|tropfen|gotas|gouttes|blandas|"
    r"pflaster|salbe|spritzen?|wochentablette|comprim[\u00e9e]s?|g[\u00e9e]lules?|comprimidos?|c[\u00e1a]psulas?|compresse|"
    r"pellicul[\u00e9e]s?|recubiertos?|rivestite|maleato|s[\u00f3o]di[ck][oa]|clorhidrato|hidrocloruro|pot[\u00e1a]sic[oa]|"
    r"besilato|fumarato|succinato|tartrato|fosfato|mesilato|trihidrato|"
    r"jeringas?(?: precargadas?)?|seringues?(?: pr[\u00e9e]remplies?)?|solution injectable|soluci[\u00f3o]n inyectable|"
    # What it is given with.
    r"(?:kwik|flex|solo|flexi|sure|opti|junior ?)?pen|flextouch|kwikpen|solostar|flexpro|click ?jet|pushtronex|"
    r"turbo?haler|turbuhaler|accuhaler|diskus|respimat|handihaler|ellipta|evohaler|nexthaler|spiromax|easyhaler|"
    r"easi-?breathe|clickhaler|hfa|inhalers?|puffers?|nebuli[sz]er|nebules?|inhalation|"
    # Salts and hydrates, which do not change what a drug does.
    r"sodium|disodium|citrate|hydrochloride|hcl|dihydrochloride|hydrobromide|hbr|phosphate|sulfate|sulphate|nitrate|"
    r"tartrate|bitartrate|fumarate|besylate|besilate|mesylate|mesilate|tosylate|tosilate|maleate|malate|succinate|"
    r"oxalate|arginine|erbumine|tert-?butylamine|medoxomil|cilexetil|etexilate|axetil|disoproxil|mofetil|hyclate|"
    r"monohydrate|dihydrate|trihydrate|hemihydrate|anhydrous|diproprionate|dipropionate|furoate|"
    r"biosimilar|generic|brand|depot|once[- ](?:weekly|a[- ]week|daily|a[- ]day|monthly|a[- ]month)|weekly|daily|"
    r"monthly|24 ?hr|24 ?hours?|12 ?hr|extended[- ]release|slow[- ]release|modified[- ]release|prolonged[- ]release|"
    r"sustained[- ]release|delayed[- ]release|immediate[- ]release|gastro-?resistant|enteric[- ]coated|"
    r"al|gmbh|efg|acis|einmal (?:w\u00f6chentlich|t\u00e4glich|monatlich)|o?estrogen|hrt|1 ?a pharma|"
    r"dr\.? reddy['\u2019]?s|fresenius kabi|"
    r"xr|er|sr|cr|xl|dr|ec|mr|pr|ir|od|odt|retard|la|mx|3?-?month depot|depot injection|\d ?-?month)$",
    re.IGNORECASE,
)
#: "allergy medicine" is an allergy tablet; of the thyroid, medicine may be for too much or too little of it.
_MEDICINE: Final = later(r"(?<!thyroid )\b(?:medicines?|medications?|meds?|pills?|tablets)$", re.IGNORECASE)
_VITAMIN: Final = later(r"\bvit(?:s|\.)? ?(?=[a-k]\b|b ?-?\d)", re.IGNORECASE)
#: The strength of a gel: 16.2 mg/g is 1.62 %.
_PER_GRAM: Final = later(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?mg ?/ ?g(?:ram)?\b", re.IGNORECASE)
#: "Risedronate-35"
_TIED_STRENGTH: Final = later(r"(?<=[^\W\d_]{4})-(?=\d{1,4}(?:[.,]\d+)?(?: ?mg)?$)", re.IGNORECASE)
_HORMONE: Final = later(r"testosteron|o?estradiol", re.IGNORECASE)
#: A number and its unit in one word: 16.2mg/g.
_UNIT_APART: Final = later(r"(\d)(mg|mcg|iu|ml|g|%)(?![a-z])", re.IGNORECASE)
_IS_FORM: Final = later(r"(?:gel|patch(?:es)?|injections?|tablets?|capsules?|pills?)", re.IGNORECASE)
#: What a mineral of a supplement is bound to; of calcium it tells how much there is.
_BOUND: Final = later(
    r"^(?P<mineral>magnesium|zinc|copper|manganese|chromium|selenium|iron|molybdenum)\s+(?:(?:l|di)[- ])?"
    r"(?:[a-z]+(?:ate|ide)|chelated?)(?:\s+chelate)?$", re.IGNORECASE
)  # fmt: skip
#: A metal behind a drug is its salt; behind anything else it is a supplement of its own.
_METAL: Final = later(
    r"(?<=\w)(?P<drug>(?:statin|sartan|prazole|pril|fenac|profen|proxen|thyroxine|warfarin|barbital|dronate|platin|"
    r"parin|lukast|cillin|tidine|prost|oate|ic acid))[\s,]+(?:calcium|magnesium|potassium|sodium|zinc|strontium)"
    r"(?: (?:di|tri)?hydrate)?$", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A name without words that tell no drug.

    Attributes
    ----------
    name : str
    ways : tuple of str
        Ways into the body that the words say that were left out.
    other : str
        A second name, in brackets.
    """

    name: str
    ways: tuple[str, ...] = ()
    other: str = ""


#: "(as citrate)", "(as sodium salt)", "(monograph)"
_SALT: Final = later(
    r"(?:as (?:the |an? )?)?(?:(?:di)?sodium|potassium|citrate|hcl|(?:di)?hydrochloride|hydrobromide|maleate|fumarate|"
    r"succinate|tosylate|mesylate|besylate|tartrate|phosphate|sulph?ate|sulfate)(?: salt)?|monograph|generic|brand",
    re.IGNORECASE,
)
#: Its salt tells how much of it there is.
_CALCIUM: Final = later(r"calcium\b", re.IGNORECASE)
#: Signs of registered names, and points of initials: D.E.S.
_REGISTERED: Final = later(r"\s*[™®©]|\s*\((?:tm|r)\)", re.IGNORECASE)
_TIED: Final = later(
    r"(?:(?<![\w-])(?P<before>[^\W\d_]{2,}))?-\s?(?=(?P<word>[^\W\d_]{2,}|1a)\b)", re.IGNORECASE
)
_INITIALS: Final = later(r"(?<![\w.])(?:[a-z]\.){2,}(?!\w)", re.IGNORECASE)
#: How records begin a name: with the volume in a syringe, the form or the way into the body.
_VOLUME_BEFORE: Final = later(r"^\d+(?:\.\d+)? ?(?:ml|actuat|hr)\s+(?=[^\W\d_]{3})", re.IGNORECASE)
_CONCENTRATION_BEFORE: Final = later(
    r"^(\d[\d.,]* ?(?:(?:mg|mcg|ug|µg|g|iu|units?) ?(?:/|per) ?[\d.]* ?(?:ml|cc|g)|%))\s+(?:of )?(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
_WAY_BEFORE: Final = later(
    r"^(?:(?:im|iv|sc|sq|sub-?q|sub-?cut|po|inj|tabs?|caps?|syr|amps?)\b\.?:?|"
    r"(?:intramuscular|intravenous|subcutaneous|injectable|injected|transdermal|oral|tablets?|capsules?|injections?)\b)"
    r"\s+(?=[^\W\d_]{3})", re.IGNORECASE,
)  # fmt: skip
#: The second substance of a tablet that is named by its first one.
_WITH_D: Final = later(r"\s*(?:[/+,&]|\band\b|\bwith\b)\s*(?:chole|cole)calciferol$", re.IGNORECASE)
_SHORT_INJECTION: Final = later(r"\binj\b")


def forms_of(text: str) -> Iterator[Form]:
    """Return what a text may name, the fullest first, each once.

    Examples
    --------
    >>> [form.name for form in forms_of("generic Reclast infusion")]
    ['generic Reclast infusion', 'Reclast infusion', 'Reclast']
    """
    return iter(_each_form(text))


@lru_cache(maxsize=4096)
def _each_form(text: str) -> tuple[Form, ...]:
    return tuple(dict.fromkeys(_forms_of(text)))


def _forms_of(text: str) -> Iterator[Form]:
    yield Form(text)
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), _REGISTERED.sub("", text))
    text = _TIED.sub(_untied, _VOLUME_BEFORE.sub("", text))
    if (moved := _CONCENTRATION_BEFORE.match(text)) is not None:
        text = f"{text[moved.end() :]} {moved[1]}"
    yield Form(text)
    if (
        share := _PER_GRAM.sub(lambda found: f"{float(found[1].replace(',', '.')) / 10.0:g} %", text)
    ) != text:
        yield Form(share)
        text = share if _HORMONE.search(text) else text  # of another strength there is no product
    if (apart := _TIED_STRENGTH.sub(" ", text)) != text:
        yield Form(without_dose(apart))
    yield Form(_UNIT_APART.sub(r"\1 \2", text))
    bare = _VITAMIN.sub("vitamin ", without_dose(text))
    yield Form(bare)
    if (tablet := _MEDICINE.sub("tablet", bare)) != bare:
        yield Form(tablet)
    inside = _BRACKET.search(bare)
    plain = _BRACKET.sub(" ", bare).strip() if inside else bare
    plain = without_dose(_BIOLOGIC.sub("", _BEFORE.sub("", plain)))
    words = (
        re.sub(r"^(?:generic|brand|i\.?e\.?|aka|also called) ", "", inside[1], flags=re.IGNORECASE)
        if inside
        else ""
    )
    words = _WITH_D.sub("", words)
    words = "" if _SALT.fullmatch(words) and not _CALCIUM.match(plain) else words
    is_form = not words or bool(ways_in(words.casefold())) or not _STRENGTH.sub("", f" {words}").strip()
    other = "" if is_form else words
    if other and _IS_FORM.fullmatch(plain):  # "gel (testosterone)"
        yield Form(other, ways_in(plain.casefold()))
    ways = ways_in(words.casefold())
    yield Form(plain, ways, other)
    while (head := _WAY_BEFORE.match(plain)) is not None:
        ways += ways_in(_SHORT_INJECTION.sub("injection", head[0].casefold()))
        plain = without_dose(plain[head.end() :])
        yield Form(plain, ways, other)
    if (mineral := _BOUND.sub(r"\g<mineral>", plain)) != plain:
        plain = mineral
        yield Form(plain, ways, other)
    while (shorter := _METAL.sub(r"\g<drug>", _shorter(_BIOLOGIC.sub("", plain)))) not in (plain, ""):
        ways += ways_in(_SHORT_INJECTION.sub("injection", plain[len(shorter) :].casefold()))
        plain = without_dose(shorter)
        yield Form(plain, ways, other)


@cache
def makers_of_boxes() -> frozenset[str]:
    """Return the names of makers that stand around a drug's."""
    return frozenset(str(_vocabulary()["makers"]).split())


@cache
def _of_boxes() -> frozenset[str]:
    """Return the makers, and what boxes print around a name."""
    return makers_of_boxes() | frozenset(str(_vocabulary()["box"]).split())


@cache
def _vocabulary() -> dict[str, Any]:
    return parsed(library_text("dose_vocabulary.toml"), "dose_vocabulary.toml")


def _untied(found: re.Match[str]) -> str:
    """Return a gap for the hyphen between a name and its maker or form: "Alendron-HEXAL", "Teva-Letrozole"."""
    if (found["before"] or "").casefold() in makers_of_boxes():
        return ""
    return f"{found['before'] or ''} " if found["word"].casefold() in _of_boxes() else found[0]


def _shorter(name: str) -> str:
    """Return a name without its last words that tell no drug."""
    shorter = _BEHIND.sub("", name)
    words = shorter.split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in _of_boxes():
        words.pop()
    while len(words) > 1 and words[0].casefold().strip(".,") in _of_boxes():
        words.pop(0)
    return " ".join(words) if len(words) < len(shorter.split()) else shorter


def without_dose(name: str) -> str:
    """Return a name without an article before it and a strength behind it: ``"Zoladex 10.8 mg"``, ``"an AI"``."""
    bare = _ARTICLE.sub("", name.strip())
    if _PER_GRAM.search(bare) and _HORMONE.search(bare):
        return bare  # its share tells the product
    return _STRENGTH.sub("", bare) or bare
