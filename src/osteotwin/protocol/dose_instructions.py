"""What a label says of how a dose is swallowed, injected or kept: water, food, posture, hands; nothing of how much."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words of which one makes a phrase an instruction.
_TELL: Final = _words(
    """
    water fluid fluids liquid juice milk glass glassful cup sip oz ounce ounces beverage beverages coffee drink
    drinking alcohol grapefruit stomach fasting fasted food foods meal meals eating eat snack upright sit
    sitting stand standing lie lying recline reclining swallow swallowed swallowing whole crush crushed chew
    chewed chewing dissolve dissolved site sites hands dry shower refrigerate shake abruptly suddenly wasser
    leitungswasser glas nüchtern unzerkaut aufrecht sitzen stehen essen mahlzeit mahlzeiten agua vaso ayunas
    comida comidas alimentos comer desayunar tumbarse eau d'eau l'eau verre jeun repas debout manger allonger
    s'allonger croquer
    """
)
#: Words that stand between them.
_JOIN: Final = _words(
    """
    with w/ without on an a the of at least full large big tall small plenty some plain tap still cold cool
    before prior after then thereafter afterwards and or any other in into to from by as is be remain remaining stay
    staying keep keeping up down first day x taking dose medication medicine wait let rotate rotating wash clean
    cover area empty cells breakfast largest fatty pen syringe tablet needle afterward while for mit einem ein
    nur solo sólo uniquement seulement plate
    zu danach nach dem der vor und bleiben dabei viel con un una de en antes después despues y permanecer pie no
    levantado avec au aux à a un grand plein pendant durante durant et rester avant après sans le la
    """
)
#: Where a phrase may begin.
_BEGIN: Final = _words(
    """
    with w/ without on before after in at then thereafter afterwards remain remaining stay staying sit sitting
    stand standing keep wait let wash cover rotate rotating swallow swallowed swallowing dissolve refrigerate
    shake lie lying crush chew upright fasting drink drinking empty plain mit nüchtern unzerkaut danach nach vor
    nur solo sólo uniquement seulement
    aufrecht con en antes después despues permanecer sin avec au à avant après rester sans pendant debout dont
    """
)
#: What may end a phrase behind them.
_LAST: Final = _words(
    """
    down up bleiben levantado day dose medication taking completely well
    """
)
#: Not to be done with it: of these nothing is said of how much.
_FORBIDDEN: Final = later(
    r"\b(?:do not|don['\u2019]?t|avoid|not to be|never|no)(?= (?:lie|lying|lay|recline|crush|chew|break|"
    r"stop (?:abruptly|suddenly)|stopping (?:abruptly|suddenly)|abrupt|drive|driving|drink|eat|eating|"
    r"refrigerate|freeze|shake|alcohol|"
    r"grapefruit|swallow|crushed|chewed)\b)"
)
_STOP_ABRUPTLY: Final = later(r"\bdont (?:stop|stopping) (?=abruptly|suddenly)")
#: A time or a volume, with its unit.
_NUMBER: Final = later(r"(?:at least |>=? ?|\u2265 ?|~ ?)?\d+(?:\.\d+)?(?:-\d+)?$")
_UNIT: Final = later(
    r"(?:min|mins|minutes?|minuten|minutos|h|hrs?|hours?|horas?|stunden?|oz|ounces?|glass|glasses)$"
)
_THAN: Final = ("before", "prior", "after", "antes", "después", "avant", "après", "vor", "nach")
_OF_WATER: Final = later(r"(?:oz|ounces?|ml|glass|glasses)$")
_TIED: Final = later(r"\d+(?:-\d+)?(?:min|mins|minutes|oz|hrs?|h)$")
_WATER: Final = later(r"(?:water|fluids?|wasser|agua|eau|d'eau|plain|of)$")
_TOKEN: Final = later(r"w/|[^\s,;:()/.]+(?:\.\d+)?|[,;:()/]|\.")
#: "with breakfast and dinner": twice a day.
_SEVERAL_MEALS: Final = later(
    r"\b(?:breakfast|lunch|dinner|supper)\b.*(?:\band\b|&|/|,).*\b(?:breakfast|lunch|dinner|supper|bed)\b"
)
#: "before the first meal of the day"
_OF_DAY: Final = later(r"(?<=meal|food|rink) of (?:the )?day\b")
_HOUR: Final = later(r"\b(?:an|one|1|half an) hour\b")
_DISCARDED: Final = later(r"\bdiscard (?:the |each )?(?:pen|vial|syringe|unused \w+) after \d+ days\b")


def without_instructions(text: str) -> str:
    """Return a dose in lower case without phrases on water, food, posture and what is not to be done with it.

    Parameters
    ----------
    text : str
        In lower case.

    Examples
    --------
    >>> without_instructions("1 tablet by mouth once weekly on empty stomach with 8 oz water; remain upright 30 min")
    '1 tablet by mouth once weekly ;'
    >>> without_instructions("5 mg with breakfast and dinner"), without_instructions("1 mg daily for 30 days")
    ('5 mg with breakfast and dinner', '1 mg daily for 30 days')
    """
    if _SEVERAL_MEALS.search(text):
        return text
    plain = _HOUR.sub("60 minutes", _OF_DAY.sub("", _DISCARDED.sub("", text)))
    plain = _STOP_ABRUPTLY.sub("dont ", _FORBIDDEN.sub("dont", plain).replace("w/o", "without"))
    kept: list[str] = []
    at = 0
    for start, end in _phrases(plain):
        kept.append(plain[at:start].rstrip())
        at = end
    if not at and not _DISCARDED.search(text):
        return text
    return " ".join(part for part in (*kept, plain[at:].strip()) if part).strip()


def is_instruction(text: str) -> bool:
    """Tell whether a text is of such phrases and of nothing else.

    Examples
    --------
    >>> is_instruction("remain upright 30 min"), is_instruction("letrozole with water")
    (True, False)
    """
    plain = text.casefold()
    left = without_instructions(plain)
    return left != plain and re.search(r"\w", left) is None


def _phrases(text: str) -> list[tuple[int, int]]:
    """Return where the phrases stand that are instructions."""
    words = list(_TOKEN.finditer(text))
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        end = _end(text, words, place)
        run = words[place:end]
        spoken = [word[0] for word in run]
        told = [k for k in range(len(run)) if _tells(spoken, k)]
        if told and (spoken[0] in _BEGIN or spoken[0] in _TELL or _begins_so(spoken)):
            last = max(told)
            while last + 1 < len(run) and run[last + 1][0] in _LAST:
                last += 1
            found.append((run[0].start(), run[last].end()))
            place += last + 1
        else:
            place += 1
    return found


def _tells(words: list[str], place: int) -> bool:
    word = words[place]
    return (
        word in _TELL
        or _TIED.match(word) is not None
        or (place > 0 and _UNIT.match(word) is not None and _is_number(words[place - 1]))
    )


def _begins_so(words: list[str]) -> bool:
    """Tell whether a phrase begins with a volume, or with a time before or after something: "30 min before food"."""
    if not _is_number(words[0]):
        return False
    behind = "".join(words[1:2]) if _TIED.match(words[0]) else "".join(words[2:3])
    return behind in _THAN or (len(words) > 1 and _OF_WATER.match(words[1]) is not None)


def _end(text: str, words: list[re.Match[str]], place: int) -> int:
    """Return behind which word the longest run ends that begins at a place."""
    end = place
    while end < len(words):
        word = words[end][0]
        if _is_number(word):
            if _TIED.match(word):
                end += 1
                continue
            unit = words[end + 1][0] if end + 1 < len(words) else ""
            behind = words[end + 2][0] if end + 2 < len(words) else ""
            if not (_UNIT.match(unit) or (unit == "ml" and _WATER.match(behind))):
                break
            end += 2
        elif word in _TELL or word in _JOIN or word == "dont" or (word == "/" and end > place):
            end += 1
        else:
            break
    return end


def _is_number(word: str) -> bool:
    return _NUMBER.match(word) is not None or _TIED.match(word) is not None
