"""Who it is, in words → the keys of ``[person]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.person.beside import names_in, words_beside
from osteotwin.asking.person.birth import age_then, birth_of, in_words_of_birth, of_age, of_year
from osteotwin.asking.person.denials import ask_of_denials
from osteotwin.asking.person.forms import WENT, Slot
from osteotwin.asking.person.fracture_lists import with_counts
from osteotwin.asking.person.fractures import fracture_in
from osteotwin.asking.person.health_words import OPEN
from osteotwin.asking.person.labels import without_labels
from osteotwin.asking.person.lists import ask_of_lists, denied_together
from osteotwin.asking.person.measures import check_feet, is_same, with_now, with_weight
from osteotwin.asking.person.no_matter import conditions_in, sentence_of, set_aside
from osteotwin.asking.person.open_words import AVOIDED, ask_of_about, ask_what_lacks
from osteotwin.asking.person.periods import check_periods, with_menopause
from osteotwin.asking.person.phrases import HEIGHT, WEIGHT, in_plain_words
from osteotwin.asking.person.prose import slots_in_prose
from osteotwin.asking.person.sex_at_birth import sex_at_birth, with_sex
from osteotwin.asking.person.slots import (
    clauses_of,
    holds_more,
    may_be_over,
    parts_of_person,
    plain_words,
    slots_in,
)
from osteotwin.asking.person.then import ask_of_then
from osteotwin.asking.person.times import AGO, BEGAN, TIME
from osteotwin.asking.person.trouble import pointed
from osteotwin.asking.person.whose import ask_whose
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME, is_date, read_day
from osteotwin.importing.condition_names import by_words
from osteotwin.importing.found import Found, Place
from osteotwin.importing.frax import frax_in
from osteotwin.inputs.names import find_name
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units import in_digits, listed
from osteotwin.units.months import SHORT_MONTHS

_QUESTION: Final = "person"
_MALE: Final = re.compile(r"(?:i am |i'm )?(?:an? )?(?:male|man|m|guy|boy|mann)(?: at birth)?")
_FEMALE: Final = re.compile(r"(?:i am |i'm )?(?:an? )?(?:female|woman|f|lady|girl|frau)(?: at birth)?")
_AGE: Final = re.compile(
    r"(?:age[d:]? ?)?(?P<n>\d{1,3}(?:\.\d)?)(?: ?(?:years?(?: old| of age)?|yrs?(?: old)?|y/?o|y|-year-old))?"
)
_BORN: Final = re.compile(
    r"^(?:born|birth ?date|date of birth|year of birth|dob|d\.o\.b\.|geb\.?(?:oren)?)(?!\w)[ :]*(?:on |in )?",
    re.IGNORECASE,
)
_BORN_IN: Final = re.compile(rf"(?P<month>{MONTH_NAME}) (?P<year>(?:19|20)\d{{2}})", re.IGNORECASE)
_BORN_MONTH: Final = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>(?:19|20)\d{2})")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_MENOPAUSE: Final = re.compile(
    r"(?:went through |had |in |reached )?(?:the )?(?:menopause|(?:post-?)?menopausal)"
    r"(?: at| since| at (?:the )?age(?: of)?| age)? ?(?P<n>\d{2}(?:\.\d)?)(?: years)?"
)
_NOTHING: Final = re.compile(
    r"(?:otherwise |generally )?healthy|no (?:other |known )?(?:health )?(?:conditions?|problems?|issues?|diseases?)"
)
_SMOKED: Final = re.compile(r"\b(?:ex|former|past|quit|stopped|gave up|used)\b")
_NOT_SMOKING: Final = re.compile(
    r"(?:i |he |she )?(?:non-? ?smok\w+|never[- ]?smok\w+|(?:ex-? ?|former |past )smoker|not smoking|"
    r"(?:do|does)(?: not|n't) smoke|(?:has |have )?never smoked|used to smoke|(?:quit|stopped|gave up) smoking"
    rf"(?: (?:completely|altogether|for good|cold turkey|long ago|(?!for\b|until\b){TIME.pattern}))*)"
)
_SMOKING: Final = re.compile(
    r"(?:i |he |she )?(?:currently )?smok(?:es?|er|ing)(?: (?:daily|now|currently|"
    r"\d+ (?:(?!\b(?:until|till|ago|quit|stopped|gave|but|not|no|used|before|last|previously|when)\b).)*))?"
)
_DENIED: Final = re.compile(r"(?:not?(?: history of| known)?|without|never had|denies) (?P<what>.+)")
_BEFORE_40: Final = re.compile(
    r"(?:1 |an? )?(?:fragility|(?:low|minimal)[- ](?:trauma|energy))(?: \w+)? fractures? "
    r"(?:(?:at(?: the)?(?: age)?(?: of)?|aged|before(?: the age of)?|when i was) [123]\d|before(?: the age of)? 40)"
    r"(?: years)?"
)
_NO_VERTEBRAL: Final = re.compile(r"(?:0|no|none) (?:vertebral|spinal|spine|compression) fractures?")
_BROKE: Final = re.compile(r"\b(?:broke|broken|fractur\w+)\b")
#: What lets a part of what is denied be there, or have been.
_BUT: Final = re.compile(r"\b(?:but|except|only|since|until|longer|more|now|treated|apart)\b")
_MENOPAUSE_YEAR: Final = re.compile(
    rf"(?:last period|{WENT}(?:menopause|(?:post[- ]?)?menopausal|post[- ]?menopause|wechseljahre|"
    rf"m\u00e9nopaus\u00e9?e|"
    r"menopausi?a))(?: was)?(?: in| since| seit| depuis| desde| en)? (?P<year>(?:19|20)\d{2})"
)
_SINCE_MENOPAUSE: Final = re.compile(
    r"(?:in |after )?(?:the )?(?:menopause|(?:post[- ]?)?menopausal|post[- ]?menopause) (?:for |"
    r"since )?(?P<n>\d{1,2}) years?(?: ago)?|"
    r"(?P<m>\d{1,2}) years (?:after|past|since) (?:the )?menopause"
)
_OF_SPINE: Final = r"(?:(?:vertebral|spinal|spine|compression|vertebra|wedge) )"
_SEVERAL_VERTEBRAL: Final = re.compile(
    rf"(?P<n>(?:[2-9]|several|multiple|a (?:few|couple of))(?= {_OF_SPINE})|"
    rf"(?:(?:th|[tld])-?\d{{1,2}}[/, ]+)+(?:th|[tld])-?\d{{1,2}}) {_OF_SPINE}*fractures?"
    r"(?:,? (?:in|from) (?:19|20)\d\d)?"
)
_ALCOHOL: Final = re.compile(r"alcohol(?: (?:daily|every day))?")
_FRACTURES: Final = re.compile(
    r"(?P<n>\d{1,2}|no|none) (?:fragility |low[- ]trauma |broken )?(?:fractures?|bones?(?: broken)?|"
    r"breaks?)(?: since (?:the age of )?40)?"
)
_VERTEBRAL: Final = re.compile(r"(?:1 |an? )?(?:vertebral|spinal|spine|compression) fractures?")
_PARENT_HIP: Final = re.compile(
    r"(?:my |a )?(?:mum|mom|mam|mummy|mother|father|dad|parent)(?:'s)?(?: also)? (?:had |has |with |suffered )?"
    r"(?:(?:broke|broken|fractured|breaking) (?:her|his|their|a|one|an?other)? ?hip|"
    r"(?:an? )?(?:broken hip|hip fracture|fractured hip))\b.*"
)
_FELL: Final = re.compile(
    r"(?:i(?:'ve)? )?(?:have )?(?:had )?(?:an? |\d+ |several |some |a few |a couple of )?(?:bad )?(?:fell|"
    r"fallen|falls?)\b.*"
    r"(?:twice|\d+ times|several times|(?:last|past|this) (?:year|12 months)|often|a lot)(?: over)?"
)
_LEAD: Final = re.compile(r"^(?:height|weight|tall|weighs?|wt|ht)\b[ :=]*", re.IGNORECASE)
_GLUED: Final = (
    # "41m", "63 F", "M/41".
    re.compile(r"(?:(?<=^\d\d)|(?<=[,;] \d\d)) ?/? ?(?=[mf]\b)", re.IGNORECASE),
    re.compile(r"(?:(?<=^[mf])|(?<=[,;] [mf])) ?/? ?(?=\d\d\b(?![.,]\d|['’\"]))", re.IGNORECASE),
    re.compile(r"(?<=\d) (?=\d ?(?:'|’|ft\b|feet\b|foot\b))", re.IGNORECASE),
    re.compile(r"(?:(?<=['’]\d)|(?<=['’]\d\d)) (?=\d)"),
    re.compile(r"(?:(?<=\bmale)|(?<=\bman)|(?<=\bold)|(?<=\byears)|(?<=\binches)|(?<=[\"”]))\. (?=[a-z0-9])",
               re.IGNORECASE),
    # "54 year old man 5'11" 190 lb" without commas.
    re.compile(r"(?<=[a-z])(?<!ft)(?<!feet)(?<!foot)(?<!st)(?<!stone)"
               r"(?<!weight)(?<!height)(?<!weighs)(?<!weigh)(?<!wt)(?<!ht) "
               r"(?=(?:\d+ ?(?:ft|feet|')|\d+(?:\.\d+)? ?(?:cm|m|kg|lbs?|pounds?|st|stone|in|inches)\b))",
               re.IGNORECASE),
    re.compile(r"(?<=[\"”″']) (?=\d)"),
    re.compile(r"(?<=[0-9a-z]) (?=(?:male|man|female|woman|guy)\b)", re.IGNORECASE),
    re.compile(r"(?<=[0-9a-z]) (?=(?:born|(?:height|weight|weighs)(?=[^,;]*\d))\b)", re.IGNORECASE),
    re.compile(r"(?:(?<=man)|(?<=male)) (?=\d)", re.IGNORECASE),
)  # fmt: skip
#: "At the age of 86, ..." before all else is of now, and so is "at age 32 I am ...".
_AT_AGE: Final = re.compile(
    r"^\s*(?:(?:i am|i'm) )?at (?:the )?age (?:of )?(?=\d{2}\b)|"
    r"(?:(?<=and )|(?<=[.,;] ))at (?:the )?age (?:of )?(?=\d{2},? i(?:['\u2019]m| am|['\u2019]ve| have)\b)",
    re.IGNORECASE,
)
_I_AM: Final = re.compile(r"\bage (\d{2}),? (?=i(?:['\u2019]m| am|['\u2019]ve| have)\b)", re.IGNORECASE)
_SPLIT: Final = re.compile(
    r"\s*(?:,(?!\d)|;|\n|\band\b(?! of\b)|\b(?:und|et)\b|(?<!\d )\by\b(?! ?/?o\b| medi[oa]\b))\s*",
    re.IGNORECASE,
)


def read_person_words(text: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return what an answer says of the person.

    Raises
    ------
    UnclearAnswerError
    """
    text = with_counts(without_labels(text))
    check_feet(text)
    ask_whose(text)
    ask_of_then(text)
    then = age_then(in_words_of_birth(text))
    born, rest = sex_at_birth(_I_AM.sub(r"; age \1; ", _AT_AGE.sub("age ", then.text)))
    keys: dict[str, Any] = {"sex": born} if born else {}
    frax, rest = frax_in(rest)
    keys |= frax
    notes: list[str] = []
    conditions: list[str] = []
    noted: list[str] = []
    other_weights: list[str] = []
    births: list[tuple[date, str]] = []
    not_smoking = ""
    told = list(_told(rest, today, order))
    ask_of_lists([(piece, [Slot(*one) for one in found]) for piece, found in told])
    for piece, found in told:
        for key, value, note in found:
            if key == "birth_date":
                births.append((value, note))
                continue
            if note:
                notes.append(note)
            if key in ("", "others") and value and not (key and note):
                noted.append(value)
            if key in ("", "denied", "others"):
                continue
            if key == "open":
                expected, fix = OPEN[value.replace("_", " ")]
                raise UnclearAnswerError(_QUESTION, quoted(piece), expected, fix)
            if key == "not_smoking":
                not_smoking = piece
                continue
            if key == "other_weight":
                other_weights.append(value)
                continue
            if key == "conditions":
                conditions.append(value)
            elif key in keys and keys[key] != value and not is_same(key, keys[key], value):
                raise UnclearAnswerError(_QUESTION, f"two answers on {key.replace('_', ' ')}: {keys[key]} and {value}",
                                         "one of them", "write it once")  # fmt: skip
            else:
                keys.setdefault(key, value)
    born_on, about = birth_of(births, then)
    if born_on is not None:
        keys["birth_date"] = born_on
    notes += [*filter(None, [about]), *with_weight(keys), *with_sex(keys, conditions, text, noted)]
    check_periods(keys, conditions, today)
    notes += [*with_now(keys, other_weights), *with_menopause(keys)]
    if noted:
        notes.insert(0, f"in no number here: {listed(noted)}")
    if "smoking" in conditions and not_smoking:
        raise UnclearAnswerError(_QUESTION, f"two answers on smoking, one of them {quoted(not_smoking)}", "one of them",
                                 'write "smoker" only where it goes on')  # fmt: skip
    if conditions:
        keys["conditions"] = list(dict.fromkeys(conditions))
    return (Found(("person",), keys, Place(""), text, "; ".join(notes)),) if keys or notes else ()


