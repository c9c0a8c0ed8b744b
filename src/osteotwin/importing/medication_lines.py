"""Lists of medicines as text: a drug, what is taken of it and since when, on each line."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from osteotwin.importing.calcium_tablets import Tablets, before_tablets, calcium_tablets, tablets_taken
from osteotwin.importing.dose_changes import by_dose
from osteotwin.importing.drug_text import (
    DRUG,
    SUPPLEMENT,
    before_name,
    calcium_in_piece,
    from_first_name,
    named_drug,
    names_medicine,
    second_drug,
    words_of_names,
)
from osteotwin.importing.found import About, Found, Gathered, Place
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.local_ways import local_way
from osteotwin.importing.medicine_days import (
    BEGAN,
    DAYS,
    ENDED,
    ENDING,
    LASTS,
    LENGTHS,
    YEARS,
    between_days,
    first_and_last,
)
from osteotwin.importing.medicine_forms import continues, in_plain_form, is_known_as, unclear_count
from osteotwin.importing.medicine_neighbours import (
    BLANK,
    HEADING,
    MEDICINE,
    OTHER,
    RESULT,
    Row,
    is_share,
    withdraw,
)
from osteotwin.importing.medicine_status import (
    OVER,
    Section,
    heading,
    holds_on,
    label_status,
    status_above,
    unknown_label,
    why_left,
)
from osteotwin.importing.medicine_unread import (
    around_day,
    count_before,
    gap_in,
    why_named_otherwise,
    why_tablets_unread,
    why_unread,
    without_days,
)
from osteotwin.importing.no_result_words import OTHERS
from osteotwin.importing.prescription_words import beside_the_plan, rhythm_in, said_dose
from osteotwin.importing.scan_lists import DAY_NAMED
from osteotwin.protocol.library import what_it_is
from osteotwin.protocol.library.kits import not_counted_beside
from osteotwin.units.patterns import later

#: So many medicines make a list, of which every line counts.
_A_LIST: Final = 2
#: What makes a line one of a list of medicines: so much of something, in what a drug is given in.
_AMOUNT: Final = later(
    r"\d\s?(?:mg|mcg|micrograms?|\u00b5g|\u03bcg|ug|g|iu|units?|ml|tab(?:let)?s?|cap(?:sule)?s?|pills?|puffs?|patch(?:es)?|ie|ui|i\.e(?=\.))\b"
    r"(?!\s?/\s?(?:d?l\b|mmol|day of))", re.IGNORECASE)  # fmt: skip
#: An instruction without digits, as repeat prescriptions of the United Kingdom have it.
_OF_LISTS: Final = later(
    r"\bto be taken\b|\btake (?:one|two|half)\b|\b(?:one|two|half|[12]) (?:once|twice|daily|each|every)\b",
    re.IGNORECASE,
)
_WHOLE_AMOUNT: Final = later(r"(?<![\w.,])\d[\d.,]*\s?(?:mg|mcg|ug|g|iu|ie|units?)\b(?!\s?/)", re.IGNORECASE)
#: Of results, intakes and scans.
_NO_MEDICINE: Final = later(r"/\s?d?l\b|/cm|score|\brange\b|reference|\bkcal\b", re.IGNORECASE)
#: How strong a solution is: "60 mg/mL".
_PER_VOLUME: Final = later(r"\d[\d.,]*\s?(?:mg|mcg|ug|iu|units?)\s?/\s?\d*\s?ml\b", re.IGNORECASE)
_BULLET: Final = later(r"^[\s\-*\u2022\u00b7\u25cf\u2013]*(?:\d{1,2}[.)]\s+)?")
#: What parts a name from what is taken of it.
_PARTED: Final = later(r"\s+[-\u2013\u2014]\s+|\s*;\s*|"
                            r",\s+(?=take|inject|apply|use|sig\b|(?:one|two|half)\s)|\bsig:?\s|"
                            r"\s+(?=(?:take|inject|apply|use)\b)|"
                            r"(?<=s)\s+(?=(?:one|two|three|four|five|six|half)\s"
                            r"(?:once|twice|daily|each|every|to be taken|a day)\b)",
                            re.IGNORECASE)  # fmt: skip
_LAST_DOSE: Final = later(
    r"\blast:?\s(?:on\s)?(?=\d{1,4}[./-]\d)|"
    r"\b(?:last (?:dose|taken|injection|infusion|tablet|given)|letzte (?:dosis|gabe|spritze|infusion)|"
    r"derni[eè]re (?:dose|prise|injection))\b",
    re.IGNORECASE)  # fmt: skip
_PAUSED: Final = later(
    r"\bpaus\w*|\bon hold\b|\binterrupt\w*|\bsuspended\b|\bholiday\b|\bunterbroch\w*|\bausgesetzt\b|"
    r"\bcurrently off\b|\bwithheld\b|\bheld\b|\bmissed\b|\bskipped\b|\bausgelassen\b|\bpausiert\b",
    re.IGNORECASE)  # fmt: skip
_AS_NEEDED: Final = later(
    r"\b(?:(?:as|when) (?:needed|required)|if (?:needed|required)|prn|p\.r\.n|(?:bei|nach|b\.) ?bedarf|b\.b\.)(?!\w)",
    re.IGNORECASE,
)
#: A dose or a number of pieces between two numbers.
_UNIT: Final = (
    r"(?:mg|mcg|micrograms?|\u00b5g|\u03bcg|ug|g|iu|ie|i\.e\.|units?|ml|tab(?:let)?(?:te)?s?n?|cap(?:sule)?s?|"
    r"kapseln?|pills?|puffs?|hub)\b"
)
_NUMBER: Final = r"(\d+(?:[.,]\d+)?)"
_RANGE: Final = later(
    rf"(?<![\w.,/-]){_NUMBER}\s?(?:{_UNIT})?\s?(?:[-\u2013\u2014]|\b(?:to|or|bis|oder|\u00e0|ou)\b)\s?{_NUMBER}\s?{_UNIT}(?!\s?/)|"
    r"\b(?:one|ein(?:e|s)?)\s(?:to|or|bis|oder)\s(?:two|zwei)\b",
    re.IGNORECASE)  # fmt: skip
_SLASHED: Final = later(
    rf"(?<![\w.,/-]){_NUMBER}\s?(?:mg|mcg|ug|\u00b5g)?\s?/\s?{_NUMBER}\s?(?:mg|mcg|ug|\u00b5g|iu|ie)\b(?!\s?/)",
    re.IGNORECASE,
)
_FRACTIONS: Final = (("1", "2"), ("1", "4"), ("3", "4"), ("1", "3"))
_AT_MOST: Final = later(
    r"\b(?:up to|max(?:imum|imal|\.)?|at most|bis zu|h[\u00f6o]chstens|titrat\w*|taper\w*|"
    r"ausschleich\w*|einschleich\w*)(?!\w)",
    re.IGNORECASE,
)
#: What is taken now in the place of something else, or the other way round.
_CHANGED: Final = later(
    r"\b(?:replac(?:ed|es|ing)|instead of|switch(?:ed|ing)?|chang(?:ed|ing)|(?:in|de)creas(?:ed|ing)|reduced|raised|"
    r"previously|formerly|was(?! (?:well )?(?:tolerated|started|begun|prescribed|given|initiated|commenced)\b)|statt|"
    r"anstelle|ersetzt|umgestellt|gewechselt|erh\u00f6ht|reduziert|gesteigert|vorher|zuvor|fr\u00fcher)\b",
    re.IGNORECASE)  # fmt: skip
#: A day and an amount within one bracket are of another dose.
_BRACKETED: Final = later(r"\([^)]*\)")
#: Whose list it is.
_SHE: Final = later(r"\b(?:she|hers?)\b", re.IGNORECASE)
#: A sentence that is a day and what happened on it.
_DAY_ALONE: Final = later(
    rf"\W*(?:(?:start|stopp?|end|finish|begin|prescrib|order)\w*|begun|began|since|from|until|seit|ab|bis)(?:\s(?:date|on|am))?"
    rf"\W*(?:{DAY_NAMED.pattern})\W*",
    re.IGNORECASE)  # fmt: skip
_SENTENCE: Final = later(r"(?<=[a-z0-9)][.;])\s+(?=[A-Z\u00c4\u00d6\u00dc])|;\s+")
#: A negative, or a drug that somebody might be given: nothing that is taken.
_NOT_TAKEN: Final = later(
    r"\b(?:allerg\w*|not taking|den(?:y|ies|ied|ying)|might|"
    r"never|declin\w*|refus\w*|consider\w*|recommend\w*|would|could|should|discuss\w*|avoid|"
    r"no longer|not (?:taken|tolerated|started|prescribed)|nicht (?:vertragen|genommen|eingenommen|begonnen)|"
    r"unvertr\w*|"
    r"intoleran\w*|abgelehnt|empfohlen|geplant|erwogen|eligible|candidate|kein(?:e|en)?)\b", re.IGNORECASE)  # fmt: skip


def read_medication_lines(text: Text, gathered: Gathered, results: Container[Place] = frozenset()) -> None:
    """Take what somebody takes by a list of medicines; a line that names a drug and is not taken is named.

    Parameters
    ----------
    text : Text
    gathered : Gathered
    results : container of Place
        Lines of results alone, of which no medicine is read.
    """
    others: list[tuple[Line, str]] = []
    rows: list[Row] = []
    section = Section()
    left = {one.place for one in gathered.left}
    lines = _joined(text.lines, results)
    for at, line in enumerate(lines):
        whole = " ".join(line.text[:LONGEST_LINE].split())
        words = _BULLET.sub("", whole)
        kind = OTHER if words else BLANK
        behind: list[str] = []
        if line.place in results:
            kind = RESULT
        elif not _AMOUNT.search(words) and (status := _heading(lines, at, rows)) is not None:
            kind, section = HEADING, Section(status, words)
        if kind not in (RESULT, BLANK) and not _NO_MEDICINE.search(words):
            medicines, section, behind = _read(line, words, text, section, gathered, others)
            kind = MEDICINE if medicines else kind
            if medicines and _SHE.search(words):
                gathered.about.append(About(line.place, sex="female"))
        if kind == OTHER and not is_share(words) and (line.place in left or _NO_MEDICINE.search(words)):
            kind = RESULT
        rows += [Row(line, whole, kind), *(Row(line, said, OTHER) for said in behind)]
    kinds = [row.kind for row in rows]
    if kinds.count(MEDICINE) >= (1 if HEADING in kinds else _A_LIST):
        _name_others(others, gathered)
    withdraw(rows, gathered)


def _joined(lines: Sequence[Line], results: Container[Place]) -> list[Line]:
    """Return the lines, those that go on with the medicine above them as one with it."""
    found: list[Line] = []
    for line in lines:
        above = found[-1].text if found else ""
        is_more = (
            continues(line.text) and line.place not in results and len(above) + len(line.text) < LONGEST_LINE
        )
        if is_more and _AMOUNT.search(above) and names_medicine(above):
            if not is_known_as(line.text):
                found[-1] = replace(found[-1], text=f"{above.rstrip(' .,')}, {line.text.strip()}")
        else:
            found.append(line)
    return found


def _heading(lines: Sequence[Line], at: int, rows: Sequence[Row]) -> str | None:
    """Return the status that a line gives to the medicines beneath it; ``None`` for a line that gives none."""
    whole = " ".join(lines[at].text[:LONGEST_LINE].split())
    status = heading(whole)
    follows = next((one.text[:LONGEST_LINE] for one in lines[at + 1 :] if one.text.strip()), "")
    is_above = _AMOUNT.search(follows) and names_medicine(follows)
    is_result = _NO_MEDICINE.search(whole) and re.search(r"\d", whole)
    if status or not whole or not is_above or is_result:
        return status
    if status is None and rows and rows[-1].kind in (MEDICINE, OTHER) and not whole.endswith(":"):
        return None
    return status_above(whole, words_of_names(whole)) or status


def _read(
    line: Line, words: str, text: Text, section: Section, gathered: Gathered, others: list[tuple[Line, str]]
) -> tuple[int, Section, list[str]]:
    """Read the medicines of a line.

    Returns
    -------
    medicines : int
        How many it is about.
    section : Section
        What holds for the lines beneath it.
    behind : list of str
        Sentences behind a medicine that are about none.
    """
    no_results = [one for one in gathered.left if one.place == line.place]  # of a laboratory
    medicines, behind = 0, list[str]()
    for said in [between_days(one) for part in _sentences(words) for one in by_dose(part)]:
        found = None
        if _AMOUNT.search(said) or _OF_LISTS.search(said):
            label = before_name(said)
            section = Section(label_status(label), label) if holds_on(label) else section
            found = _entry(in_plain_form(said), line, text, section)
            found = replace(found, said=said) if isinstance(found, Found) else found
        if found is not None:
            gathered.left = [one for one in gathered.left if one not in no_results]
            medicines += 1
            gathered.take(line.place, said, found)
            continue
        others.append((line, said))
        behind += [said] if medicines else []
    return medicines, section, behind


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


def _sentences(words: str) -> list[str]:
    """Return the sentences of a line that names a medicine in each; what names none belongs to the one before it."""
    parts: list[str] = []
    for part in _SENTENCE.split(words):
        if parts and (_DAY_ALONE.fullmatch(part) or not _names(part)):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


def _names(part: str) -> bool:
    """Tell whether a sentence names a medicine; by an abbreviation only where it tells an amount, too."""
    return bool(words_of_names(part)) or (_AMOUNT.search(part) is not None and names_medicine(part))


def _entry(words: str, line: Line, text: Text, section: Section) -> Found | str | None:
    """Return the entry of a line, why it is none, or ``None`` where it names no drug."""
    if (tablets := calcium_tablets(words)) is not None:
        return _tablets(tablets, words, line, text, section)
    taken = words
    name, rest = _split(words)
    sort, keys = named_drug(name)
    if sort not in (DRUG, SUPPLEMENT) and (inner := from_first_name(words)) != words:
        name, rest = _split(inner)  # behind a label, or within a sentence
        sort, keys = named_drug(name)
        taken = inner
    if sort not in (DRUG, SUPPLEMENT):
        why = str(keys["why"])
        if "given" in why or "product" in why or "fits several" in why or "strength" in why:
            return why
        return f"a medicine; {why}" if _is_instruction(rest) else None
    label = before_name(words)
    own = _section_of(label, section)
    days = _days_of(words, label, own, line, text)
    if isinstance(days, str):
        return days
    if (slashed := _SLASHED.search(words)) and (slashed[1], slashed[2]) not in _FRACTIONS:
        return f'"{slashed[0]}": two amounts; write the entry by hand, with one'
    if why := _two_things(words, keys) if sort == DRUG else "":
        return why
    begins, ends = days
    over = bool(own.status) or (ends is not None and ENDING.search(words) is not None)
    told = YEARS.sub("", LASTS.sub("", without_days(rest or taken, *DAYS))).strip(" ,")
    dose, every = said_dose(told, name)
    if dose is None:
        told = around_day(rest or taken, DAYS, LENGTHS)[0].strip(" ,")
        dose, every = said_dose(told, name)
    amounts = list(_WHOLE_AMOUNT.finditer(told))
    if gap := gap_in(told):
        return gap
    before = told[: amounts[0].start()] if dose is None and len(amounts) == 1 else "" if not rest else name
    if not _WHOLE_AMOUNT.search(before) and (count := count_before(_PER_VOLUME.sub(" ", before), keys)):
        return f'"{count}" before its strength: a number or a part of it; write the entry by hand, with all of it'
    if dose is None and len(amounts) == 1:  # the name stands in one with what is taken
        dose, every = said_dose(told[amounts[0].start() :], name)
    every = every or rhythm_in(told)
    if own := why_named_otherwise(words, every):
        return own
    if sort == DRUG and (local := local_way(words)):
        return local
    if (known := what_it_is(str(keys.get("name", "")))) is not None:
        aside = ""
        if dose is None and len(amounts) == 1:
            first = _ASIDE.split(told[amounts[0].start() :], maxsplit=1)
            dose, aside = said_dose(first[0], name)[0], " ".join(first[1:]).strip(" .)]")
        aside = told if dose is None and _AMOUNT.search(told) else aside
        shown = beside_the_plan(
            str(keys["name"]), known, (dose, every), days, line.place, words, over=ends is not None
        )
        return _with_unread(shown, words, label, aside)
    why = "" if dose is None else _unread(words, label, keys, (dose, every))
    if why:
        return why
    if str(keys.get("nutrient", "")).startswith("calcium") and calcium_in_piece(name) is None:
        return "milligrams of a salt or of calcium; write the entry by hand, with the milligrams of calcium"
    return _planned(sort, keys, (dose, every), (begins, ends), words, line, over=over)


def _unread(words: str, label: str, keys: dict[str, object], taken: tuple[str, str | None]) -> str:
    """Return why a line with a dose is not read: what of it is not understood; empty where all is."""
    name = str(keys.get("name", ""))
    return why_unread(label, words[len(label) :], name, taken, (ENDED, BEGAN), (LASTS, YEARS))


#: What parts a dose from what is said beside it.
_ASIDE: Final = later(r",(?!\d)|[;(\[]|\s[-\u2013]\s")


_LONGEST_ASIDE: Final = 60


def _with_unread(shown: Found | str, words: str, label: str, aside: str) -> Found | str:
    """Return a drug that is shown only with a note on the words beside it that are not read."""
    if isinstance(shown, str):
        return shown
    dose, every = shown.keys.get("dose"), shown.keys.get("every")
    why = f'"{aside[:_LONGEST_ASIDE]}"' if aside else ""
    if dose is not None and not aside:
        why = _unread(words, label, dict(shown.keys), (dose, every))
    lacks = [what for what, one in (("how much", dose), ("how often", every)) if one is None]
    unread = f"not read: {why.partition(' beside its dose')[0]}" if why else ""
    lacking = f"{' and '.join(lacks)} is not read" if lacks else ""
    return replace(shown, note="; ".join(filter(None, (shown.note, lacking, unread))))


def _section_of(label: str, section: Section) -> Section:
    """Return what holds for a line: what stands before its name, else the heading above it."""
    status = label_status(label)
    return Section(status, label) if status else section


def _days_of(
    words: str, label: str, section: Section, line: Line, text: Text
) -> tuple[date | None, date | None] | str:
    """Return the first and the last day of a medicine, or why it is left out."""
    if section.status not in ("", OVER):
        return why_left(section)
    if why := _not_plainly_taken(words):
        return why
    if not section.status and (unknown := unknown_label(label)):
        return f'what "{unknown}" says of it is not known; write the entry by hand if it is taken'
    days = first_and_last(words[len(label) :] if label_status(label) else words, line, text)
    if section.status == OVER and (isinstance(days, str) or None in days):
        return why_left(section)
    return days


def _two_things(words: str, keys: dict[str, object]) -> str:
    """Return why a line that tells two doses or two drugs is not read; empty for one of each."""
    if change := _CHANGED.search(words):
        return f'"{change[0]}": a change; write what was taken before and what is taken now as entries of their own'
    if any(
        _WHOLE_AMOUNT.search(one[0]) and re.search(r"\d{4}|\d[./]\d", one[0])
        for one in _BRACKETED.finditer(words)
    ):
        return "the amount and the day in brackets may be of another dose; write the entries by hand"
    if (other := second_drug(words, str(keys.get("name", "")))) is not None:
        return f'it names a second medicine, "{other}"; write each on a line of its own, with its dose'
    return ""


def _not_plainly_taken(words: str) -> str:
    """Return why a line does not say that something is taken all along; empty where it may."""
    if _NOT_TAKEN.search(words):
        return "it is not said that this is taken; write the entry by hand"
    if OTHERS.search(words):
        return "it is about somebody else"
    if _PAUSED.search(words):
        return "it is paused; write the entry by hand, with the day on which it ended"
    if _LAST_DOSE.search(words):
        return "it says a last dose, and not whether more follow; write the entry by hand"
    if count := unclear_count(words):
        return f'"{count}": so many at once, or what was dispensed, or two numbers that differ; write the entry by hand'
    if (ranged := _RANGE.search(words)) and (ranged[1] is None or _rises(ranged[1], ranged[2])):
        return f'"{ranged[0]}": a range, and not one dose; write the entry by hand, with what is taken'
    if most := _AT_MOST.search(words):
        return f'"{most[0]}" tells no one dose; write the entry by hand, with what is taken'
    needed = _AS_NEEDED.search(words)
    return "it is taken as needed, which tells no rhythm; write the entry by hand" if needed else ""


def _rises(first: str, second: str) -> bool:
    return float(first.replace(",", ".")) < float(second.replace(",", "."))


def _planned(
    sort: str,
    keys: dict[str, object],
    taken: tuple[str | None, str | None],
    days: tuple[date | None, date | None],
    words: str,
    line: Line,
    *,
    over: bool,
) -> Found | str:
    """Return an entry of plan or history, or what lacks."""
    (dose, every), (begins, ends) = taken, days
    day = "the day on which it began, only part of its date" if BEGAN.search(words) else "a first day"
    lacks = [what for what, one in (("a dose", dose), ("a rhythm", every), (day, begins)) if not one]
    if lacks:
        return f"{_label(keys)}: it does not say {' and '.join(lacks)}; write the entry by hand"
    entry = {**keys, "dose": dose, "every": every, "from": begins}
    if ends is not None and every != "once":
        entry["until"] = ends
    box = not_counted_beside(str(keys.get("name", "")))
    return Found(("history" if over else "plan", sort), entry, line.place, words, box)


def _tablets(tablets: Tablets, words: str, line: Line, text: Text, section: Section) -> Found | str | None:
    """Return the entry of tablets of calcium with vitamin D, or why it is none."""
    if tablets.tablet is None:
        return tablets.why if rhythm_in(words) or _OF_LISTS.search(words) else None
    label = before_tablets(words)
    own = _section_of(label, section)
    days = _days_of(words, label, own, line, text)
    if isinstance(days, str):
        return days
    told = LASTS.sub("", BEGAN.sub("", ENDED.sub("", tablets.taken))).strip(" ,;-")
    if why := why_tablets_unread(tablets.taken, DAYS, LENGTHS):
        return why
    keys: dict[str, object] = {"nutrient": tablets.tablet.text}
    return _planned(
        SUPPLEMENT, keys, tablets_taken(told, tablets.tablet), days, words, line, over=bool(own.status)
    )


def _split(words: str) -> tuple[str, str]:
    """Return the name of a drug, and what is taken of it."""
    match = _PARTED.search(words)
    if match is None:
        return words, ""
    before = words[: match.start()]
    if _WHOLE_AMOUNT.search(before) and rhythm_in(before):  # what follows a whole dose is a remark
        return words, ""
    return before, words[match.end() :]


def _is_instruction(rest: str) -> bool:
    return rhythm_in(rest) is not None or said_dose(rest, "")[0] is not None


def _label(keys: dict[str, object]) -> str:
    return str(keys.get("name") or keys.get("nutrient")).replace("_", " ")
