"""What headings and words around a medicine say of it: taken, over, planned, or not to be taken at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from osteotwin.importing.medicine_words import unknown_word, without_people
from osteotwin.importing.no_result_words import OTHERS
from osteotwin.importing.scan_lists import DAY_NAMED
from osteotwin.units.german import in_english
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

#: Statuses that words tell; what is over may stand in the history, everything else is left out.
OVER, PAUSED, AS_NEEDED, NOT_TAKEN, OF_OTHERS, PLANNED, UNKNOWN = (
    "over",
    "paused",
    "as needed",
    "not taken",
    "of others",
    "planned",
    "unknown",
)


@dataclass(frozen=True)
class Section:
    """What holds for the medicines below a heading, and the words that say so; at first they are taken."""

    status: str = ""
    said: str = ""


#: Status -> the words of headings and of labels before a name, in the order in which they are looked for.
_WORDS: Final = (
    (OF_OTHERS, r"famil(?:y|ien\w*)"),
    (NOT_TAKEN, r"allerg\w*|intoleran\w*|adverse|unverträglich\w*|nebenwirkung\w*|side effects?|sensitivit\w*|"
                r"reactions?|not (?:taken|taking|prescribed|given|tolerated)|"
                r"contraindicat\w*|kontraindi\w*|declin\w*|refus\w*|avoid|"
                r"abgelehnt\w*|nicht (?:genommen\w*|vertragen\w*)|never|nie(?:mals)?"),
    (PLANNED, r"plan(?:s|ned|ning)?|future|proposed|recommend\w*|suggest\w*|consider\w*|options?|to (?:start|begin)|"
              r"pending|geplant\w*|empfohlen\w*|empfehlung\w*|vorgeschlagen\w*|erwogen\w*|vorgesehen\w*|"
              r"upcoming|eligible|candidate|due|offered|advised|if"),
    (PAUSED, r"pause[ds]?|held|on hold|hold|suspended|withheld|pausiert\w*|ausgesetzt\w*|unterbrochen\w*"),
    (AS_NEEDED, r"p\.?r\.?n\.?|as (?:needed|required)|if needed|when (?:needed|required)|bedarf\w*|on demand"),
    (OVER, r"discontinu\w*|stopped|past|previous(?:ly)?|prior|former(?:ly)?|old|inactive|ended|completed|expired|"
           r"historical|history|ceased|cancel\w*|withdrawn|d/c(?:'?e?d)?|dc'?d|no longer|used to|"
           r"abgesetzt\w*|beendet\w*|früher\w*|ehemal\w*|vor(?:medikation|therapien?|behandlung\w*)|"
           r"nicht mehr|bisherig\w*|gestoppt\w*|eingestellt\w*|vergangen\w*|arr[eê]t[ée]+s?|ant[ée]rieurs?"),
)  # fmt: skip
_STATUS: Final = tuple(
    (status, later(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for status, words in _WORDS
)
#: What a list of medicines is called; a heading that says "discontinued medications" holds for the lines below it.
_A_LIST: Final = later(
    r"\b(?:medications?|medicines?|meds|drugs?|prescriptions?|treatments?|therap(?:y|ies)|supplements?|list|"
    r"\w*medika(?:tion|mente?n?|tionsliste|tionsplan|mentenplan)|medicaci[o\u00f3]n|arzneimittel|medizin|präparate|\w*therapien?|\w*medikation(?:en)?|"
    r"médicaments?|medicamentos?|traitements?)\b",
    re.IGNORECASE,
)
#: Headings without a word for a list.
_CURRENT: Final = later(
    r"\b(?:current(?:ly)?|active|ongoing|taking|regular|daily|aktuell\w*|derzeit\w*|laufend\w*|dauer\w*|regelm\w*|actuel(?:le)?s?|actual(?:es)?)\b",
    re.IGNORECASE,
)
#: Verbs of taking: who does so stands before them.
_TAKES: Final = later(
    r"takes?|taking|uses?|using|receiv(?:es?|ing)|on|continues?|continued|started|starts?|starting|begun|began|commenced|prescribed|"
    r"given|injects?|injecting|nimmt|nehme|einnahme|erhält|bekommt|begonnen|beginn|weiter|weiterhin|prends?|reçoit|seit|since|"
    r"depuis|from|ab",
    re.IGNORECASE,
)
_HARMLESS: Final = later(
    r"tab|tabs|tablets?|tabletten?|tbl|inj|injections?|caps?|capsules?|kapseln?|oral|topical|transdermal|subcutaneous|patch|gel|"
    r"spritze|infusion|amp|vial|sc|im|iv|po|generic|brand|the|an|and|und|et|plus|also|is|are|has|been|have|mit|with|of|my|his|her|"
    r"their|der|die|das|de|le|la|rx|name|drug|hormone|bone|new|neu|today|heute|only|nur|just|micronized|sodium|natrium|mg|mcg|"
    r"day|daily|weekly|monthly|täglich|wöchentlich|monatlich|am|pm|"
    rf"{WHOLE_MONTH}|{_A_LIST.pattern}|{_CURRENT.pattern}",
    re.IGNORECASE,
)
_DRESS: Final = later(r"^[\s\-*_#=>\u2022\u00b7\u25cf\u2013\[(]+|[\s\-*_#=\u2013\])]+$")
_BRACKETS: Final = later(r"\([^)]*\)")
_MOST_WORDS: Final = 8


def heading(words: str) -> str | None:
    """Return the status that a heading gives to the medicines below it; ``None`` where a line is no heading.

    Parameters
    ----------
    words : str
        A line that names no amount.

    Examples
    --------
    >>> heading("Discontinued medications:"), heading("Allergien"), heading("Current medications (as of 2025-03-18)")
    ('over', 'not taken', '')
    >>> heading("Allergies: none known") is None
    True
    """
    marked = re.match(r"\s*(?:#|=|\*\*|__)", words) is not None
    if (unknown := _unknown_heading(words)) is not None:
        return unknown
    bare = _DRESS.sub("", _BRACKETS.sub(" ", words))
    ends = bare.endswith(":")
    bare = bare.rstrip(" :")
    if not bare or ":" in bare or len(bare.split()) > _MOST_WORDS or re.search(r"\d", bare):
        return None
    status = _status_in(bare)
    named = _A_LIST.search(bare) is not None
    if not (ends or marked or named or bare.isupper() or _whole(bare)):
        return None
    if bare.endswith((".", ",", ";")) and not ends:
        return None
    return status or ""


#: Lines before medicines that turn them without a word for a list: "Please stop the following".
_TURNING: Final = later(
    r"^(?:(?:please|patient|pt|he|she|you|the|to|should|must|has|have|been)\W+)*(?:stop\w*|do not|don['\u2019]?t|"
    r"no longer|not|non-?|tried|failed|example|sample|control group|suspendid\w+|suspendus?|"
    r"ant\u00e9c\u00e9dents)\b(?!.*\d ?mg)",
    re.IGNORECASE,
)
#: What headings of lists that are taken say besides.
_OF_HEADINGS: Final = later(
    r"\b(?:as of|as at|per|on|at|in|for|from|of|and|or|with|the|my|patient|pt|patient['\u2019]s|home|house|outpatient|"
    r"inpatient|discharge|admission|visit|today|date|reviewed|updated|reconciled|reconciliation|known|new|all|other|list|"
    r"record|history|summary|repeat|regular|acute|oral|bei|zum|zur|von|f\u00fcr|stand|entlassung|aufnahme|hausarzt|en|du|de|"
    r"osteo\w*|bone|hormone\w*|endocrin\w*|supplements?|vitamins?|no|these|your|continue|keep)\b|[^\w\s]",
    re.IGNORECASE,
)


def _unknown_heading(words: str) -> str | None:
    """Return :data:`UNKNOWN` for a heading of medicines whose words are not all known; ``None`` for any other line."""
    bare = _DRESS.sub("", words)
    if not bare or len(bare.split()) > _MOST_WORDS:
        return None
    if _TURNING.match(bare) and not bare.endswith("."):
        return _status_in(bare) or UNKNOWN
    if _A_LIST.search(bare) is None or ": " in bare.replace(": stop", "") or bare.endswith((".", ",", ";")):
        return None
    if OTHERS.search(bare):
        return OF_OTHERS
    if _status_in(bare):
        return _status_in(bare) if re.search(r"\d", bare) else None
    left = bare
    for pattern in (_A_LIST, _CURRENT, DAY_NAMED, _AS_OF, _OF_HEADINGS):
        left = pattern.sub(" ", left)
    is_heading = words.strip().endswith(":") or len(bare.split()) <= _FEW_WORDS
    return UNKNOWN if is_heading and unknown_word(left) else None


#: Lines of a head that say nothing of the medicines beneath them.
_OF_PAGES: Final = later(
    r"^\W*(?:patient|name|dob|born|birth|date|page|printed|visit|mrn|id|re|dr|prof|dear|allerg\w*|nkda|no known)\b"
    r"(?!\W*\d?\W*$)",
    re.IGNORECASE,
)
#: A value of something else: "Weight: 80 kg".
_MEASURED: Final = later(
    r"\d\s?(?:[kmn\u00b5\u03bcup]?g|cm|m|mmhg|bpm|kcal|hours?|years?|yo)\b|\d\s?[%/]", re.IGNORECASE
)
#: What in a sentence says that it is of the lines beneath it.
_OF_BELOW: Final = later(r"\b(?:following|below|these|beneath|folgende\w*|suivants?)\b", re.IGNORECASE)
#: Columns of a list.
_COLUMN: Final = later(
    r"\b(?:drug|dose|since|sig|strength|frequency|name|started|directions|medication)\b", re.IGNORECASE
)


def status_above(words: str, names: Iterable[str] = ()) -> str | None:
    """Return the status that a line gives to the medicine right beneath it; ``None`` where it says nothing of it.

    Parameters
    ----------
    words : str
    names : iterable of str
        Words of it that are of the names of medicines.

    Examples
    --------
    >>> status_above("Mother"), status_above("Study arm B"), status_above("Bone health")
    ('of others', 'unknown', None)
    """
    bare = _DRESS.sub("", words).rstrip(" :")
    plain = without_people(bare)
    for pattern in (_A_LIST, _CURRENT, DAY_NAMED, _AS_OF, _OF_HEADINGS, _COLUMN):
        plain = pattern.sub(" ", plain)
    status = OF_OTHERS if OTHERS.search(bare) else _status_in(bare)
    prose = (bare.endswith(".") and " " in bare) or len(bare.split()) > _MOST_WORDS
    if prose or _MEASURED.search(plain):
        return (status or UNKNOWN) if _OF_BELOW.search(bare) and (status or _TURNING.search(bare)) else None
    if _OF_PAGES.match(bare) and not words.strip().endswith(":"):
        return None
    if re.search(r":\s*\S", bare):  # a field and what it holds
        return status or None
    return status or (UNKNOWN if "?" in bare or unknown_word(in_english(plain), names) else None)


def is_marked(words: str, *, leads: bool) -> bool:
    """Tell whether a heading is one by its signs, or by a word for a list where medicines follow: no remark."""
    bare = words.strip()
    signs = bare.endswith(":") or bare.startswith(("#", "**", "==", "__"))
    return signs or (leads and _A_LIST.search(_ONE.sub(" ", bare)) is not None)


#: Words for a list and for one medicine of it: "Therapy completed".
_ONE: Final = later(r"\b(?:therapy|treatment|prescription|therapie|behandlung)\b", re.IGNORECASE)
#: "as of 3/2025", "Stand: 3/2025"
_AS_OF: Final = later(
    r"\b(?:as of|as at|on|stand|reviewed|updated|date|vom)\W*(?:\d[\d./-]*)?", re.IGNORECASE
)


#: So few words beside a list are a heading without a colon.
_FEW_WORDS: Final = 5


def label_status(label: str) -> str:
    """Return the status that the words before the name of a medicine tell; empty where they tell none.

    Examples
    --------
    >>> label_status("Off"), label_status("Nicht mehr:"), label_status("Medications:")
    ('over', 'over', '')
    """
    if OTHERS.search(label):
        return OF_OTHERS
    if re.search(r"\b(?:off|ex|without|ohne|kein\w*|no|not|sans)\b(?!\s*\.)", label, re.IGNORECASE):
        return OVER if re.search(r"\b(?:off|ex)\b", label, re.IGNORECASE) else NOT_TAKEN
    if re.search(r"\b(?:was|were|had|took|war|nahm|hatte|failed)\b", label, re.IGNORECASE):
        return OVER
    if re.search(
        r"\b(?:before|until|vor|bis|avant|after|nach|instead of|statt|anstelle)\s*$", label, re.IGNORECASE
    ):
        return NOT_TAKEN
    return _status_in(label)


def unknown_label(label: str) -> str:
    """Return the words right before a name that are not known to say that it is taken; empty where all are.

    What ends with a colon is what the medicine is for, or whose list it is.

    Examples
    --------
    >>> unknown_label("Patient takes "), unknown_label("Osteoporosis: "), unknown_label("Failed ")
    ('', '', 'Failed')
    """
    near = re.split(r"[:;,.)\]\u2013\u2014-]\s*|\s-\s", label)[-1]
    words = [one for one in re.findall(r"[^\W\d_]+", near) if len(one) > 1]
    begun = max((n for n, one in enumerate(words) if _TAKES.fullmatch(one)), default=-1)
    left = [one for one in words[begun + 1 :] if not _HARMLESS.fullmatch(one)]
    return "" if not left else near.strip()


def unknown_owner(label: str) -> str:
    """Return what stands before a colon and is neither a list nor what a medicine is for: "Bob:"; empty for the others.

    Examples
    --------
    >>> unknown_owner("Bob: "), unknown_owner("Osteoporosis: "), unknown_owner("Current medications: ")
    ('Bob', '', '')
    """
    owner = label.rpartition(":")[0].strip(" -*#")
    if label_status(owner):
        return ""
    for known in (_A_LIST, _CURRENT, _TAKES):
        owner = known.sub(" ", owner)
    return unknown_word(in_english(owner))


def holds_on(label: str) -> bool:
    """Tell whether a label before a name is a heading of the lines below, too: "Stopped medications: …"."""
    return ":" in label and _A_LIST.search(label) is not None


def why_left(section: Section) -> str:
    """Return why a medicine of a status is not taken, with the words that say so."""
    said = f'"{section.said.strip(" :-*#=")}"'
    return {
        OVER: f"{said} says that it is over, and not from when until when; write it into [history] by hand",
        PAUSED: f"it is paused ({said}); write the entry by hand, with the day on which it ended",
        AS_NEEDED: f"it is taken as needed ({said}), which tells no rhythm; write the entry by hand",
        NOT_TAKEN: f"it is not said that this is taken ({said}); write the entry by hand",
        OF_OTHERS: f"{said}: it is about somebody else",
        UNKNOWN: f"what {said} says of it is not known; write the entry by hand if it is taken",
        PLANNED: f"it is not said that this is taken ({said} tells of a plan); write the entry by hand",
    }[section.status]


def _status_in(text: str) -> str:
    return next((status for status, pattern in _STATUS if pattern.search(text)), "")


def _whole(text: str) -> bool:
    """Tell whether a line is nothing but a word of status or of what is current: "Stopped", "PRN", "Aktuell"."""
    left = text
    for pattern in (*(one for _, one in _STATUS), _CURRENT, _A_LIST):
        left = pattern.sub(" ", left)
    left = re.sub(
        r"\b(?:and|or|und|oder|the|my|known|bei|&|/|,|et|recently|kürzlich|recent)\b|[&/,]",
        " ",
        left,
        flags=re.IGNORECASE,
    )
    return not left.strip()
