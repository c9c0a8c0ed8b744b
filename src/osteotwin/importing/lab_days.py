"""On which day a laboratory's report says that its sample was taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from osteotwin.importing.days_to_come import is_to_come
from osteotwin.importing.found import Place
from osteotwin.importing.lab_rows import order_of_columns
from osteotwin.importing.lines import LONGEST_LINE, Line, Text
from osteotwin.importing.scan_lists import DATE
from osteotwin.importing.scan_words import PRIOR_WORDS
from osteotwin.units.patterns import later

_TAKEN_ON: Final = later(
    r"(?:collect(?:ed|ion)|drawn|venipuncture|specimen|sample|taken|pr[eé]l[eè]v(?:ement|[eé]e?s?)|extracci[oó]n|"
    r"toma de muestra|fecha (?:de )?toma|prelievo|colheita|probe(?:nentnahme)?|"
    r"afname(?:datum)?|"
    r"entnahme(?:datum)?|abnahme(?:datum)?|laborwerte|laborbefund)"
    r"(?:\s*(?:date|on|taken|collected|received|vom|am|du|le|del|op))*"
    r"(?:\s*/?\s*time)?\s*[:=]?\s*(?=[^()]{0,18}\d)(?P<day>.{6,40})", re.IGNORECASE)  # fmt: skip
_ANY_DATE: Final = later(
    r"(?:^\W*|\s{2}|\bresults?\s+)(?:date(?: of (?:service|test|collection))?|datum)\s*[:=]\s*(?P<day>.{6,40})",
    re.IGNORECASE,
)
#: A line that is a date and nothing else heads what follows.
_BARE_DATE: Final = later(rf"^\W*(?P<day>{DATE.pattern})\W*$", re.IGNORECASE)
#: Words of a heading above results, none of which says that its day is another than that of the sample.
_OF_RESULTS: Final = (
    r"bloods?|tests?|blood ?work|labs?|laboratory|panels?|results?|hormones?|bilan|prise de sang|an[aá]lisis|analyses?|"
    r"anal[ií]tica|laborwerte|labor(?:befund)?|blut(?:werte|bild|untersuchung|abnahme)|esami|bloedonderzoek|bloedwaarden"
)
_HEADING: Final = later(
    rf"\W*(?:(?:my|latest|recent|fasting|fasted|morning|evening|trough|peak|full|private|annual|routine|work|from|on|of|"
    rf"vom|am|du|del?|the|hormone|hormonal|sanguin|sang|sangre|sangue|date|taken|drawn|{_OF_RESULTS})\b\W*)*"
    rf"\b(?:{_OF_RESULTS})\b\W*(?:(?:from|on|of|vom|am|du|del?|the|date|taken|drawn|were|was|done|op|-|in)\b\W*)*"
    rf"(?P<day>{DATE.pattern})(?:,?\s*(?:at |um )?\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\.?| uhr)?)?"
    rf"[\s,(]*(?:fasting|fasted|fasten|n[uü]chtern|trough|morning|blood|labs?|tests?|results?)?\W*",
    re.IGNORECASE,
)


_LONGEST_HEADING: Final = 300


def without_earlier_days(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the days that stand beneath a column of earlier results and are of that column alone."""
    kept: list[Line] = []
    head = ""
    for line in lines:
        words = line.text[:LONGEST_LINE]
        if PRIOR_WORDS.search(head) and _COLUMN_DAY.fullmatch(words):
            kept.append(replace(line, text=""))
            continue
        kept.append(line)
        if words.strip():
            head = words if _COLUMNS.search(words.strip()) or order_of_columns(words) else ""
    return kept


_COLUMNS: Final = later(r"\s{2,}|\t|\|")
_COLUMN_DAY: Final = later(
    rf"\W*(?:(?:du|le|vom|am|del?|of|on|from)\s)?(?:{DATE.pattern})(?:\s+\d\d?[:.h]\d\d)?\W*", re.IGNORECASE
)


def first_day(text: Text) -> date | None:
    """Return the day of the sample, where it stands below the first results."""
    for line in text.lines:
        if (day := day_of_line(line.text[:LONGEST_LINE], line.place, text)) is not None:
            return day
    return text.day


def day_of_line(words: str, place: Place, text: Text) -> date | None:
    """Return the day that a line gives for the results beneath it; ``None`` where it gives none."""
    match = _TAKEN_ON.search(words) or _ANY_DATE.search(words) or _BARE_DATE.match(words)
    if match is None and (heading := _HEADING.fullmatch(words[:_LONGEST_HEADING])) is not None:
        match = heading
    day = None if match is None else text.date_in(match["day"], place)
    return None if day is None or is_to_come(words, day, text.answers.read_on) else day
