"""What stands around foods and supplements and changes none of them: why one is taken, that food holds calcium."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_MY: Final = r"(?:my|the|her|his|a) "
#: "since my levels were low", "because I was deficient", "weil mein Spiegel niedrig war": no day, and no other amount.
_REASON: Final = later(
    r"[\s,(]+(?:since|because|as|cause|cos|bc|b/c|seeing as|given that|weil|da|car|parce que|porque)(?: of)? "
    rf"(?:{_MY}?(?:(?:vitamin |vit )?d3? )?(?:levels?|bloods?|blood ?(?:tests?|work|levels?)|labs?|results?|readings?|"
    r"numbers?|bones?|density|dexa|dxa|scan|mein [a-z-]*(?:spiegel|wert)|mon taux|mi nivel)"
    r"(?: (?:was|were|is|are|came back|come back|comes back|tested|showed|ist|war|est|\u00e9tait|era|est\u00e1))?"
    r"|i(?:'m| am| was| have been)|ich (?:bin|war))"
    r"(?: (?:a bit|a little|very|too|quite|slightly|so|really|always|zu|sehr|trop|muy))* "
    r"(?:low|deficient|insufficient|borderline|poor|thin|weak|bad|osteopenic|osteoporotic|niedrig|bas|bajo)"
    r"(?: (?:in|on) (?:it|d|vitamin d))?\)?(?=\s*(?:$|[,;.\n]))|"
    r"[\s,(]+(?:due to|because of|wegen|pour|por) (?:my |a |an |une? |eines? )?"
    r"(?:low (?:levels?|vitamin d|d|bone density)|"
    r"(?:vitamin d |d |d-|vitamin-d-)?(?:deficiency|insufficiency|mangels?|carence)|osteopor\w+|osteopeni\w+)\)?"
    r"(?=\s*(?:$|[,;.\n]))|"
    r"[\s,(]+(?:as|like) (?:recommended|advised|suggested|prescribed|instructed|directed|told) by (?:my|the|a) "
    r"(?:own )?(?:gp|doctor|doc|physician|consultant|endo\w*|nurse|oncologist|urologist|gyn\w*|rheumatologist|"
    r"specialist|dieti[ct]ian|pharmacist)\)?(?=\s*(?:$|[,;.\n]))",
    re.IGNORECASE,
)
#: "dietary Ca ~700 mg/d": of food, beside tablets.
_DIETARY: Final = later(
    r"\b(?:diet(?:ary)?|foods?|nutritional) (?:ca|calcium)(?: intake)?(?: is| of|:)? ?"
    r"(?P<much>(?:~|about |around |ca\.? )?"
    r"\d[\d.,]* ?m?g(?: ?/ ?d(?:ay)?\b| (?:a|per|each|every) day| daily)?)(?! ?(?:from|in) )",
    re.IGNORECASE,
)
#: "eat calcium through food", "my calcium comes from my diet": nothing that can be counted.
_THROUGH_FOOD: Final = later(
    r"(?P<before>^|[;,\n]|\band\b|\bbut\b)\s*(?P<said>"
    r"(?:as well as |plus |and |also |but |i |i've |we |(?:try|trying|prefer) to |have |do )*"
    r"(?:(?:eat|eating|get|getting|got|take|taking|gets|try) )?"
    r"(?:(?:all|most|enough|plenty|more|an?|increased|higher|extra|my|of|the|rest) )*"
    r"calcium(?: intake)?(?: (?:comes?|is|mostly|mainly|only|all|just|increased))* "
    r"(?:through|from|via|in|with|by) (?:(?:my|the|what i|healthy|normal|whole|dairy) )*"
    r"(?:foods?|diet|eating|meals|eat)(?: (?:only|alone|mostly|mainly))?"
    r"(?:,? (?:rather than|not|instead of|and no|over|no) (?:from |in )?(?:supplements?|pills?|tablets?))?)"
    r"(?=\s*(?:$|[,;.\n])|\s+(?:and|but) )",
    re.IGNORECASE,
)
#: "no milk makes me bloat", "no milk, it upsets my stomach"
_WHY_NOT: Final = later(
    r"(?P<no>\b(?:no|never|not) [a-z ]{3,25}?)(?P<why>,? (?:(?:it|they|that|because|cause|as|since|which) )*"
    r"(?:makes?|gives?|upsets?|bloats?|disagrees? with) (?:me|my)\b[^,;.\n\d]*)",
    re.IGNORECASE,
)


#: Milk of a dairy to which vitamin D is added holds it in the table of foods, too.
_MILK_WITH_D: Final = later(
    r"(?<![a-z] )(?P<milk>\b(?:(?:whole|skim(?:med)?|low[- ]fat|reduced[- ]fat|\d ?%|semi[- ]skimmed) )?milk),? "
    r"\(?(?:that is )?(?:fortified|enriched) with (?:vitamins? (?:a (?:and|&) )?d3?)\)?(?! and)",
    re.IGNORECASE,
)


_POURED_ON: Final = r"(?:tea|coffee|cereals?|porridge|muesli|granola|oats|oatmeal|smoothies?)"
#: Milk of which it is told how much there is in all, on cereals of a kind that is not told.
_ON_CEREAL: Final = later(
    r"(?P<milk>(?<![a-z])(?:[a-z-]+ ){0,3}milk) (?P<on>(?:in|on|with) (?:my )?"
    rf"(?:{_POURED_ON}(?:, | and | & |/)(?:(?:in|on|with) )?(?:my )?)*{_POURED_ON}),? "
    r"(?:maybe |perhaps |in all |total )?"
    r"(?P<much>(?:about |around |ca\.? |approx\.? |~ ?)?\d+ ?(?:ml|oz|cups?)\b)",
    re.IGNORECASE,
)


def without_asides(text: str) -> tuple[str, list[str]]:
    """Return an answer without what changes nothing of it, and what is to be said of that.

    Examples
    --------
    >>> without_asides("vitamin D3 5000 IU daily since my levels were low")
    ('vitamin D3 5000 IU daily', ['"since my levels were low" is taken for the reason, and no day'])
    >>> without_asides("eat calcium through food, take 2,000 IU of vitamin D")
    ('take 2,000 IU of vitamin D', ['"eat calcium through food" tells no amount, so it is not counted'])
    >>> without_asides("dietary Ca ~700 mg/d, Citracal 630 mg/d")[0]
    'calcium from food ~700 mg/d, Citracal 630 mg/d'
    """
    notes: list[str] = []

    def reason(found: re.Match[str]) -> str:
        notes.append(f'"{found[0].strip(" ,()")}" is taken for the reason, and no day')
        return ""

    def through_food(found: re.Match[str]) -> str:
        notes.append(f'"{found["said"].strip()}" tells no amount, so it is not counted')
        return found["before"]

    text = _MILK_WITH_D.sub(r"\g<milk>", _REASON.sub(reason, text))
    text = _ON_CEREAL.sub(lambda found: _milk_alone(found, notes), text)
    text = _THROUGH_FOOD.sub(through_food, text)
    text = _WHY_NOT.sub(lambda found: _said_why(found, notes), text)
    text = _DIETARY.sub(lambda found: f"calcium from food {found['much']}", text)
    return re.sub(r"^[\s,;.]+|[\s,;]+$", "", text), notes


def _milk_alone(found: re.Match[str], notes: list[str]) -> str:
    if "cereal" not in found["on"].casefold():
        return found[0]
    notes.append(f'of "{found["milk"].strip()} {found["on"]}" the milk alone is counted')
    return f"{found['milk']} {found['much']}"


def _said_why(found: re.Match[str], notes: list[str]) -> str:
    notes.append(f'not used: "{found["why"].strip(" ,")}"')
    return found["no"]