_Told = list[tuple[str, Any, str]]


def _told(text: str, today: date, order: str | None) -> Iterator[tuple[str, _Told]]:
    """Yield the parts of an answer with what each says, by its slots or by its phrases.

    Raises
    ------
    UnclearAnswerError
    """
    waiting: list[str] = []
    for part in [*denied_together(text, parts_of_person(text)), ""]:
        ask_of_about(part)
        ask_of_denials(part)
        slots = slots_in(part) if part else None
        if slots is None and part:
            waiting.append(part)
            continue
        if waiting:
            yield from _of_run(", ".join(waiting), text, today, order)
            waiting = []
        if slots is not None:
            yield part, _with_birth(slots, today)


def _of_run(run: str, text: str, today: date, order: str | None) -> Iterator[tuple[str, _Told]]:
    """Yield the parts of a text that no slots hold one by one, with what each says."""
    if AVOIDED.search(run):
        raise UnclearAnswerError(_QUESTION, quoted(run), "conditions that are there",
                                 'leave out all that are not there, or write "no" before each')  # fmt: skip
    if (slots := slots_in(run)) is not None:
        yield run, _with_birth(slots, today)
        return
    clauses = clauses_of(run)
    if any(slots_in(clause) is not None for clause in clauses):
        for clause in clauses:
            yield from _of_run(clause, text, today, order)
        return
    try:
        told = [(piece, _of_piece(piece, today, order)) for piece in _pieces(run)]
    except UnclearAnswerError:
        told = [one for part in parts_of_person(run) for one in _of_part(part, text, today, order)]
    yield from told


