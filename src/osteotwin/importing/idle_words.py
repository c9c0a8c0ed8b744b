"""Words that may stand beside a measured value and change nothing of it; and what else stands in a line."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.lab_spans import UNIT, names_in
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_words import DENSITY, T_SCORE, Z_SCORE, mentions_of, with_sites_in_full
from osteotwin.inputs.notes import printable

#: What may stand beside a value and changes nothing of it.
OF_LABS: Final = re.compile(
    r"\b(?:lc[\s/-]?ms(?:[\s/-]?ms)?|mass spec\w*|gc[\s/-]?ms|immunoassay|e?clia|elisa|ria|assay|by|"
    r"(?:ultra)?sensitive|high sensitivity|fasting|fasted|trough|peak|morning|evening|afternoon|a\.?m\.?|p\.?m\.?|"
    r"on|at|in|of|the|and|was|were|is|it|my|from|total|serum|plasma|blood|level|result|value|measured|drawn|"
    r"taken|draw|sample|"
    r"test(?:ed|s)?|labs?|laboratory|blood ?work|bloods|readings?|"
    r"quest|labcorp|roche|abbott|h|l|high|low|normal|within|range|ref\w*|flag(?:ged)?|"
    r"(?:in)?sufficien\w+|deficien\w+|adequate|fine|ok|good|very|too|slightly|a bit|bit|confirmed|castrat\w+|now|"
    r"current(?:ly)?|latest|last|(?:most )?recent|today|only|just|about|approx\w*|nadir|day|days|after injection|"
    r"creatinine|cr|bce|m2|m\u00b2|which|that|mild(?:ly)?|severe(?:ly)?|little)\b", re.IGNORECASE,
)  # fmt: skip
#: Words of reports, which stand beside values of any test.
OF_REPORT: Final = re.compile(
    r"\b(?:sits?|around|approximately|roughly|than|average|years?|elevated|increased|decreased|reduced|above|below|over|under|your|significantly|this|"
    r"(?:year-)?old|solidly|(?:un|in)detect\w*|nicht nachweisbar|spiegel|lag|liegt|bei|das|zu|niedrig|hoch|erh\u00f6ht|"
    r"alto|bajo|bas|haut|\u00e9lev\u00e9e?|parathyroid|vitamin|slightly|borderline|remains?|came|up|out|so|still|also|but|"
    r"report\w*|final|verified|status|results?|levels?|values?|method|units?|interval|limits?|lower|upper|bound|"
    r"normalwert|referenz\w*|norm|abnormal|critical|panel|profile|screen|collected|specimen|urine|24h|free|bioavailable|"
    r"hormone|came|back|has|have|had|show\w*|found|with|an?|to|for|or|w|vs|calc|[nhl]+|ng|pg|dl|ml|nmol|g|mg|ug|iu|u|age|"
    r"adults?|m[ae]n'?s?|wom[ae]n'?s?|males?|females?|men|women|deficiency|insufficiency|optimal|be|are|as|per|s|d|e?gfr|i|me|der|die|das|des|"
    r"und|im|war|ist|wert|mein|le|la|el|de|du|est|mon|ma|mi|es|soit|equals?|i\.?e|en|y|et|con|mit|avec|von|betr\u00e4gt|"
    r"total\w*|libre|suero|serum\w*|labor|oh)\b",
    re.IGNORECASE,
)
#: What may stand beside a value and changes nothing of it.
OF_SCANS: Final = re.compile(
    rf"{T_SCORE}|{Z_SCORE}|{DENSITY}|\bL[1-5](?: ?- ?L?[1-5])?\b|(?<=\bL\s\s)(?:bis|to|à|a)(?=\sL\b)|\b1/3|\b33 ?%|"
    r"\b(?:my|all|the|of|at|is|was|were|are|on|by|in|for|from|and|with|an?|as|to|i|it|had|have|has|got|came|back|dxa|dexa|bmd|"
    r"scans?|bones?|density|densitometry|mineral|scores?|values?|results?|total|region|site|measured|measurement|test|"
    r"columna|coluna|colonna|rachis|wirbels[äa]ule|wervelkolom|vertebr\w*|vert[èe]bres?|gesamt\w*|totale?s?|ossea?|osseuse|"
    r"izquierd[oa]|derech[oa]|gauche|droite?|sinistr[oa]|destr[oa]|linke[mnrs]?|rechte[mnrs]?|del?|du|au|à|la|le|el|il|"
    r"demonstrat\w*|reveal\w*|indicat\w*|consistent|diagnos\w*|which|that|means?|meaning|lowest|both|me|do|did|you|"
    r"(?:osteo|ost[\u00e9e]o)?densitom[\u00e9e]?\w*|densitometr[i\u00ed]a|knochendichte\w*|densit[\u00e9e]|densidad|"
    r"von|vom|en|y|et|con|mit|avec|est|es|ist|liegt|betr\u00e4gt|de|un|una|une|ein|eine|mein|mon|ma|mi|"
    r"performed|yield(?:s|ed)?|within|unchanged|stable|"
    r"show(?:s|ed|ing)?|found|report(?:s|ed)?|says|said|reads|read|left|right|l|r|lt|rt|mean|average of both|dual|"
    r"against|versus|vs|relative|young|adults?|females?|males?|women|men|woman|man|reference|ref|database|population|"
    r"nhanes|iii|maker'?s?|manufacturer'?s?|ap|pa|lateral|posterior|anterior|osteop\w+|mild|severe|very|slightly|a bit|"
    r"range|sd|standard deviations?|about|approx\w*|around|now|current(?:ly)?|latest|"
    r"last(?= (?:scan|dxa|dexa|test|bone|measure|result))|(?:most )?recent|today|"
    r"confirmed|minus|plus|more|negative|hologic|lunar|norland|ge|prodigy|idxa|horizon|discovery|"
    r"delphi|healthcare|medical|scanner|machine|device|links?|rechts?|(?:li|re|sx|dx)(?=\.?\s*(?:[-+\u2212\d:|,)]|$))|der|die|das|des|und|im|am|bei|beide|gesamt|mittel|"
    r"energy|x-?ray|ray|absorptiometry|low(?= bone)|mass|"
    r"spine|lumbar|hips?|femoral|femur|neck|forearm|radius|body|whole|proximal|wards?|structure|third|distal|aged?|"
    r"years?(?: old)?|t|z|g|cm2?|apex|encore|[acw]|w?i|sl|qdr)\b",
    re.IGNORECASE,
)
#: Words of heads and rows of reports.
_OF_ROWS: Final = re.compile(
    r"\b(?:region|oh|baseline(?=\s+[-\u2013]\s*$)|ca|area|bmc|bmd|pr|am|ya|name|patient|analysis|bone|result|unit|reference|interval|comment|classification|"
    r"osteopeni\w*|osteopor\w*|normal\w*|trochanter\w*|troch|ward\W?s?|inter|shaft|lws|bws|wert|gesamthüfte|schenkelhals|"
    r"referenz\w*|jung\w*|frauen|männer|neg|suppressed|pre-?trt|trt|"
    r"hrt|ttrt|started|start|began|since|no|fractures?|his|he|she|her|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|compared|hanche|cadera|cuello|col|rachis|lombaire|columna|lumbar|fémur|femur|knochen\w*|gemessen|mittelwert|gmcm2?|measures?|cm|w|h|l)\b|cm\u00b2",
    re.IGNORECASE,
)
#: Words of those who tell of a value: how it was found, what it is called, what it means for him.
_OF_PROSE: Final = re.compile(
    r"\b(?:ergab|eine[mnr]|mittlere[mnrs]?|bereich|normbereich|mangel|d\.?s|d\.?e|compatible|(?:pre|post)-?menopaus\w*|[i\u00ed]nsu(?:f|ff)i[sc]\w+|"
    r"carence|carencia|carenza|chemistry|hormones?|hormone|endocrin\w+|klinische|chemie|bioch[ie]m\w+|bioqu[\u00edi]mica|metabolic|"
    r"comprehensive|basic|ha?ematolog\w+|immunolog\w+|vitamins?|vitamine|markers?|turnover|sanguin\w*|s[\u00e9e]rum|sang|blut\w{0,5}|"
    r"valores?|valeurs?|normale[sn]?|"
    r"standardabweichung\w*|unter|\u00fcber|dem|erwachsene\w*|mittelwert|desviaciones|est[\u00e1a]ndar|por|debajo|media|"
    r"adultos|j[\u00f3o]venes|[\u00e9e]carts?[- ]types?|dessous|sous|inf[\u00e9e]rieure?|supérieure?|moyenne|jeunes|"
    r"changes?|prior|previous|decreased?|increased?|significant(?:ly)?|clinic|letter|risk|less|than|gr|grams?|per|square|"
    r"centimet\w+|ckd|stage|fsh|lh|evaluation|evaluated|notable|week|month|compression|findings?|impression|conclusion|"
    r"summary|examination|exam|performed|obtained|calculated by|equal|corresponds?|corresponding|category|"
    r"classification|who|criteria|according|patient'?s?|bone|loss|moderate|marked|mildly|severely|well|both|there|"
    r"beurteilung|befund|ergebnis|messung|gemessen\w*|zeigt|betrug|entsprechend|entspricht einer (?=osteop)|knochen\w*|"
    r"interpr[\u00e9e]tation|conclusi[\u00f3o]n\w*|r[\u00e9e]sultats?|resultados?|risultat\w+|ost[\u00e9e]op\w+|mesure[\u00e9e]?|"
    r"repeat(?=ed)|week|daily|dose|comment\w*|reading|graph|image|page|intact|ultra\w*|beside|osteophytes?|dear|"
    r"doctor|dr|colleague|regards|thank|referring|man|lady|gentleman|noted|seen|suggest\w*|suggests?|represents?|"
    r"dates?|datum|fecha|data|respectively|components?|analytes?|parameter|param[\u00e8e]tre|observation|standard|respectively|while|whereas|where|during|treatment|therapy)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    rf"(?:[<>\u2264\u2265]=?\s?)?[-+\u2212]?\d[\d.,]*\s?(?:{UNIT}(?!\w))?|(?<![^\W\d_]){UNIT}(?!\w)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]{2}[\w'\u2019-]*")
#: A goal with two ends behind a value, which is none of it.
_GOAL_BESIDE: Final = re.compile(
    r"(?<=\S)\s*[\[(]?\s?(?:goal|target|aim|ziel|optimal|ideal)s?(?: range)?"
    r"\W{0,3}\d[\d.,]*\s?(?:-|to)\s?\d[\d.,]*\s?[\])]?",
    re.IGNORECASE,
)
_SHOWN: Final = 80


def unread_beside(said: str) -> tuple[str, bool]:
    """Return the words of a line that are not known to change nothing of its value, and whether they turn it.

    A word before a colon or in a bracket is said of the value, and so is one of a short line.

    Examples
    --------
    >>> unread_beside("Serum estradiol 18 pg/mL"), unread_beside("Estradiol 18 pg/mL (boss)")
    (('', True), ('boss', True))
    >>> unread_beside("Estradiol dipped to 18 pg/mL")
    ('dipped', True)
    """
    rest = _PHRASES.sub(" ", _GOAL_BESIDE.sub(" ", DATE.sub(" ", with_sites_in_full(said))))
    spans = [(one.start, one.end) for one in names_in(rest)]
    spans += [(start, end) for _, start, end in mentions_of(rest)]
    for start, stop in spans:
        end = stop
        while end < len(rest) and rest[end].isalpha():
            end += 1
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    for known in (_NUMBER, OF_SCANS, OF_LABS, OF_REPORT, _OF_ROWS, _OF_PROSE):
        rest = known.sub(lambda one: " " * len(one[0]), rest)
    beside = " ".join(_ASIDE.findall(rest))
    words = list(dict.fromkeys((*unsaying(said), *_WORD.findall(rest))))
    turns = len(said.split()) <= _MOST_WORDS or bool(unsaying(said)) or _WORD.search(beside) is not None
    return printable(" ".join(words)[:_SHOWN]), turns


#: A longer line is a sentence, of which a word may be of anything.
_MOST_WORDS: Final = 12


def unsaying(said: str) -> list[str]:
    """Return what a line says in a bracket or before a colon alone that makes a value none of its day or its place."""
    found = [one[0].strip(" ():[]") for one in UNSAYS.finditer(said)]
    number = re.search(r"\d[.,]\d", said)
    places = {site for site, _, _ in mentions_of(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", said))}
    for one in _BRACKET.finditer(said, 0, number.start() if number else 0):
        other = {site for site, _, _ in mentions_of(one[0])}
        if len(places) == 1 and other and not other <= places and "femur" not in places:
            found.append(one[0].strip("()[]"))
    return found


_BRACKET: Final = re.compile(r"[(\[][^()\[\]\d]{2,60}[)\]]")
_NO_RESULT: Final = (
    r"(?:the )?(?:(?:upper |lower )?(?:limits?|norms?)|ref(?:eren[cz])?e?\.?|mean|moyenne|durchschnitt|media|typical|"
    r"average|population|optimal|old|last|best|sample|to be confirmed|reported|upper|lower|max|min|(?:at|aged) [2-9]\d)"
)
_BARE: Final = r"(?:limit|ref|norm|population|optimal|reference|referenz|old|last|moyenne|reported)"
#: Words that are known, and alone in a bracket, before a colon or at an end make a number one of others or another day.
UNSAYS: Final = re.compile(
    rf"[(\[]\s?{_NO_RESULT}\s?[)\]]|^\W*{_NO_RESULT}\s?:(?=\s*[a-z\d])|"
    r"[(\[]\s?(?:normal|lowest|L[1-5]/L?[1-5])\s?[)\]]\s*[:=]?\s*(?=[<>]?[-+\u2212]?\d)|"
    rf"(?:\d|\w/[dm]?l|cm\S{{0,2}}) (?:{_BARE}|mean|average)\W*$|"
    rf"^\W*{_BARE} (?=\w)(?!scan|dxa|dexa|test|range|lab|database|population|mean)|"
    r"\d\s?(?:\S{1,4}/[dm]?l )(?:lower|higher|less|more|(?:below|above|under|over) (?:the )?(?:normal|limit))\W*$|"
    r"(?-i:(?<!jahre )\balt\b)(?!\W*\d)|\b(?:just|barely|almost|nearly) (?:under|below|above|over)\b",
    re.IGNORECASE,
)


#: The moment of a sample, and what changed since another scan, which is told of its own.
_PHRASES: Final = re.compile(
    r"\b(?:follow-?up|kontrolle|contr[o\u00f4]le?|(?:repeat|next) (?:scan|dxa|test)|re-?test|re-?check)\b[^.;\d]{0,60}"
    r"(?:\d+ ?(?:years?|months?|jahren?|monaten?|ans|mois|a\u00f1os|meses)\b[^.;\d]{0,30})?|"
    r"\bbefore (?:the |my )?(?:injection|dose)\b|\bbehind it\b|[(\[][^()\[\]]*%[^()\[\]]*[)\]]|"
    r"[(\[][^()\[\]]*\d\s?[-\u2013]\s?\d[^()\[\]]*[)\]]|"
    r"\b(?:labor )?(?:ab|bis|unter|\u00fcber) \d[\d.,]*",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"^[^:;]{2,40}:|[(\[][^()\[\]]{2,60}[)\]]")
