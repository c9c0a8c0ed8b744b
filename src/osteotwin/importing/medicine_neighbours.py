"""Lines around a medicine that say something of it: what stands beneath it, and sentences that name it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from osteotwin.importing.drug_text import words_of_names
from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.lines import Line
from osteotwin.importing.medicine_status import is_marked, label_status
from osteotwin.importing.medicine_words import unknown_word, without_people
from osteotwin.importing.no_result_words import OTHERS
from osteotwin.protocol.dose_accounted import classes
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: What a line of a text is to the medicines around it.
BLANK, RESULT, MEDICINE, HEADING, OTHER = "blank", "result", "medicine", "heading", "other"
_ENTRIES: Final = ("drug", "supplement")


@dataclass(frozen=True)
class Row:
    """A line of a text with medicines: its words, and what it is to them."""

    line: Line
    words: str
    kind: str


#: Words that turn what a sentence says of a drug.
_TURNS: Final = later(
    r"\b(?:stop\w*|discontinu\w*|ceas\w+|no longer|not|never|(?:on )?hold|held|paus\w+|off|end(?:s|ed)?|finish\w*|"
    r"complet\w+|switch\w*|chang\w+|reduc\w+|increas\w+|halv\w+|doubl\w+|instead|replac\w+|d/c\w*|taper\w*|wean\w*|"
    r"allerg\w*|intoleran\w*|refus\w*|declin\w*|cancel\w*|expired?|planned|abgesetzt|beendet|pausiert|nicht|kein\w*|"
    r"unvertr\w*|arr[e\u00ea]t\w*|suspend\w*|"
    # how well it is taken
    r"forg[eo]t\w*|miss(?:es|ed|ing)?|skip\w*|(?:non-?)?adheren\w*|(?:non-?)?complian\w*|under-?us\w*|rarely|seldom|"
    r"sometimes|occasional\w*|often|mostly|hardly|irregular\w*|intermittent\w*|vergisst|vergessen|unregelm\w*|oft|"
    r"selten|manchmal|oubli\w*|souvent|rarement|parfois|irr\u00e9guli\w*|olvida\w*|"
    r"a menudo|a veces|raramente|usage|"
    # an entry that is none
    r"duplicates?|wrong|error|mistakes?|incorrect\w*)\b|"
    r"n['\u2019]t\b|\d ?%",
    re.IGNORECASE,
)
#: A line of its own that ends a medicine, however far above it stands.
_ENDS: Final = later(
    r"^\W*(?:(?:status|reason|therapy|treatment|this|it|he|she|i|patient|pt|was|were|is|are|has|have|been|all|both|none|"
    r"of|the|these|they|above|medications?|drugs?)\W+)*"
    r"(?:stop\w*|discontinu\w*|ended|no longer|not (?:being )?tak\w+|finished|completed|on hold|paused|abgesetzt|"
    r"pausiert)\b(?!.*(?:smok|alcohol|drink|running|sport|exercis))",
    re.IGNORECASE,
)
#: A line of its own on how a medicine is taken in truth.
_TAKES: Final = later(
    r"^\W*(?:actually|only|but|really)\b|^\W*(?:(?:i|he|she|patient|pt|but|now)\W+)*(?:takes?|taking|uses?|using|half|"
    r"every (?:other|second|third|few|\d)|alternate|skips?|skipping|miss(?:es)?|forgets?)\b(?! (?:care|walks?))",
    re.IGNORECASE,
)
#: What stands in the place of the medicine above it.
_INSTEAD: Final = later(
    r"^\W*(?:(?:then|later|now|was|is|and|but)\W+)*(?:replac\w+|switch\w+|chang\w+|swap\w+|convert\w+|supersed\w+|instead|"
    r"followed|then|ersetzt|umgestellt|gewechselt|abgel\u00f6st|remplac\w+|sustitu\w+|cambi\w+)\b",
    re.IGNORECASE,
)
#: An end or a note of one medicine that stands apart from it.
_LABELLED: Final = later(
    r"^\W*(?:(?:end|stop)(?:ed|ped)?(?: date| on)?|ende|bis|fine?|hasta|jusqu['\u2019]?au|until|till)\s*:"
    r"\s*(?:\S*\d|\S+ \d)",
    re.IGNORECASE,
)
_OF_ALL: Final = later(r"^\W*(?:none|neither|these|they|nothing)\b|\b(?:all|any|both|above)\b", re.IGNORECASE)
#: Lines that are of something else than the medicine above them.
_OF_ELSE: Final = later(
    r"\ballerg\w*|\bnkda\b|\b(?:past|family|social|medical|surgical) (?:\w+ )?history\b|\bsmok\w*|\balcohol\w*|"
    r"^\W*(?:exercise|training|sports?|walk\w*|next|visits?|follow[- ]?up|review|"
    r"diet|weight|height|bmi|bp|vitals?|diagnos\w+|kind|regards|sincerely|end of)\b",
    re.IGNORECASE,
)
_AMOUNT: Final = later(
    r"\d\s?(?:mg|mcg|\u00b5g|\u03bcg|ug|g|iu|ie|units?|ml|tab\w*|cap\w*|pills?)\b", re.IGNORECASE
)
_LONGEST: Final = 60


#: That it is taken as it is prescribed.
_AS_TOLD: Final = later(
    r"\W*(?:(?:good|excellent|full|perfect|high)(?:ly)? (?:adherence|compliance|adherent|compliant)|"
    r"fully (?:adherent|compliant)|"
    r"(?:adherence|compliance)\W+(?:good|excellent|full|perfect|100 ?%)|never misses(?: (?:it|a dose|any))?|100 ?%)\W*",
    re.IGNORECASE,
)


def is_share(words: str) -> bool:
    """Tell whether a line is nothing but a share, as of a medicine that is taken by half."""
    return re.fullmatch(r"\W*\d{1,3}(?:[.,]\d+)? ?%\W*", words) is not None


def withdraw(rows: Sequence[Row], gathered: Gathered) -> None:
    """Leave the medicines of which another line says what is not understood, or what ends them."""
    above: list[Place] = []  # of the medicines since the last heading
    near = False
    has_any = any(map(_is_entry, gathered.found))
    for at, row in enumerate(rows):
        follows = next((one.kind for one in rows[at + 1 :] if one.kind != BLANK), BLANK)
        if row.kind == MEDICINE:
            if above and above[-1] != row.line.place and _INSTEAD.match(row.words):
                _leave((one for one in gathered.found if one.place == above[-1]), row, gathered)
            above.append(row.line.place)
            near = True
        elif row.kind == RESULT or not row.words:
            near = False
        elif above and _is_beneath(row, _names_at(above[-1], gathered), near=near, leads=follows == MEDICINE):
            of_one = near or _is_labelled(row.words)
            turned = above[-1:] if of_one and not _OF_ALL.search(row.words) else above
            _leave((one for one in gathered.found if one.place in turned), row, gathered)
        if row.kind == HEADING:
            above, near = [], False
        if has_any and row.kind != MEDICINE and not _AMOUNT.search(row.words) and _turns(row.words):
            _leave(_named_in(row, gathered), row, gathered)


def _is_beneath(row: Row, names: frozenset[str], *, near: bool, leads: bool) -> bool:
    """Tell whether a line says something of the medicine above it that is not understood."""
    words = row.words
    if "above" in words.casefold():
        return True
    if row.kind == HEADING and is_marked(words, leads=leads):
        return False
    if _OF_ELSE.search(words) or _AS_TOLD.fullmatch(words):
        return False
    if not near:
        return (row.kind != HEADING or not leads) and bool(
            _ENDS.search(words) or _TAKES.search(words) or _is_labelled(words)
        )
    return _belongs(row) and unknown_word(in_english(without_people(words)), names) != ""


def _is_labelled(words: str) -> bool:
    """Tell whether a line is an end, or how something is taken in truth, behind a label: "Notes: takes half"."""
    said = in_english(words.partition(":")[2])
    return _LABELLED.match(words) is not None or _TAKES.match(said) is not None


def _belongs(row: Row) -> bool:
    """Tell whether a line right beneath a medicine is of it, and no entry of its own."""
    first = re.search(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?|\d", row.words)
    if first is None:
        return False
    known = frozenset().union(*classes().values())
    word = first[0].casefold()
    if (
        word in known
        or (word.endswith("ly") and any(said in known for said in row.words.casefold().split()[1:3]))
        or word.isdigit()
        or label_status(row.words)
        or _is_labelled(row.words)
        or OTHERS.search(row.words)
        or _TURNS.search(row.words)
    ):
        return True
    if re.fullmatch(r"\W*\S{1,4}\W*(?:on )?[\d./-]*\W*", row.words):  # "DC", "DC 6/2025"
        return True
    inside = row.line.text[:1].isspace() or row.words[:1] in "([=>"
    return not _AMOUNT.search(row.words) and (inside or first[0][0].islower())


def _turns(words: str) -> bool:
    return _TURNS.search(words) is not None or bool(label_status(words))


#: Of results, too: "testosterone 430 ng/dL, not fasting".
_MEASURED: Final = frozenset(
    ("testosterone", "estradiol", "oestradiol", "progesterone", "dhea", "calcium", "vitamin")
)


def _named_in(row: Row, gathered: Gathered) -> list[Found]:
    """Return the medicines that a sentence names."""
    said = words_of_names(row.words) - (_MEASURED if row.kind == RESULT else frozenset())
    return [one for one in gathered.found if _is_entry(one) and said & _own_words(one)]


def _own_words(entry: Found) -> frozenset[str]:
    name = str(entry.keys.get("name", ""))
    own = (name, *(alias for drug in products_named(name) for alias in (drug.label, *drug.aliases)))
    return frozenset().union(*(words_of_names(one) for one in own))


def _names_at(place: Place, gathered: Gathered) -> frozenset[str]:
    """Return the words of the name of a medicine."""
    found = [one for one in gathered.found if one.place == place and _is_entry(one)]
    said = " ".join((*(one.said for one in found),))
    return frozenset().union(words_of_names(said), *(_own_words(one) for one in found))


def _is_entry(found: Found) -> bool:
    return found.table[-1] in _ENTRIES


def _leave(turned: Iterable[Found], row: Row, gathered: Gathered) -> None:
    for one in [found for found in turned if _is_entry(found)]:
        gathered.found.remove(one)
        said = row.words.strip(" -*()[]")[:_LONGEST]
        gathered.leave(one.place, one.said, f'"{said}" ({row.line.place.within}): what it says of this medicine is not '
                       "understood; write the entry by hand, with what is taken")  # fmt: skip
