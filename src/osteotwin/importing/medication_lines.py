"""Lists of medicines as text: a drug, what is taken of it and since when, on each line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from osteotwin.importing.calcium_tablets import Tablets, calcium_tablets, tablets_taken
from osteotwin.importing.drug_text import DRUG, SUPPLEMENT, calcium_in_piece, from_first_name, named_drug
from osteotwin.importing.found import Found, Gathered
from osteotwin.importing.lasting import after_duration
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.not_of_this import OTHERS
from osteotwin.importing.prescription_words import beside_the_plan, rhythm_in, said_dose
from osteotwin.importing.scan_lists import DATE
from osteotwin.inputs.notes import printable
from osteotwin.protocol.library import what_it_is

#: So many medicines make a list, of which every line counts.
_A_LIST: Final = 2
#: What makes a line one of a list of medicines: so much of something, in what a drug is given in.
_AMOUNT: Final = re.compile(
    r"\d\s?(?:mg|mcg|micrograms?|\u00b5g|\u03bcg|ug|g|iu|units?|ml|tab(?:let)?s?|cap(?:sule)?s?|pills?|puffs?|patch(?:es)?|ie|i\.e(?=\.))\b"
    r"(?!\s?/\s?(?:d?l\b|mmol|day of))", re.IGNORECASE)  # fmt: skip
#: An instruction without digits, as repeat prescriptions of the United Kingdom have it.
_OF_LISTS: Final = re.compile(
    r"\bto be taken\b|\btake (?:one|two|half)\b|\b(?:one|two|half|[12]) (?:once|twice|daily|each|every)\b",
    re.IGNORECASE,
)
_WHOLE_AMOUNT: Final = re.compile(
    r"(?<![\w.,])\d[\d.,]*\s?(?:mg|mcg|ug|g|iu|ie|units?)\b(?!\s?/)", re.IGNORECASE
)
#: Of results, intakes and scans.
_NO_MEDICINE: Final = re.compile(r"/\s?d?l\b|/cm|score|\brange\b|reference|\bkcal\b", re.IGNORECASE)
_BULLET: Final = re.compile(r"^[\s\-*\u2022\u00b7\u25cf\u2013]*(?:\d{1,2}[.)]\s+)?")
#: What parts a name from what is taken of it.
_PARTED: Final = re.compile(r"\s+[-\u2013\u2014]\s+|\s*;\s*|"
                            r",\s+(?=take|inject|apply|use|sig\b|(?:one|two|half)\s)|\bsig:?\s|"
                            r"\s+(?=(?:take|inject|apply|use)\b)", re.IGNORECASE)  # fmt: skip
_BEGAN: Final = re.compile(
    r"\b(?:started(?: on)?|start(?: date)?|since|from|begun|began|prescribed(?: on)?|ordered(?: on)?|seit|ab|"
    r"depuis(?: le)?)"
    r"\s*:?\s*(?=.{0,12}\d)(.{4,40})", re.IGNORECASE)  # fmt: skip
_ENDED: Final = re.compile(
    r"\b(?:stop(?:ped)?(?: date| on)?|d/c(?:'?d)?|dc'd|end(?:ed)?(?: date| on)?|discontinued(?: on)?|until|till|"
    r"through|bis|jusqu'?au|"
    r"(?:finished|completed)(?: on)?|off since|(?:abgesetzt|beendet)(?: am)?|"
    r"to(?=\s+(?:\d{4}-\d|\d{1,2}[./]\d{1,2}[./]|\d{1,2}\.?\s[A-Za-z]{3})))"
    r"\s*:?\s*(?=.{0,12}\d)(.{4,40})", re.IGNORECASE)  # fmt: skip
_OVER: Final = re.compile(
    r"\b(?:stopped|ended|discontinued|finished|completed|off since|abgesetzt|beendet|arr[eê]t[eé]e?|no more)\b",
    re.IGNORECASE,
)
#: An end that is no date.
_SOME_END: Final = re.compile(r"\b(?:until|till|stop|end of|planned end)\b", re.IGNORECASE)
#: How long it was or will be taken, in words that leave no doubt.
_LASTS: Final = re.compile(
    r"\b(?:for|over|during|für|pendant|x|×)\s*(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s?"
    r"(years?|yrs?|months?|weeks?|jahre?|monate?|wochen?|ans?|mois|semaines?)\b",
    re.IGNORECASE)  # fmt: skip
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS: Final = {"y": "a", "j": "a", "a": "a", "m": "mo", "w": "wk", "s": "wk"}
#: A length of time that is no rhythm.
_SOME_LENGTH: Final = re.compile(
    r"(?<!every )(?<!each )(?<!alle )(?<!les )(?<!in )(?<![qQ])(?<![\w.,-])"
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?:years?|yrs?|months?|weeks?|jahre|monate|wochen|ans|mois|semaines)\b",
    re.IGNORECASE)  # fmt: skip
_LAST_DOSE: Final = re.compile(
    r"\b(?:last (?:dose|taken|injection|infusion|tablet|given)|letzte (?:dosis|gabe|spritze|infusion)|"
    r"derni[eè]re (?:dose|prise|injection))\b",
    re.IGNORECASE)  # fmt: skip
_PAUSED: Final = re.compile(
    r"\bpaus\w*|\bon hold\b|\binterrupt\w*|\bsuspended\b|\bholiday\b|\bunterbroch\w*|\bausgesetzt\b|"
    r"\bcurrently off\b|\bwithheld\b",
    re.IGNORECASE)  # fmt: skip
_AS_NEEDED: Final = re.compile(r"\b(?:as (?:needed|required)|if needed|prn)\b", re.IGNORECASE)
#: A negative, or a drug that somebody might be given: nothing that is taken.
_NOT_TAKEN: Final = re.compile(
    r"\b(?:allerg\w*|not taking|never|declin\w*|refus\w*|consider\w*|recommend\w*|would|could|should|discuss\w*|avoid|"
    r"no longer|missed|eligible|scheduled|due to start|to start|bei bedarf|empfohlen|nicht mehr|not tolerated|"
    r"intoleran\w*|nicht vertragen|unverträglich\w*)\b", re.IGNORECASE)  # fmt: skip
#: What a line begins with that is not taken now.
_NOT_NOW: Final = re.compile(
    r"^\W*(?:off|without|past|previous(?:ly)?|former(?:ly)?|prior|stopped|discontinued|ex|abgesetzt\w*|früher\w*|ehemals|vor|"
    r"ohne|kein\w*|allerg\w*|intoleran\w*)\b(?!\s+label)",
    re.IGNORECASE,
)
#: A heading of a list, and one of what is not taken.
_HEADING: Final = re.compile(r"^[^\d:]{3,60}:?$")
_LIST: Final = re.compile(r"medic|medik|drug|tablet|treatment|therap|prescri|allerg|:$", re.IGNORECASE)
_OF_OTHER_TIMES: Final = re.compile(
    r"\b(?:discontinu\w*|past|stopped|previous\w*|former\w*|prior|allerg\w*|intoleran\w*|family|plan(?:ned)?|future|"
    r"recommend\w*|not taking|on hold|paused|abgesetzt\w*|vormedikation|frühere?\w*|pausiert\w*|geplant\w*|"
    r"empfohlen\w*|"
    r"unverträglich\w*|inactive|completed)\b",
    re.IGNORECASE)  # fmt: skip
_DOSES: Final = re.compile(
    r"(?<![\d.,/-])\d+(?:[.,]\d+)?\s?(?:-|\u2013|/|\bto\b|\bor\b|\bbis\b|\boder\b)\s?\d+(?:[.,]\d+)?\s?(?:mg|mcg|[µμu]g|g|iu|ie)\b",
    re.IGNORECASE,
)
_DOSE_ASIDE: Final = re.compile(r"\([^()]*\d\s?(?:mg|mcg|[µμu]g|iu|ie)\b[^()]*\b(?:until|till|since|from|bis|"
                                r"seit|in)\b[^()]*\)",
                                re.IGNORECASE)  # fmt: skip
#: Another medicine in the same line, which this one follows or goes with.
_ANOTHER: Final = re.compile(
    r"\b(?:replac\w*|instead of|in place of|switched|changed (?:from|to)|formerly|ersetzt|statt|umgestellt|anstelle)\b",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"(?:\b(?:with|and|plus|mit|und|et|con|y)\b|[+&])\s+([a-z][\w-]{3,})", re.IGNORECASE
)


def read_medication_lines(text: Text, gathered: Gathered) -> None:
    """Take what somebody takes by a list of medicines; a line that names a drug and is not taken is named."""
    others: list[tuple[Line, str]] = []
    medicines, heading = 0, ""
    for line in text.lines:
        words = _between_days(_BULLET.sub("", " ".join(line.text[:LONGEST_LINE].split())))
        if not words or _NO_MEDICINE.search(words):
            continue
        if (
            _HEADING.match(words)
            and (_LIST.search(words) or _OF_OTHER_TIMES.search(words))
            and len(words.split()) < 7
        ):
            heading = words.rstrip(":") if _OF_OTHER_TIMES.search(words) else ""
        if not _AMOUNT.search(words) and not _OF_LISTS.search(words):
            others.append((line, words))
            continue
        found = _entry(words, line, text)
        if found is not None:  # it is no result of a laboratory
            gathered.left = [one for one in gathered.left if one.place != line.place]
            medicines += 1
        else:
            others.append((line, words))
        if isinstance(found, Found) and heading and found.table[0] != "history":
            found = f"it stands under {printable(heading)}; write the entry by hand, with its last day"
        if isinstance(found, str):
            gathered.leave(line.place, words, found)
        elif found is not None:
            gathered.found.append(found)
    if medicines >= _A_LIST:
        _name_others(others, gathered)


def _name_others(others: Sequence[tuple[Line, str]], gathered: Gathered) -> None:
    """Name the lines between medicines that are about one, too, and were not understood."""
    read = {one.place for one in (*gathered.found, *gathered.left)}
    for line, words in others:
        if line.place in read:
            continue
        names = (from_first_name(words), words.split()[0])
        if not _AMOUNT.search(words) and any(named_drug(name)[0] in (DRUG, SUPPLEMENT) for name in names):
            gathered.leave(
                line.place, words, "a medicine without an amount and its unit; write the entry by hand"
            )
        elif _AMOUNT.search(words):
            gathered.leave(
                line.place, words, "no drug that osteotwin knows; if it acts on bone, write it by hand"
            )


def _entry(words: str, line: Line, text: Text) -> Found | str | None:
    """Return the entry of a line, why it is none, or ``None`` where it names no drug."""
    if (tablets := calcium_tablets(words)) is not None:
        return _tablets(tablets, words, line, text)
    taken = words
    name, rest = _split(words)
    sort, keys = named_drug(name)
    if sort not in (DRUG, SUPPLEMENT) and (inner := from_first_name(words)) != words:
        name, rest = _split(inner)  # behind a label, or within a sentence
        sort, keys = named_drug(name)
        taken = inner
    if sort not in (DRUG, SUPPLEMENT):
        why = str(keys["why"])
        if "given" in why or "product" in why or "fits several" in why:
            return why
        return f"a medicine; {why}" if _is_instruction(rest) else None
    if why := _not_plainly_taken(words):
        return why
    days = _days(words, line, text)
    if isinstance(days, str):
        return days
    begins, ends = days
    told = _LASTS.sub("", _BEGAN.sub("", _ENDED.sub("", rest or taken)))
    dose, every = said_dose(told, name)
    amounts = list(_WHOLE_AMOUNT.finditer(told))
    if dose is None and len(amounts) == 1:  # the name stands in one with what is taken
        dose, every = said_dose(told[amounts[0].start() :], name)
    every = every or rhythm_in(told)
    if (known := what_it_is(str(keys.get("name", "")))) is not None:
        over = ends is not None
        return beside_the_plan(
            str(keys["name"]), known, (dose, every), (begins, ends), line.place, words, over=over
        )
    if str(keys.get("nutrient", "")).startswith("calcium") and calcium_in_piece(name) is None:
        return "milligrams of a salt or of calcium; write the entry by hand, with the milligrams of calcium"
    return _planned(sort, keys, (dose, every), (begins, ends), words, line)


def _not_plainly_taken(words: str) -> str:
    """Return why a line does not say that something is taken all along; empty where it may."""
    if _NOT_TAKEN.search(words):
        return "it is not said that this is taken; write the entry by hand"
    if _NOT_NOW.match(words):
        return "it is not said that this is taken now; write the entry by hand, with its last day"
    if _DOSES.search(DATE.sub(" ", words)):
        return "a range of doses; write the one that is taken"
    if _DOSE_ASIDE.search(words):
        return "its brackets speak of another dose; write one entry for each"
    if OTHERS.search(words):
        return "it is about somebody else"
    if _ANOTHER.search(words) or any(
        named_drug(one[1])[0] in (DRUG, SUPPLEMENT) for one in _JOINED.finditer(words)
    ):
        return "it speaks of another medicine, too; write one a line"
    if _PAUSED.search(words):
        return "it is paused; write the entry by hand, with the day on which it ended"
    if _LAST_DOSE.search(words):
        return "it says a last dose, and not whether more follow; write the entry by hand"
    needed = _AS_NEEDED.search(words)
    return "it is taken as needed, which tells no rhythm; write the entry by hand" if needed else ""


def _planned(
    sort: str,
    keys: dict[str, object],
    taken: tuple[str | None, str | None],
    days: tuple[date | None, date | None],
    words: str,
    line: Line,
) -> Found | str:
    """Return an entry of plan or history, or what lacks."""
    (dose, every), (begins, ends) = taken, days
    day = "the day on which it began, only part of its date" if _BEGAN.search(words) else "a first day"
    lacks = [what for what, one in (("a dose", dose), ("a rhythm", every), (day, begins)) if not one]
    if lacks:
        return f"{_label(keys)}: it does not say {' and '.join(lacks)}; write the entry by hand"
    entry = {**keys, "dose": dose, "every": every, "from": begins}
    if ends is not None and every != "once":
        entry["until"] = ends
    over = ends is not None and _OVER.search(words) is not None
    return Found(("history" if over else "plan", sort), entry, line.place, words)


def _tablets(tablets: Tablets, words: str, line: Line, text: Text) -> Found | str | None:
    """Return the entry of tablets of calcium with vitamin D, or why it is none."""
    if tablets.tablet is None:
        return tablets.why if rhythm_in(words) or _OF_LISTS.search(words) else None
    if why := _not_plainly_taken(words):
        return why
    days = _days(words, line, text)
    if isinstance(days, str):
        return days
    told = _LASTS.sub("", _BEGAN.sub("", _ENDED.sub("", tablets.taken))).strip(" ,;-")
    keys: dict[str, object] = {"nutrient": tablets.tablet.text}
    return _planned(SUPPLEMENT, keys, tablets_taken(told, tablets.tablet), days, words, line)


def _split(words: str) -> tuple[str, str]:
    """Return the name of a drug, and what is taken of it."""
    match = _PARTED.search(words)
    return (words, "") if match is None else (words[: match.start()], words[match.end() :])


def _is_instruction(rest: str) -> bool:
    return rhythm_in(rest) is not None or said_dose(rest, "")[0] is not None


def _label(keys: dict[str, object]) -> str:
    return str(keys.get("name") or keys.get("nutrient")).replace("_", " ")


def _days(words: str, line: Line, text: Text) -> tuple[date | None, date | None] | str:
    """Return the first and the last day of what is taken, or why the last one is not told."""
    begins, ends = _day(_BEGAN, words, line, text), _day(_ENDED, words, line, text)
    lasts = list(_LASTS.finditer(words))
    if not lasts:
        if ends is None and (_OVER.search(words) or _SOME_END.search(words)):
            return "it has an end, and does not say when; write the entry by hand"
        if begins is not None and _SOME_LENGTH.search(words):
            return "it says a length of time, and not whether it ends then; write the entry by hand"
        return begins, ends
    if len(lasts) > 1 or begins is None:
        return "it says how long, and not one first day; write the entry by hand"
    count = lasts[0][1].casefold()
    number = int(count) if count.isdigit() else _COUNTS.index(count) + 1
    until = after_duration(begins, number, _UNITS[lasts[0][2][0].casefold()])
    if until is None or ends not in (None, until):
        return f"{lasts[0][0]}, which does not go with its last day; write the entry by hand"
    return begins, until


def _between_days(words: str) -> str:
    """Return a line in which two days with a dash between them are the first and the last."""
    days = list(DATE.finditer(words))
    if len(days) != 2 or _BEGAN.search(words) or _ENDED.search(words):
        return words
    first, last = days
    if not re.fullmatch(r"\s*[-\u2013\u2014]\s*", words[first.end() : last.start()]):
        return words
    return f"{words[: first.start()]}from {first[0]} until {last[0]}{words[last.end() :]}"


def _day(pattern: re.Pattern[str], words: str, line: Line, text: Text) -> date | None:
    match = pattern.search(words)
    return None if match is None else text.date_in(match[1], line.place)