def _of_part(part: str, text: str, today: date, order: str | None) -> list[tuple[str, _Told]]:
    """Return what one part says by its phrases, else by what stands plainly in a sentence."""
    if (broke := fracture_in(plain_words(part))) is not None:
        return [(part, _with_birth(broke, today))]
    told: list[tuple[str, _Told]] = []
    for piece in _pieces(part):
        try:
            told.append((piece, _of_piece(piece, today, order)))
        except UnclearAnswerError as unclear:
            if (slots := slots_in_prose(part)) is not None:
                return [(part, _with_birth(slots, today))]
            if not drugs_in(piece) and (there := conditions_in(piece)) is not None:
                told.append((piece, _with_birth(there, today)))
                continue
            named = _conditions(piece) or by_words(piece, certain=False)
            aside = None if named else set_aside(piece, sentence_of(piece, text))
            if aside is not None:
                told.append((piece, _with_birth(aside, today)))
                continue
            if unclear.problems == _unread(piece).problems:
                ask_what_lacks(part)
                if names := names_in(part):
                    raise UnclearAnswerError(
                        _QUESTION, f"{quoted(part)}, which may not be there, or no more", "conditions that are there",
                        f'write "{", ".join(names)}" alone where it is there, else leave it out',
                    ) from None  # fmt: skip
                raise _unread(
                    part, pointed(part)
                ) from None  # his sentence, not the words at which it was parted
            raise
    return told


