"""Words of supplements: nutrients, brands of vitamin D alone, forms, and what is said around them and tells "
"nothing.
"""

from __future__ import annotations

from typing import Final

from osteotwin.protocol.library.calcium_products import vitamin_d_brands
from osteotwin.units.patterns import later

VITAMIN_D, CALCIUM = "vitamin D", "calcium"

_D: Final = r"d ?-? ?(?:[23](?![.,]?\d))?"
#: Of vitamin D3, and of D2 (Sterogyl, Drisdol).
_NAMES: Final = sorted((*vitamin_d_brands(), "sterogyl", "drisdol"), key=len, reverse=True)
_BRANDS: Final = (
    rf"(?:{'|'.join(name.replace(' ', '[- ]?') for name in _NAMES)})(?![a-z])(?:[- ]?d ?3?(?!\w))?"
)
BRAND_OF_D: Final = later(rf"{_BRANDS}(?!\w)")
#: Names of nutrients; the longest is tried first.
NUTRIENTS: Final = (
    (
        VITAMIN_D,
        later(
            rf"(?:{_BRANDS}|(?:vitamin[ea]?s?|vit\.?) ?-? ?{_D}|{_D[:-1]}|d[- ]vitamin|"
            r"(?:vitamin[ea]?|vit\.?) ?d(?= )|[ck]h?ole?calciferol|ergocalciferol)(?![\w-])"
        ),
    ),
    (
        CALCIUM,
        later(
            r"(?:(?:oyster|coral|algae|elemental|pure)(?: shell)? )?(?:calcium|kalzium|calcio|ca(?!\.))"
            r"(?: (?P<salt>carb(?:onate)?|citrate|citrat|carbonat))?(?: malate)?(?![\w-]| [a-z]+ate(?!\w))|"
            r"caco3(?!\w)|"
            r"(?P<first>carbonate|citrate) of calcium(?!\w)"
        ),
    ),
)
#: What a nutrient's letter stands for beside another one: "calcium + D", "D/K2".
LETTER: Final = later(r"[dk](?![\w-])")
MAGNESIUM: Final = later(r"(?:mg|mag)(?![\w.])")
FORM: Final = later(
    r"(?:(?:soft|chew)[- ]?gel(?:s|atin)?(?: caps?(?:ules?)?)?|(?:oral |soft |chewable |film[- ]coated |"
    r"effervescent |"
    r"gel )*(?:tablet(?:s|t|ter|ten|te)?|tab(?:s|let)?|tbl|pills?|capsules?|caps?|caplets?|gumm(?:y|ies)|drops?|"
    r"sprays?|chews?|"
    r"lozenges?|sachets?|ampoules?|ampulles?|ampullen?|cps?|cpr|ampollas?|fial[ae]|comprim[e\u00e9]s?|comprimidos?|compress[ae]|kapseln?|g[e\u00e9]lules?|"
    r"c[a\u00e1]psulas?|"
    r"tropfen|gouttes?|gotas?|gocce|pastill\w*|scoops?|servings?|effervescent|chewables?))(?![\w-])"
)
#: Salts and forms of what is no calcium, and of vitamins.
_SALTS: Final = (
    r"(?:bis)?glycinate|oxide|malate|taurate|gluconate|picolinate|(?:l[- ])?threonate|chloride|orotate|sulfate|"
    r"monohydrate|citrate|carbonate|bisglycinate|mk[- ]?[47]|menaquinone(?:[- ]?[47])?|methylcobalamin|"
    r"(?:chole|cole|ergo)calciferol|d3"
)
#: What tells nothing of how much there is, and how often.
FILLER: Final = later(
    r"(?:as (?:calcium )?(?:" + _SALTS + r")|mk[- ]?[47]|menaquinone(?:[- ]?[47])?|"
    r"now foods|(?:i |i'm |i am )?(?:also )?(?:take|taking|takes|use|using|on|swallow|chew|get)|to be taken|"
    r"all[- ]trans|buvables?|"
    r"taken|my|an?|une?|una|d[ei]|eine[rn]?|the|molles?|blandas?|from (?:lichens?|algae|lanolin|plants?|sheep'?s wool)|"
    r"(?:from|as|in)(?= (?:tablets?|pills?|capsules?|drops?|supplements?))|of|"
    r"each|also|"
    r"vegan|vegetarian|veggie|international units?|organic|"
    r"high[- ](?:strength|potency|dose)|(?:extra|maximum|regular|double)[- ]strength|"
    r"strength|dose|"
    r"potency|super|advanced|combined|combination|combo|complex|formula|natural factors|"
    r"oral(?: solution)?|(?:solution|soluci[o\u00f3]n|soluzione)(?: (?:buvable|orale?))?|trinkl\u00f6sung|en|"
    r"orally|by mouth|p\.?o\.?|per os|sublingual|liquid|"
    r"supplements?|supplementation|otc|over the counter|"
    r"generic|usp|equivalent to|equal to|providing|which provides|provides|containing|contains|elemental|"
    r"brand|daily value|(?:w/|with|after|before) (?:an? |my |some )?(?:food|meals?|water|milk|yogh?urt|juice|"
    r"coffee|tea|fat|fatty meal)|"
    r"(?:on|at|in) (?:an? )?(?:empty stomach)|all year(?: round)?|year[- ]round|currently|now|right now|"
    r"for (?:my )?bones?|for bone health|"
    r"(?:nature'?s? (?:made|bounty|way)|nordic naturals|thorne|solgar|jarrow|doctor'?s best|life extension|"
    r"swanson|blackmores|"
    r"kirkland|garden of life|pure encapsulations|nutricost|sports research|holland (?:and|&) barrett|boots|"
    r"spring valley|costco|"
    r"walmart|amazon|sandoz|stada|teva|aristo|abz|heumann|osteo|hexal|"
    r"ratiopharm|doppelherz|abtei)(?: foods| brand| forte)?)(?![\w-])"
)
#: How many, in other languages; words that English has are not among them.
NUMBERS: Final = {
    "zwei": "2", "drei": "3", "vier": "4", "deux": "2", "trois": "3", "quatre": "4", "dos": "2", "tres": "3",
    "cuatro": "4", "tre": "3", "quattro": "4", "halbe": "0.5", "demie": "0.5", "media": "0.5",
}  # fmt: skip
#: Said of both, or all, that was named.
OF_ALL: Final = later(r"(?:both|all(?: of (?:them|these))?|together)(?![\w-]| year| trans)")
NONE: Final = later(r"none(?!\w)|nil(?!\w)|no(?= (?:calcium|vitamin|vit|d[23])\b)")
IN_ALL: Final = later(r"(?:in )?(?:total|all)(?= ?[)\],]| ?$)|together(?= \d)")
PER_ONE: Final = later(
    rf"each(?= ?(?:$|[,.;)]|per |a |daily|once))|(?:(?:per|in (?:each|one|a)) |/ ?)(?={FORM.pattern})"
)
#: A number that says how many, with its measure.
UNIT: Final = later(
    r"(?P<unit>mg|mcg|\u00b5g|\u03bcg|ug|micrograms?|iu|i\.u\.?|international units?|units?|unt|g|"
    r"grams?)(?!\w|-(?!\d)| ?/ ?(?:ml|g)\b)"
)
_NUMBER: Final = r"\d+(?:\.\d+)?"
AMOUNT: Final = later(
    rf"(?P<low>{_NUMBER})(?P<k>k)?(?: ?(?P<low_unit>mg|mcg|\u00b5g|ug|iu|g))? ?(?:[-\u2013]|to) "
    rf"?(?P<high>{_NUMBER})(?P<k2>k)?"
    rf"[ -]?{UNIT.pattern}|(?P<n>{_NUMBER})(?P<k3>k)?[ -]?{UNIT.pattern.replace('?P<unit>', '?P<unit2>')}"
)
ONE_AMOUNT: Final = later(rf"(?P<n>{_NUMBER})(?P<k>k)?[ -]?{UNIT.pattern}")
NUMBER: Final = later(rf"(?P<n>{_NUMBER})(?P<k>k)?(?![\w.])")
TIMES: Final = later(rf"(?:(?P<n>{_NUMBER}) ?[x\u00d7](?![\w])|[x\u00d7] ?(?P<m>{_NUMBER})(?![\w.]))")
PERCENT: Final = later(r"\d+(?:\.\d+)? ?%(?: ?(?:dv|nrv|rda|rdi|of [a-z]+))?(?!\w)")
JOIN: Final = later(r"(?:,|\+|&|/|\|)|(?:and|but|plus|with|w/|combined with|y|und|et|e)(?![\w-])")
PUNCTUATION: Final = later(r"[\s()\[\]:=.\u2013\u2014-]+")
#: A rate, and how often it is.
RATE: Final = later(
    r"(?:(?:una volta|una vez|1 volta|1 vez) )?(?:/ ?|(?:per|a|par|al|alla|pro|am) )"
    r"(?P<unit>days?|d|week|wk|month|tag|jour|giorno|d[i\u00ed]a|dag|settimana|semana|mese|mes)(?![\w-])"
)
_WEEKLY, _MONTHLY = ("weekly", 7.0), ("monthly", 30.4375)
PERIODS: Final = {"week": _WEEKLY, "wk": _WEEKLY, "settimana": _WEEKLY, "semana": _WEEKLY, "month": _MONTHLY,
                  "mese": _MONTHLY, "mes": _MONTHLY}  # fmt: skip
#: Times of day that tell nothing beside how often.
TWICE: Final = later(
    r"(?:matin et (?:le )?soir|am (?:&|and|/|\+) pm|(?:in the )?mornings? (?:&|and|\+) "
    r"(?:at |in the )?(?:evening|night|bedtime)s?|ma\u00f1ana y noche|mattina e sera)(?![\w-])"
)
