"""What names an exercise and may not be done by him now: planned, past in another language, asked, another's."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.fixes import EACH_OFTEN
from osteotwin.asking.training.past import is_of_today
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_ANIMALS: Final = (
    r"(?:dogs?|cats?|horses?|hunde?|katzen?|pferde?|chiens?|chats?|cheva(?:l|ux)|perros?|gatos?|caballos?)"
)
_GUIDES: Final = (
    r"(?:doctor|gp|physio|physiotherapist|therapist|surgeon|oncologist|coach|trainer|instructor|teacher|arzt|"
    r"\u00e4rztin|trainerin|m[e\u00e9]decin|entra\u00eeneur|m[e\u00e9]dico|entrenador|app|book|watch|phone)"
)
_PLAN: Final = (
    r"(?:plan|dream|goal|aim|idea|challenge|wish|project|target|hope|temptation|favou?rite|rule|advice)"
)
_TO: Final = r"to (?!the\b|my\b|an?\b|work\b|it\b|him\b|her\b|me\b|\d)"
_SPLIT: Final = "of which it is open how often each exercise comes"
_IN_TURN: Final = "which is not every week"
_WHY: Final = (
    ("which may be planned and not done", (
        r"^(?:(?:my|the) )?(?:ideal(?:ly)?|example|template|to ?do|record|best(?: ever)?|sample|new plan|"
        r"(?:previous|former|ideal|best|perfect|sample|dream|upcoming) "
        r"(?:routine|plan|program(?:me)?|week|day|split|session|workout|training)) ?:(?!\d)",
        rf"\b(?:my|the|our|his) (?:\w+ )?{_PLAN} (?:is|was|would|of)\b", rf"\bis (?:my|the|our|his) (?:\w+ )?{_PLAN}\b",
        rf"\bas an? {_PLAN}\b", rf"\b(?:i|he|we)(?:'m| am| is|'s|'re| are) (?:\w+ )?{_TO}",
        r"\bje vais (?:faire|commencer|me mettre)\b", r"\bvoy a (?:hacer|empezar|comenzar|ponerme)\b",
        r"\bso (?:der|mein|die|meine) (?:plan|idee)\b", r"\bfor an? (?:bit|while|week|fortnight|month|time)\b",
        r"\bfor (?:\d{1,2}|two|three|four|five|six|eight|ten|twelve) weeks?\b",
    )),
    ("which may be past", (
        r"\bj'ai (?:fait|pris|couru|suivi|\w+\u00e9)\b",
        r"\b(?:ich habe|habe ich|ich hatte)\b.*\b(?:ge\w+(?:t|en)|trainiert)\b",
        r"\b(?:ich bin|bin ich)\b.*\b\w*ge(?:gangen|laufen|schwommen|joggt|fahren|wandert|tanzt|rannt)\b",
        r"\bhe (?:hecho|\w+ado|\w+ido)\b", r"\b(?:gave|given|made|making|giving) way\b",
        r"\bback then\b", r"\bon hold\b", r"\bold (?:plan|days|routine|program)\b",
        r"\bbefore (?:my |the )?(?:surgery|operation|injury|fracture|accident)\b",
    )),
    ("which may be somebody else's", (
        rf"\b(?:my|the|our|der|die|mein|meine|unser|mon|le|mi|el) {_ANIMALS} (?:walk|run|swim|jump|go)(?:e?s)\b",
        rf"\b(?:der|mein|unser|mon|le|mi|el) {_ANIMALS} "
        r"(?:geht|l\u00e4uft|schwimmt|rennt|marche|court|nage|camina|corre|nada)\b",
        r"^(?:she|they|elle|elles|ils|ellas?|ellos) ",
        r"^(?:the |my |our |die |les |los )?"
        r"(?:kids|children|boys|girls|students|pupils|lads|kinder|enfants|ni\u00f1os)\b",
        rf"\b(?:my|the|mein|meine|mon|mi) {_GUIDES} "
        r"(?!is\b|has\b|gives\b|makes\b|lets\b|gets\b|trains\b|comes\b|helps\b)"
        r"(?:\w+s|liebt|macht|meint|sagt|fait|aime|hace|dice)\b",
        r"\b(?:i|we) (?:help|cheer|assist|train others)\b",
    )),
    (_IN_TURN, (
        r"^(?:week|woche|semaine|semana) ?[a-d]\b(?= ?[:(-])", r"^[a-d] (?:week|woche)\b(?= ?[:(-])",
    )),
    (_SPLIT, (
        r"\b(?:[2-7]|two|three|four|five|six)[ -]?day split\b(?=.*\d ?x ?\d)", r"\bupper ?/ ?lower\b(?=.*\d ?x ?\d)",
        r"\b(?:ppl|push ?/ ?pull(?: ?/ ?legs?)?)\b(?=.*\d ?x ?\d)", r"^(?:my )?split ?:(?=.*\d ?x ?\d)",
        r"^(?:i )?alternat(?:e|ing) (?:between )?(?!arm|leg|side|db|dumb|lunge|hammer|curl|step|heel|toe)"
        r"(?=[a-z].*\band\b)",
    )),
    ("which is not clear", (
        r"\?\W*$", r"\bi (?:bin|fake|imagine|dream|think of|think about)\b", r"\b(?:virtual|fake|imaginary)\b",
        r"\babout (?=[a-z]{3}\w* \d ?x)", r"\be\.?g\.?(?=\W|$)", r"[-\u2013,] (?:over|done|gone|finished)\W*$",
        r"\b(?:only|just|no) (?:the |an? )?(?:empty )?bar$", r"\b(?:lower|lighter|less) (?:weights?|loads?)\b",
        r"\bin an? (?:video|book|game)\b", r"\b(?:fast|presque|casi) (?:t\u00e4glich|jeden|tous|todos|a diario|cada)\b",
        r"\balternat\w+ with\b.*\d",
        r"\b(?:seated|sitting|chair|modified) (?:danc\w+|jumping|jumps?|exercises?)\b",
        r"\b(?:squats?|jacks|lunges?|planks?|hops?|jumps?|raises?)\b.*\bin (?:the )?(?:water|pool)\b",
        r"\b(?:rope|jump\w*|hop\w*|skip\w*)\b.*\b\d+ ?(?:/ ?|per |a )min(?:ute)?\b",
        r"\b(?:of (?:which|those|them)|davon|dont|de (?:los|las) cuales)\b(?=.*\d)", r"\bbody-?weight ?x ?\d",
        r"\bwith (?:an? |my |his |the )?walker\b",
        r"\b(?:read|reading|write|writing|talk|talking|lese|schreibe|rede|lis|\u00e9cris|parle|leo|escribo|hablo) "
        r"(?:about|\u00fcber|sur|sobre|de)\b",
        r"\b(?:training|weights|lifting|workouts?|kraft\w*|musculation|fuerza)\b[^,;:\d]*"
        r"\b(?:incl|including|includes?|inkl|inklusive|y compris|incluyendo|incluso)\b(?=.*\d ?x ?\d)",
        r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* ?[-\u2013\u2014:]\s*(?=$|[,;.])",
        r"\bplanks? \d{1,2} ?x ?[2-9]\d\b(?! ?(?:s|sec|min))",
        r"\d.*\ben (?:vez|lugar) de\b.*\d",
    )),
)  # fmt: skip
_NOTHING_ELSE: Final = 'write only what is done now, how much and how often, or "none" where nothing is'
_FIXES: Final = {
    _IN_TURN: ('write it as in "squat 3x5 80 kg every 2 weeks"', "how often"),
    _SPLIT: (EACH_OFTEN, "how often a week each"),
}
_DOUBTS: Final = tuple(
    (later(f"(?P<words>{pattern})", re.IGNORECASE), why) for why, patterns in _WHY for pattern in patterns
)


#: "block 1: ...; block 2: ..."
_BLOCKS: Final = later(
    r"\b(?P<of>week|block|phase|cycle|mesocycle|woche|semaine|semana|bloc|bloque)s? ?#?(?:\d|[ivx]+\b)[^:;,]{0,9}[:(-]"
    r".*\b(?P=of)s? ?#?(?:\d|[ivx]+\b)[^:;,]{0,9}[:(-]",
    re.IGNORECASE | re.DOTALL,
)


#: "A: squat 3x5; B: deadlift 1x5; 3 times a week", and no days of A's own.
_A_AND_B: Final = later(
    r"^a ?:(?!.*\b(?:week|daily|day|(?:mon|tue|wed|thu|fri|sat|sun)\w*)\b.*\bb ?:).*[;,.\n] *b ?:.*\bweek\b",
    re.IGNORECASE | re.DOTALL,
)


def check_blocks(text: str) -> None:
    """Ask where weeks or blocks follow one another, each with its own training.

    Raises
    ------
    UnclearAnswerError
    """
    if _A_AND_B.search(text):
        raise UnclearAnswerError("training", f"{quoted(text)}, {_SPLIT}", "how often a week each", EACH_OFTEN)
    if (blocks := _BLOCKS.search(text)) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(blocks['of'])} by {quoted(blocks['of'])} in {quoted(text)}, {_IN_TURN}",
            "what is done now, and how often", "write only what is done in the one of now, or what is usual over all",
        )  # fmt: skip


def check_done(said: str) -> None:
    """Ask where a sentence may be of what is planned, past, doubtful or somebody else's.

    Raises
    ------
    UnclearAnswerError
    """
    plain = said.replace("\u2019", "'")
    if is_of_today(plain):
        return
    for pattern, why in _DOUBTS:
        if (found := pattern.search(plain)) is not None:
            fix, expected = _FIXES.get(why, (_NOTHING_ELSE, "what is done now"))
            words = quoted(found["words"].strip(" ,-"))
            raise UnclearAnswerError("training", f"{words} in {quoted(said)}, {why}", expected, fix)