def _with_birth(slots: Iterable[Slot], today: date) -> _Told:
    found: _Told = []
    for slot in slots:
        if slot.key == "age":
            found += of_age(slot.value, today)
        else:
            found.append(
                of_year(slot.value) if slot.key == "birth_year" else (slot.key, slot.value, slot.note)
            )
    return found


def _of_piece(piece: str, today: date, order: str | None) -> _Told:
    """Return what the phrase of a piece says.

    Raises
    ------
    UnclearAnswerError
    """
    said = piece.replace("\u2019", "'").casefold()
    if _NOT_SMOKING.fullmatch(said):
        return [("not_smoking", piece, f"{quoted(piece)} is no smoking now" if _SMOKED.search(said) else "")]
    if _NOTHING.fullmatch(said) or _NO_VERTEBRAL.fullmatch(said):
        return []
    if _is_denied(said):
        return [("denied", piece, "")]
    found = _read(piece, today, order)
    if found is None:
        ask_what_lacks(piece)
        _ask_drug(piece)
        raise _unread(piece)
    return found


def _unread(piece: str, shown: str = "") -> UnclearAnswerError:
    return UnclearAnswerError(
        _QUESTION, shown or quoted(piece),
        "sex, age or birth date, height, weight, fractures, age at menopause or a condition",
        "write for example: male, born 14 May 1972, 181 cm, 86 kg; conditions: osteotwin list conditions; "
        "leave out one that is not in that list: it changes no number",
    )  # fmt: skip


