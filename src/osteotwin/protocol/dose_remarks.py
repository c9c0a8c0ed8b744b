"""What stands beside a whole dose and changes nothing of it: remarks, what a pharmacy notes, and the dose before."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.library import all_drug_names
from osteotwin.units.patterns import later

_AMOUNT: Final = rf"{_N} ?{_M}"
_MORE: Final = r"(?:increas|rais|up-?titrat|titrat|bump|upp|step|push|put|go|went|gone)\w*(?: up)?"
_LESS: Final = (
    r"(?:decreas|reduc|lower|taper|cut|dropp?|wean|titrat|step|bring|brought|go|went|gone)\w*"
    r"(?: (?:back )?down)?"
)
_CHANGED: Final = rf"(?:{_MORE}|{_LESS}|chang\w+|switch\w+|adjust\w+|moved)"
_WHO: Final = (
    r"(?:(?:i|we|they|he|she|my \w+|the \w+)(?:['\u2019](?:ve|s))? |"
    r"(?:has|have|had|was|is|been|just|recently|dose) )*"
)
#: "increased from 5 mg to 10 mg daily", "reduced my gel to 81 mg/day": the dose behind "to" is taken now.
_TO_NOW: Final = later(
    rf"^{_WHO}{_CHANGED}(?: (?:it|me|my|the|that|dose|dosage|gel|shots?|injections?|back))*"
    rf"(?: from {_AMOUNT}(?: daily| a day| weekly| a week| ?/ ?(?:day|d|week|wk))?)?"
    r" (?:back )?(?:up |down )?to (?=\d|\.\d)"
)
_FROM_TO: Final = later(rf"^{_AMOUNT} ?(?:{_CHANGED}|up|down)(?: (?:up|down))? to (?={_AMOUNT} ?[a-z/])")
#: "10 mg daily (down from 20 mg)": the dose before it, whose days nobody tells.
_BEFORE: Final = later(
    rf"[\s,;(\u2013-]+(?:(?:recently |just )?{_CHANGED} from|(?:up|down) from|previously|formerly|before that|"
    rf"instead of|rather than|no longer|(?:and |but )?not)(?: on| at)? {_AMOUNT}"
    r"(?: (?:daily|weekly|a day|a week))?\s*\)?$"
)
#: "40 mg down to 5 mg over 8 weeks" is neither of the two.
_BY_AND_BY: Final = later(
    rf"\bto {_AMOUNT}[^,;]*\b(?:over|within|in|across|during) (?:the )?(?:next |last |past |course of )?"
    r"(?:\d+|an?|several|a few) "
    r"?(?:days?|weeks?|wks?|months?|mos?|years?)\b"
)
#: What a pharmacy counts, and what is planned of the next visit.
_COUNTED: Final = (
    re.compile(
        r"[\s,;(.\u2013-]*(?:\b(?:dispense|disp|qty|quantity|refills?|repeats?|rf|mitte)\b[:.]? ?(?:#|x)? ?"
        r"\d+(?![.,]?\d)"
        r"(?: (?:tablets?|tabs?|capsules?|caps?|pens?|syringes?|ml|repeats?|refills?))?|#\d+|"
        r"\bmax(?:imum)?(?: of)? \d+ (?:months|years)(?: (?:in (?:all|total|a lifetime)|lifetime))?|"
        r"\b\d+ refills?|\b(?:no|0) refills?|\bdaw\b|\b\d+[- ]days? supply)\)?"
    ),
    re.compile(
        r"[\s,;(.\u2013-]*\b(?:(?:and |then |will |to |for )*"
        r"(?:re-?assess|re-?evaluat|review|re-?check|re-?test|revisit)\w*"
        r"(?: (?:it|this|dose|need|dxa|dexa))*"
        r"(?: (?:in|after|at) (?:about )?[\d.]+ ?(?:days?|weeks?|months?|years?|y))?|"
        r"(?:and )?then (?:a )?drug holiday)\)?(?=[\s,;.)]|$)"
    ),
    re.compile(
        r"[\s,;(.\u2013\u2014-]+(?:(?:(?:given|taken|administered|dosed)(?: at| @)?|at|@) ?(?:[01]\d|2[0-3]):?[0-5]\d|"
        r"(?:[01]?\d|2[0-3]):[0-5]\d) ?(?:h|hrs?|hours|am|pm|uhr)?\)?(?=[\s,;.)(]|$)(?! ?(?:mg|mcg|ug|iu|units?|g|ml))"
    ),
    re.compile(
        r"[\s,;(.\u2013-]+(?:the )?next (?:one |dose |shot |injection |infusion )?(?:is )?"
        r"(?:due|scheduled)\b[^,;.()]*\)?"
    ),
    re.compile(
        r"[\s,;(.\u2013-]+(?:\d+(?:st|nd|rd|th)?|last|latest|most recent|first) (?:dose|shot|injection|infusion)s?"
        r"(?: (?:was|is|were))?(?: (?:given|done|received|due))(?: so far)?\)?(?=[\s,;.]|$)"
    ),
    re.compile(
        r"[\s,;(.\u2013-]*\b(?:until (?:the |my )?(?:next (?:visit|appointment|review)|further notice|reviewed|seen)|"
        r"(?:for now|for the time being|for the moment|so far)|with or without food|w/ ?(?:food|meals?)|"
        r"self[- ]administered|as (?:instructed|advised|ordered|recommended|tolerated)|"
        r"(?:per|by) (?:my |the )?(?:doctor|endo\w*|onc\w*|gp|protocol|label))\)?(?=[\s,;.)]|$)"
    ),
)  # fmt: skip
#: "onc agreed", "my doctor is fine with it", "no sides so far": that it is meant so, and borne.
_WHO_AGREES: Final = (
    r"(?:dr|doc(?:tor)?s?|gps?|pcp|endo\w*|onc\w*|uro\w*|rheum\w*|consultant|specialist|nurse|clinic|pharmacist|"
    r"hausarzt|arzt|\u00e4rztin|m\u00e9decin|m\u00e9dico)(?:['\u2019]s)?"
)
_AGREES: Final = (
    r"(?: (?:has|have|is|are|was|says?|said|it|all|totally|quite))* "
    r"(?:agree[sd]?|approve[sd]?|in agreement|ok(?:ay)?(?:['\u2019]?e?d)?(?: it)?|happy|fine|aware|cool|on board|"
    r"knows?|ordered it|recommended it|supervised|monitored|einverstanden)"
    r"(?: (?:with|of|about|to|on)(?: (?:it|this|that))?)?"
)
_BORNE: Final = (
    r"(?:no|zero|without|hardly any|few|minimal) (?:bad |major |real |negative )?"
    r"(?:sides?(?:[- ]?effects?)?|issues|problems|complaints|reactions?)"
    r"(?: (?:so far|yet|at all|to report|as yet|whatsoever))*|"
    r"dial+ed in|(?:it )?(?:works|working) (?:well|great|fine|a treat)(?: for me)?|love it"
)
#: "onc agreed", "my doctor is fine with it", "no sides so far": that it is meant so, and borne.
HARMLESS: Final = later(
    r"[\s,;(.\u2013-]+(?:(?:and|all|my|the|per|with|really|pretty) )*"
    rf"(?:{_BORNE}|{_WHO_AGREES}{_AGREES})\)?(?=[\s,;.)]*$|[,;])",
    re.IGNORECASE,
)
#: "planned duration ~3 y": how long it shall last.
_PLANNED: Final = later(
    rf"[\s,;(.\u2013-]+(?:planned|plan|intended|expected|anticipated|scheduled)(?: (?:treatment )?duration)?"
    rf"(?: is| of| for)*:? ?(?:~|about |approx\.? |around )?(?P<n>{_N}) ?"
    r"(?P<unit>years?|yrs?|y|months?|mo|weeks?|wk)\b\)?"
)
_SPAN: Final = {"y": "years", "m": "months", "w": "weeks"}
#: Where a clause ends; a point within a number ends none.
_CLAUSE: Final = later(r"(?:[,;()]|\.(?=\s|$)| [\u2013\u2014-] |[\u2014])")
#: Words that bear on how much, how often, how long or whether at all; what holds one of them is no mere remark.
_BEARS: Final = later(
    r"[\d\u00bd\u00bc\u00be\u2153\u2154]|\b(?:if|when|whenever|unless|except|only|but|not|never|no|none|nothing|without|or|until|till|then|since|after|"
    r"before|while|during|again|once|twice|thrice|every|each|per|daily|nightly|weekly|monthly|yearly|day\w*|week\w*|"
    r"month\w*|year\w*|night\w*|morning\w*|evening\w*|hour\w*|time|times|other|alternat\w*|second|third|all|everything|same|half|quarter|"
    r"double\w*|triple\w*|twin|both|total|more|less|extra|additional\w*|max\w*|min\w*|up|down|off|hold\w*|held|paus\w*|"
    r"stop\w*|end\w*|quit\w*|ceas\w*|discontinu\w*|complet\w*|finish\w*|past|former\w*|previous\w*|last|first|"
    r"next|later|now|"
    r"current\w*|soon|start\w*|began|begin\w*|begun|initiat\w*|resum\w*|restart\w*|switch\w*|chang\w*|instead|replac\w*|"
    r"increas\w*|decreas\w*|reduc\w*|taper\w*|titrat\w*|lower\w*|rais\w*|skip\w*|miss\w*|forg\w*|refus\w*|declin\w*|"
    r"consider\w*|plan\w*|propos\w*|recommend\w*|suggest\w*|offer\w*|think\w*|thought|want\w*|wish\w*|would|could|should|"
    r"might|may|maybe|perhaps|possib\w*|probab\w*|intend\w*|going to|wait\w*|await\w*|pending|need\w*|requir\w*|prn|"
    r"sometimes|occasion\w*|usual\w*|average|mean|about|around|roughly|varie\w*|vary\w*|differ\w*|split|divid\w*|shared?|"
    r"holiday\w*|vacation\w*|travel\w*|trips?|winters?|summers?|allerg\w*|intoleran\w*|"
    r"mistak\w*|wrong|error|bit|spell|short\w*|unsure|unknown|unclear|sure|\w*n['\u2019]t|cannot|will|shall|and|plus|also|with|"
    r"late|delay\w*|laps\w*|overdue|den(?:y|ied)|approv\w*|order\w*|book\w*|due|dropped|old|ex|nope|nah|dc\w*|hopeful\w*|suppos\w*|alleged\w*|theor\w*|stock|dogs?|cats?|wife\w*|husband\w*|nie|"
    r"jamais|fini\w*|sospes\w*|geplant\w*|pr\u00e9vu\w*|fr\u00fcher|ehemals|antes|nunca|previst\w*|ferma\w*|"
    r"ab|aber|nicht|kein\w*|bis|oder|wenn|falls|bei|bedarf|abgesetzt|pausiert|reduziert|erh\u00f6ht|dann|seit|sauf|jusqu\w*|"
    r"arr\u00eat\w*|puis|hasta|suspend\w*|luego|"
    r"tablets?|tabs?|pills?|capsules?|caps?|pumps?|sachets?|patch(?:es)?|shots?|injections?|infusions?|pins?|drops?|cycles?|"
    r"course|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|jan\w*|feb\w*|mar|march|apr\w*|june?|july?|aug\w*|sept?\w*|"
    r"oct\w*|nov\w*|dec\w*|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b"
)
_WORD: Final = later(r"[^\W\d_][\w'-]*")
#: Of a clause: more words tell a story.
_MOST_WORDS: Final = 9


def taken_now(text: str) -> str:
    """Return the dose that is taken now, of one that was changed on a day that is not told; any other text as it is.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> taken_now("increased from 5 mg to 10 mg daily"), taken_now("10 mg daily (down from 20 mg)")
    ('10 mg daily', '10 mg daily')
    """
    plain = text.casefold()
    if _BY_AND_BY.search(plain):
        return text
    now = _BEFORE.sub("", _FROM_TO.sub("", _TO_NOW.sub("", plain)))
    return now if now != plain and re.search(_AMOUNT, now) else text


def without_remarks(text: str) -> str:
    """Return a dose without remarks that bear on nothing of it; the first clause stays.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> without_remarks("70 mg weekly, tolerating well"), without_remarks("70 mg weekly, not on holidays")
    ('70 mg weekly', '70 mg weekly, not on holidays')
    """
    said_before, text = text, text.casefold()
    plain = text
    text = HARMLESS.sub("", text)
    text = _PLANNED.sub(lambda found: f" for {found['n']} {_SPAN[found['unit'][0]]}", text)
    for noted in _COUNTED:
        text = noted.sub("", text)
    ends = list(_CLAUSE.finditer(text))
    stops = [*(found.start() for found in ends), len(text)]
    kept = text[: stops[0]]
    for here, end in zip(ends, stops[1:], strict=True):
        said = text[here.end() : end].strip()
        if said and not _is_remark(said):
            kept += text[here.start() : end]
    return kept.strip(" ,;.\u2013\u2014-(") if kept != plain else said_before


def bears_on_dose(clause: str) -> bool:
    """Tell whether a clause in lower case holds a word of how much, how often, how long or whether at all."""
    return _BEARS.search(clause) is not None


def _is_remark(clause: str) -> bool:
    """Tell whether a clause is of words that bear on no dose, and names no drug."""
    words = _WORD.findall(clause)
    return (
        0 < len(words) <= _MOST_WORDS
        and not bears_on_dose(clause)
        and all_drug_names().keys().isdisjoint(words)
    )
