"""What is asked of a dose that is not read: what lacks of it by name, and his own words with that in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.asking.drugs.names import usual_dose, usual_rhythm
from osteotwin.asking.drugs.told_often import all_days, either_often, tells_often
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.protocol.dose_amounts import amount_at
from osteotwin.protocol.dose_of_drug import products_named, steps_of_drug
from osteotwin.protocol.dose_strength import EACH, MASS, NUMBER, PUMP, AmbiguousDose
from osteotwin.protocol.dose_understood import UnderstoodDose, rhythm_at_or_none, understood_of
from osteotwin.protocol.product_strengths import depot_of, one_tablet_of
from osteotwin.protocol.turning_words import turns
from osteotwin.units import AmbiguousRhythm, in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: Parts that are named.
_MOST_LEFT: Final = 3
#: What an example of a strength is, by the hormone: vials of 200 mg/mL are the most common ones of testosterone.
_PER_ML: Final = {"testosterone": "200 mg/mL", "estradiol": "20 mg/mL"}
_VOLUME: Final = later(rf"(?:{NUMBER}|\d ?/ ?\d|half an?|\ban?|\bone) ?(?:ml|cc|mls)\b", re.IGNORECASE)
_PIECE: Final = later(rf"\b(?:{EACH})\b", re.IGNORECASE)
_OF_PUMP: Final = later(rf"\b{PUMP}\b", re.IGNORECASE)
_RANGE: Final = later(
    rf"(?P<low>{NUMBER}) ?(?:{MASS})? ?(?:-|\u2013|\bto\b|\bor\b) ?(?P<high>{NUMBER}) ?(?P<unit>{MASS}|ml|tablets?)\b",
    re.IGNORECASE,
)
_DENIED: Final = later(r"\b(?:no|not|never|none|without)\b|n['\u2019]t\b", re.IGNORECASE)
#: "12.5 or 25 eod"
_BARE_RANGE: Final = later(
    rf"(?P<low>{NUMBER}) ?(?:-|\u2013|\bto\b|\bor\b) ?(?P<high>{NUMBER})(?! ?(?:day|week|x|times))"
)
#: "6 mg total, two 3 mg doses"
_PARTS_OF_ALL: Final = later(
    rf"(?:total (?:of )?)?(?P<all>{NUMBER}) ?(?P<m>{MASS})(?: (?:total|in (?:all|total)))?[ ,:;(=-]+(?:as |in |of )*"
    rf"(?P<count>[2-6]) (?:x )?(?P<one>{NUMBER}) ?(?P=m) (?:doses?|{EACH})\b"
)
_MASS_TOLD: Final = later(rf"{NUMBER} ?{MASS}\b", re.IGNORECASE)
_LATER: Final = "; another dose, of before or of later, stands among the drugs with its own days"


def reads(name: str, dose: str) -> bool:
    """Tell whether words are a dose of a drug with its rhythm."""
    try:
        steps = steps_of_drug(name, dose)
    except (AmbiguousDose, AmbiguousRhythm):
        return False
    return bool(steps) and all(step.rhythm is not None for step in steps or ())


def as_typed(words: str, text: str) -> str:
    """Return words that were put into plain digits as they stand in the text; as they are where they do not.

    Examples
    --------
    >>> as_typed("2 3mg", "6mg total, two 3mg doses"), as_typed("poqd", "1 tablet POQD")
    ('two 3mg', 'POQD')
    """
    meant = _plain(words)
    spans = [found.span() for found in re.finditer(r"[^\s,;()]+", text)]
    longest = len(words.split()) + _MORE_WORDS
    for at, (start, _) in enumerate(spans):
        for _, end in spans[at : at + longest]:
            if _plain(text[start:end]) == meant:
                return text[start:end].strip(" .,;:()")
    return words


#: "two and a half", and other words of which several are one number.
_MORE_WORDS: Final = 3


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w./%-]+", " ", in_digits(in_english(text))).split()).strip(" .")


def _lead(name: str, text: str, question: str) -> str:
    """Return what stands before a dose that is offered: among drugs its name, where the dose does not hold it."""
    return f"{name} " if question == "drugs" and name.casefold() not in text.casefold() else ""


def of_ambiguous(text: str, name: str, question: str, asked: str) -> UnclearAnswerError:
    """Return what is asked of a dose that may mean two things, or lacks a strength.

    Parameters
    ----------
    text, name : str
        The dose, and the drug.
    question : str
        In whose answer it stands.
    asked : str
        What the reader of doses says.
    """
    told = understood_of(text)
    lead = _lead(name, text, question)
    for begins, lacking in _STRENGTHS.items():
        if (
            asked.startswith(begins)
            and not _DENIED.search(text)
            and not (lacking is _strength_of_volume and not _VOLUME.search(text))
        ):
            found, expected, what, line = lacking(text, name)
            often = "" if told.often or not line.endswith(usual_rhythm(name)) else ", and how often"
            line = line or f"{usual_dose(name)} {told.often or usual_rhythm(name)}"
            return UnclearAnswerError(
                question, found, f"{expected}{often}, too", f'write for example "{lead}{line}", with {what}'
            )
    if "one dose, not a range" in asked and (line := _with_mean(text, name)):
        return UnclearAnswerError(
            question, f"{quoted(text)}, which is a range", "one dose, not a range",
            f'write the one that is taken, or the mean of them as in "{lead}{line}"',
        )  # fmt: skip
    if asked.startswith("say how long each dose"):
        return _of_several(text, name, question)
    whole = asked
    if question == "dose":
        whole = QUOTED.sub(lambda line: f'"{_whole(line[1], told, name, lead)}"', asked)
    return UnclearAnswerError(question, quoted(text), "one dose and how often", whole)


def _whole(line: str, told: UnderstoodDose, name: str, lead: str) -> str:
    """Return a line that is offered with how often, where that was told and the line lost it."""
    longer = f"{line} {told.often}"
    if not told.often or reads(name, line) or not reads(name, longer):
        return line
    return longer if line.startswith(lead) else f"{lead}{longer}"


def _strength_of_volume(text: str, name: str) -> tuple[str, str, str, str]:
    classes = {drug.drug_class for drug in products_named(name)}
    unit = "IU" if any(drug.dose_unit == "IU" for drug in products_named(name)) else "mg"
    usual = "1000 IU/mL" if unit == "IU" else "10 mg/mL"
    per = next((_PER_ML[one] for one in _PER_ML if one in classes), usual)
    gels = [drug.gel_strength for drug in products_named(name) if drug.gel_strength is not None]
    per = f"{1000.0 * gels[0]:g} mg/mL" if gels else per
    line = _with(_VOLUME, f" of {per}", text, name)
    volume = _VOLUME.search(text)
    found = f"no strength of {quoted(volume[0])} in {quoted(text)}" if volume else quoted(text)
    return found, f"how many {unit} are in 1 mL", "what the vial or the pack says", line


def _strength_of_piece(text: str, name: str) -> tuple[str, str, str, str]:
    usual = one_tablet_of(name) or usual_dose(name)
    line = "" if usual == "1 tablet" else _with(_PIECE, f" of {usual}", text, name)
    piece = _PIECE.search(text)
    one = piece[0].casefold().removesuffix("s") if piece else "one"
    return (
        f"no strength of the {one} in {quoted(text)}",
        f"how much one {one} holds",
        "what the pack says",
        line,
    )


def _strength_of_pump(text: str, name: str) -> tuple[str, str, str, str]:
    products = products_named(name)
    of = products[0].drug_class if products else ""
    size = "0.75 mg" if of == "estradiol" else "20.25 mg"
    line = _with(_OF_PUMP, f" of {size}", text, name)
    return (
        f"no strength of the pump in {quoted(text)}",
        "how much one pump holds",
        "what the label says",
        line,
    )


def _strength_of_patch(text: str, name: str) -> tuple[str, str, str, str]:
    line = _with(_A_PATCH, " of 50 ug/24 h", text, name)
    return (
        f"no strength of the patch in {quoted(text)}",
        "what one patch gives a day",
        "what the box says",
        line,
    )


_A_PATCH: Final = later(r"\bpatch(?:es)?\b", re.IGNORECASE)
_STRENGTHS: Final[dict[str, Callable[[str, str], tuple[str, str, str, str]]]] = {
    "say the strength, too": _strength_of_volume,
    "say how much is in one": _strength_of_piece,
    "say how much one pump holds": _strength_of_pump,
    "write what it gives a day with its unit": _strength_of_patch,
}


def _with(counted: re.Pattern[str], strength: str, text: str, name: str) -> str:
    """Return a dose with a strength behind each thing that it counts, and with a rhythm; empty where it is not read."""
    for plain in (text, in_digits(in_english(text))):
        line = counted.sub(lambda found: f"{found[0]}{strength}", plain)
        for longer in (line, f"{line} {usual_rhythm(name)}"):
            if line != plain and reads(name, longer):
                return longer
    told = understood_of(text)
    first = counted.search(in_digits(text))
    count = re.search(rf"{NUMBER} ?(?:an? )?$", in_digits(text)[: first.start()]) if first else None
    if first is None:
        return ""
    line = f"{count[0] if count else ''}{first[0]}{strength} {told.often or usual_rhythm(name)}"
    return line if reads(name, line) else ""


def _with_mean(text: str, name: str) -> str:
    """Return a dose with the mean of its one range; empty where that is not read."""
    plain = in_digits(in_english(text)) if _RANGE.search(text) is None else text
    line = _RANGE.sub(lambda one: f"{(float(one['low']) + float(one['high'])) / 2.0:g} {one['unit']}", plain)
    for longer in (line, f"{line} {usual_rhythm(name)}"):
        if reads(name, longer):
            return longer
    return ""


def _of_several(text: str, name: str, question: str) -> UnclearAnswerError:
    """Return what is asked of several doses that do not tell how long each is taken."""
    lead = _lead(name, text, question)
    ways = [f'"{lead}{line}"' for line in _each_dose(text, name)]
    if len(ways) < _TWO:
        return UnclearAnswerError(
            question, f"{quoted(text)}, which tells several doses", "one dose and how often",
            f"write the dose that is taken now and how often{_LATER}",
        )  # fmt: skip
    if _THEN.search(text):
        course = " for 4 weeks then ".join(_each_dose(text, name))
        return UnclearAnswerError(
            question, f"{quoted(text)}, which tells {len(ways)} doses one after the other",
            "how long each but the last is",
            f'say how long each dose but the last is taken, as in "{lead}{course}", with your own lengths',
        )  # fmt: skip
    return UnclearAnswerError(
        question, f"{quoted(text)}, which tells {len(ways)} doses", "the dose that is taken now",
        f"write {' or '.join(ways)}, whichever is taken now{_LATER}",
    )  # fmt: skip


_TWO: Final = 2
_THEN: Final = later(r"\bthen\b|->|\u2192", re.IGNORECASE)


def _each_dose(text: str, name: str) -> list[str]:
    """Return each dose of a text that tells several amounts or rhythms, of which each may be the one of now."""
    plain = in_digits(in_english(text)).replace("\u00b5g", "ug")
    amounts, rhythms, place = list[str](), list[str](), 0
    while place < len(plain):
        if place and (plain[place - 1].isalnum() or plain[place - 1] == "."):
            place += 1
            continue
        try:
            amount = amount_at(plain, place)
        except AmbiguousDose:
            amount = None
        rhythm = None if amount else rhythm_at_or_none(plain, place)
        if amount is not None:
            amounts.append(f"{amount[0]:.12g} {amount[1]}")
        elif rhythm is not None:
            rhythms.append(plain[rhythm[0] : rhythm[1]].strip(" ,;().\u2013\u2014-"))
        place = max(place + 1, amount[2] if amount else rhythm[1] if rhythm else 0)
    rhythms = rhythms or [usual_rhythm(name)]
    pairs = (
        zip(amounts, rhythms, strict=True)
        if len(amounts) == len(rhythms)
        else [(one, often) for one in amounts for often in rhythms]
    )
    lines = list(dict.fromkeys(f"{amount} {often}" for amount, often in pairs))
    now = _NOW.split(plain)
    if len(now) == _TWO and (mine := [one for one in rhythms if one in now[1] and one not in now[0]]):
        lines.sort(key=lambda line: not any(line.endswith(one) for one in mine))
    return [line for line in lines if reads(name, line)][:_MOST_LEFT]


_NOW: Final = later(r"\b(?:now|currently|at the moment|these days)\b")


def is_of_dose(words: str) -> bool:
    """Tell whether words are of one dose and of nothing else, though not all of it is read.

    Examples
    --------
    >>> is_of_dose("6 mg total two 3 mg doses"), is_of_dose("20 mg daily until I moved")
    (True, False)
    """
    told = understood_of(words)
    left = [one for one in told.left if one != "1"]
    plain = in_digits(words)
    is_form = _PARTS_OF_ALL.match(plain) is not None or _BARE_RANGE.match(plain.strip()) is not None
    return bool(told.amount or told.often) and (is_form or not left)


def of_none(text: str, name: str, question: str) -> UnclearAnswerError:
    """Return what is asked of words that are no dose of a drug with its rhythm.

    Parameters
    ----------
    text, name, question : str
    """
    told = understood_of(text)
    lead = _lead(name, text, question)
    left = [as_typed(words, text) for words in told.left]
    if (parts := _PARTS_OF_ALL.search(in_digits(text))) is not None and not told.often:
        return UnclearAnswerError(
            question, f"no word on how often in {quoted(text)}", "how often, too",
            f'write for example "{lead}{parts["one"]} {parts["m"]} {_times(int(parts["count"]))}", if that is of one '
            "day",
        )  # fmt: skip
    if told.amount and told.often:
        return _of_words(text, name, question, told, left)
    left = [words for words in left if _plain(words) != "1"] if _PIECE.search(text) else left
    unread = f"; {_listed(left)} is not understood" if left else ""
    if told.amount:
        ways = [
            f"{words} {often}".strip()
            for words in (text.strip(), told.amount)
            for often in (usual_rhythm(name),)
        ]
        line = next((way for way in ways if reads(name, way)), ways[-1])
        days = re.findall(r"(?<![\d.])\d{1,2}(?![\d.])", " ".join(told.left))
        more = _LATER if len(_MASS_TOLD.findall(text)) > 1 else ""
        if not more and len(days) == 1 and reads(name, every := f"{told.amount} every {days[0]} days"):
            line = every
        return UnclearAnswerError(
            question, f"no word on how often in {quoted(text)}{unread}", "how often, too",
            f'write for example "{lead}{line}", with your own rhythm{more}',
        )  # fmt: skip
    if (bare := _BARE_RANGE.search(in_digits(text))) is not None and told.often and products_named(name):
        unit = products_named(name)[0].dose_unit
        ways = [f"{lead}{one} {unit} {told.often}" for one in (bare["low"], bare["high"])]
        return UnclearAnswerError(
            question, f"{quoted(as_typed(bare[0], text))} in {quoted(text)}, a range without a unit",
            "one dose with its unit", f'write "{ways[0]}" or "{ways[1]}", whichever is taken, or the mean of them',
        )  # fmt: skip
    if told.often and not told.is_open:
        often = all_days(text) if left and all_days(text) else _ONE.sub("", _MANY.sub("", told.often))
        amount = depot_of(name, often) or usual_dose(name)
        own = "" if left or _COUNT_FIRST.match(in_digits(text)) else _ARTICLE.sub("", text.strip())
        ways = (f"{amount} {own}", f"{amount} {often}", f"{amount} {usual_rhythm(name)}")
        line = next((way for way in ways[not own :] if reads(name, way)), ways[-1])
        rest = f", and {_listed(left)} in other words" if any(map(turns, left)) else ""
        return UnclearAnswerError(
            question, f"no amount in {quoted(text)}{unread}", "how much, too",
            f'write for example "{lead}{line}", with your own number{rest}',
        )  # fmt: skip
    return UnclearAnswerError(
        question, quoted(text), "how much and how often",
        f'write for example "{lead}{usual_dose(name)} {usual_rhythm(name)}", with your own numbers',
    )  # fmt: skip


#: "one a day", "50 a week": a number that is no part of the rhythm.
_ONE: Final = later(r"^1 (?=(?:an?|per|each|every) )")
_MANY: Final = later(r"^\d{2,} (?=(?:an?|per|each|every) )")
_COUNT_FIRST: Final = later(r"\d")
_ARTICLE: Final = later(r"^(?:the|my|an?) ", re.IGNORECASE)


def _times(count: int) -> str:
    return "twice a day" if count == _TWO else f"{count} times a day"


def _listed(left: list[str]) -> str:
    return " or ".join(quoted(words) for words in left[:_MOST_LEFT])


def _of_words(
    text: str, name: str, question: str, told: UnderstoodDose, left: list[str]
) -> UnclearAnswerError:
    """Return what is asked of a dose that tells how much and how often, beside words that are not understood."""
    lead = _lead(name, text, question)
    found = f"{quoted(text)}, in which {_listed(left)} is not understood" if left else quoted(text)
    amounts = set(_MASS_TOLD.findall(in_digits(text)))
    if (either := either_often(text)) is not None and len(amounts) < _TWO:
        ways = " or ".join(f'"{lead}{told.amount} {often}"' for often in either)
        return UnclearAnswerError(
            question, f"{quoted(text)}, in which how often is a range", "how often, as one number",
            f"write {ways}, whichever comes nearer",
        )  # fmt: skip
    days = f"{told.amount} {all_days(text)}" if all_days(text) and len(amounts) < _TWO else ""
    each = [] if days else _each_dose(text, name)
    if len(each) > 1 and _LESSENS.search(text):
        amount = _NOW_AT.search(in_digits(text))
        now = f"{amount['n']} {amount['m']}" if amount is not None else told.amount
        return UnclearAnswerError(
            question, f"{quoted(text)}, which does not tell how often the dose of now is taken",
            "that dose and how often",
            f'write for example "{lead}{now} {usual_rhythm(name)}", with your own rhythm{_LATER}',
        )  # fmt: skip
    if len(each) > 1:
        ways = " or ".join(f'"{lead}{line}"' for line in each)
        return UnclearAnswerError(
            question, f"{quoted(text)}, which tells {len(each)} doses or rhythms", "the one that is taken now",
            f"write {ways}, whichever is taken now{_LATER}",
        )  # fmt: skip
    whole = days or f"{told.amount} {told.often}"
    if not reads(name, whole):
        return UnclearAnswerError(
            question, found, "how much and how often",
            f'write for example "{lead}{usual_dose(name)} {usual_rhythm(name)}", with your own numbers',
        )  # fmt: skip
    if not days and tells_often(left):
        return UnclearAnswerError(
            question, found, "how much it is each time and how often, all of it in plain words",
            f'write it as in "{lead}{told.amount} {usual_rhythm(name)}", with your own numbers',
        )  # fmt: skip
    words = "that word" if len(left) == 1 and " " not in left[0] else "those words"
    if left and all(_PERSON.fullmatch(word) or not turns(word) for one in left for word in one.split()):
        return UnclearAnswerError(
            question, found, f"the dose without {words}, or in other words",
            f'write "{lead}{whole}" if that is what {"is given to you" if _tells_person(left) else "is taken"}',
        )  # fmt: skip
    more = _LATER
    return UnclearAnswerError(
        question, found, f"the dose without {words}, or in other words",
        f'write "{lead}{whole}" if that is what is taken now{more}',
    )  # fmt: skip


_LESSENS: Final = later(
    r"\b(?:down|dropp?\w*|taper\w*|reduc\w*|wean\w*|lower\w*|decreas\w*)\b", re.IGNORECASE
)
_NOW_AT: Final = later(
    rf"\b(?:down to|now(?: at| on)?|currently(?: at| on)?) (?P<n>{NUMBER}) ?(?P<m>{MASS})\b"
)
_PERSON: Final = later(
    r"(?:my|wife|husband|partner|spouse|girlfriend|boyfriend|mother|father|mum|mom|dad|son|daughter|friend|sister|"
    r"brother|nurse|doctor)",
    re.IGNORECASE,
)


def _tells_person(left: list[str]) -> bool:
    return any(_PERSON.fullmatch(word) for one in left for word in one.split())


def of_unread(text: str, name: str, question: str, words: str) -> UnclearAnswerError:
    """Return what is asked of a dose that is read, beside words that nothing accounts for."""
    told = understood_of(text)
    lead = _lead(name, text, question)
    strange = as_typed(words, text)
    without = " ".join(re.sub(re.escape(strange), " ", text, count=1).split()).strip(" ,;")
    ways = () if tells_often([strange]) else (without, f"{told.amount} {told.often}")
    line = next((way for way in ways if way != text and reads(name, way)), "")
    fix = f'write "{lead}{line}" if it changes nothing' if line else "say it in other words"
    return UnclearAnswerError(
        question,
        f"{quoted(strange)} in {quoted(text)}, which is not understood",
        "how much and how often alone",
        fix,
    )