def _is_denied(said: str) -> bool:
    """Tell whether a piece says of conditions alone that they are not there."""
    found = _DENIED.fullmatch(said)
    return found is not None and not _BUT.search(said) and bool(_conditions(found["what"]))


def _conditions(text: str) -> tuple[str, ...]:
    """Return the conditions of a name as it is listed, or of words that plainly say some."""
    name = find_name(text, _listed_names())
    return (name,) if name is not None else by_words(text)


@cache
def _listed_names() -> dict[str, tuple[str, ...]]:
    return {name: (row.label, *row.aliases) for name, row in CONDITIONS.items()}


def _named(piece: str, condition: str) -> str:
    """Return the name of a condition as a piece has it."""
    return next(iter(names_in(piece)), CONDITIONS[condition].label.split(",")[0])


def _pieces(text: str) -> list[str]:
    joined = in_plain_words("; ".join(pieces_of(text)))
    # The comma of "14 May, 1972" parts nothing.
    joined = re.sub(r"(?<=[a-z0-9]),(?= ?(?:19|20)\d{2}\b)", "", joined)
    for glued in _GLUED:
        joined = glued.sub("; ", joined)
    return [piece.strip(" .") for piece in _SPLIT.split(joined) if piece.strip(" .")]


def _read(piece: str, today: date, order: str | None) -> list[tuple[str, Any, str]] | None:
    """Return keys, values and notes of one piece; ``None`` where it says nothing that is known."""
    said = in_digits(piece).strip(" .")
    if _MALE.fullmatch(said):
        return [("sex", "male", "")]
    if _FEMALE.fullmatch(said):
        return [("sex", "female", "")]
    if (born := _birth(piece, said, today, order)) is not None:
        return born
    for key, quantity in (("height", HEIGHT), ("weight", WEIGHT)):
        for words in (_LEAD.sub("", piece.strip()), _LEAD.sub("", said)):
            try:
                quantity.read(words)
            except Mistake:
                continue
            return [(key, words, "")]
    if (found := _MENOPAUSE.fullmatch(said)) is not None:
        return [("menopause_age", f"{found['n']} years", "")]
    if (found := _SINCE_MENOPAUSE.fullmatch(said)) is not None:
        return [("menopause_year", today.year - int(found["n"] or found["m"]), "")]
    if (found := _MENOPAUSE_YEAR.fullmatch(said)) is not None:
        return [("menopause_year", int(found["year"]), "")]
    if _SMOKING.fullmatch(said):
        return [("conditions", "smoking", "")]
    if (found := _SEVERAL_VERTEBRAL.fullmatch(said)) is not None:
        levels = len(re.findall(r"\d+", found["n"]))
        count = found["n"] if found["n"].isdigit() else str(levels) if levels > 1 else "3"
        raise UnclearAnswerError(_QUESTION, quoted(piece), "a vertebral fracture, and how many fractures in all",
                                 f'write "vertebral fracture, {count} fractures" where so many bones broke in a fall '
                                 "from standing or without one")  # fmt: skip
    if _BEFORE_40.fullmatch(said):
        return [("conditions", "fracture_before_40", "")]
    if _VERTEBRAL.fullmatch(said):
        return [("vertebral_fracture", True, "")]
    if _PARENT_HIP.fullmatch(said):
        return [("conditions", "parent_hip_fracture", "")]
    if _BROKE.search(said) and _FRACTURES.fullmatch(said) is None:
        return None
    if _FELL.fullmatch(said):
        return [("conditions", "falls", "")]
    if (found := _FRACTURES.fullmatch(said)) is not None:
        return [("fragility_fractures", 0 if found["n"].startswith("no") else int(found["n"]), "")]
    conditions = _conditions(piece) if not _ALCOHOL.fullmatch(said) else ()
    if conditions:
        _check_there(piece)
        past = None if BEGAN.search(said) or may_be_over() & {*conditions} else AGO.search(said)
        if holds_more(piece):
            return None
        is_name = find_name(piece, _listed_names()) is not None and "\u2612" not in piece
        words = [] if is_name else words_beside(piece) or ([past[0]] if past else [])
        if words:
            ask_what_lacks(piece)
            raise UnclearAnswerError(
                _QUESTION, f"{quoted(piece)}, where {listed([quoted(one.strip(' :')) for one in words])} may turn it",
                "what the person of the file has now", f'write "{_named(piece, conditions[0])}" alone if it is there, '
                                                       "else leave it out",
            )  # fmt: skip
    return [("conditions", conditions[0], "")] if len(conditions) == 1 else None


_NOT_THERE: Final = re.compile(
    r"\b(?:excluded|ruled out|afraid|fear\w*|worried|risk|possibl[ey]|suspect\w*|maybe|perhaps|family|mother|father|"
    r"mum|mom|dad|friends?|women|people|colleague\w*|neighbo\w+|(?:scans?|tests?|screen\w*|check\w*|research\w*) "
    r"(?:for|on)|brother|sister|wife|husband|uncle|aunt|grand\w+|son|daughter|cured|resolved|healed|prevent\w*|"
    r"avoid\w*|unlikely|never|neither|not|\w+n't|no longer|used to|without|free of|"
    r"anti|non|borderline|factor|negative|planned|considered|trying|asleep|0|zero|false)\b|\?|"
    r"\bpregnan\w*\b.*\b(?:(?:19|20)\d\d|twice|times)\b",
    re.IGNORECASE,
)


def _check_there(piece: str) -> None:
    """Ask whether a condition is there, and for the dose of a drug that is named beside it."""
    if _NOT_THERE.search(piece) and not _PARENT_HIP.fullmatch(piece.casefold()):
        raise UnclearAnswerError(_QUESTION, f"{quoted(piece)}, which may not be there", "conditions that are there",
                                 "write its name alone where it is there, else leave it out")  # fmt: skip
    if (drug := next(iter(drugs_in(piece)), "")) and len(piece.split()) > len(drug.split()):
        _ask_drug(piece)


def _ask_drug(piece: str) -> None:
    """Ask for the dose of a drug that is named in a piece.

    Raises
    ------
    UnclearAnswerError
    """
    drug = next(iter(drugs_in(piece)), None)
    if drug is not None:
        raise UnclearAnswerError(_QUESTION, f"{quoted(drug)} in {quoted(piece)}", "drugs among the drugs",
                                 'write it in the first answer with its dose, and leave it out here')  # fmt: skip


def _birth(piece: str, said: str, today: date, order: str | None) -> list[tuple[str, Any, str]] | None:
    bare = _BORN.sub("", piece.strip())
    if is_date(bare) and (day := read_day(_QUESTION, bare, order)) is not None:
        # "05/14/67" is of the last century.
        return [("birth_date", day if day <= today else day.replace(year=day.year - 100), "")]
    if bare != piece.strip() and (month := _BORN_IN.fullmatch(bare)) is not None:
        number = SHORT_MONTHS.index(month["month"][:3].casefold()) + 1
        return [
            ("birth_date", date(int(month["year"]), number, 15), "the day of birth was not said: about right")
        ]
    if bare != piece.strip() and (in_month := _BORN_MONTH.fullmatch(bare)) is not None:
        day = date(int(in_month["year"]), int(in_month["month"]), 15)
        return [("birth_date", day, "the day of birth was not said: about right")]
    if bare != piece.strip() and _YEAR.fullmatch(bare):
        return [of_year(int(bare))]
    age = _AGE.fullmatch(re.sub(r"^(?:i am|i'm|age|aged)[: ]*", "", said))
    if age is None:
        return None
    years = float(age["n"])
    if not 18 <= years <= 110:
        raise UnclearAnswerError(_QUESTION, f"{quoted(piece)}, which is no age from 18 to 110 years",
                                 "the age, or a number with its unit",
                                 "write the age in years, and a height or a weight with its unit: "
                                 f'"{years:g} cm", "{years:g} kg" or "{years:g} lb"')  # fmt: skip
    return of_age(years, today)
