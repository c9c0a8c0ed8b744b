"""On which day a laboratory's report says that its sample was taken."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from osteotwin.importing.found import Place
from osteotwin.importing.lines import LONGEST_LINE, Text
from osteotwin.importing.scan_lists import DATE

_TAKEN_ON: Final = re.compile(
    r"(?:collect(?:ed|ion)|drawn|specimen|sample|taken|pr[eé]l[eè]vement|extracci[oó]n|toma de muestra|prelievo|"
    r"colheita|coleta|afname(?:datum)?|"
    r"entnahme(?:datum)?|abnahme(?:datum)?|laborwerte|laborbefund)"
    r"(?:\s*(?:date|on|taken|collected|received|vom|am|du|le|del|op))*"
    r"(?:\s*/?\s*time)?\s*[:=]?\s*(?=.{0,18}\d)(.{6,40})", re.IGNORECASE)  # fmt: skip
_ANY_DATE: Final = re.compile(
    r"(?:^\W*|\s{2}|\bresults?\s+)(?:date(?: of (?:service|test|collection))?|datum)\s*[:=]\s*(.{6,40})",
    re.IGNORECASE,
)
#: A line that is a date and nothing else heads what follows.
_BARE_DATE: Final = re.compile(rf"^\W*({DATE.pattern})\W*$", re.IGNORECASE)
#: Words of a heading above results, none of which says that its day is another than that of the sample.
_OF_RESULTS: Final = (
    r"bloods?|tests?|blood ?work|labs?|laboratory|panels?|results?|hormones?|bilan|prise de sang|an[aá]lisis|analyses?|"
    r"anal[ií]tica|laborwerte|labor(?:befund)?|blut(?:werte|bild|untersuchung|abnahme)|esami|bloedonderzoek|bloedwaarden"
)
_HEADING: Final = re.compile(
    rf"\W*(?:(?:my|latest|recent|fasting|fasted|morning|evening|trough|peak|full|private|annual|routine|work|from|on|of|"
    rf"vom|am|du|del?|the|hormone|hormonal|sanguin|sang|sangre|sangue|date|taken|drawn|{_OF_RESULTS})\b\W*)*"
    rf"\b(?:{_OF_RESULTS})\b\W*(?:(?:from|on|of|vom|am|du|del?|the|date|taken|drawn|were|was|done|op|-|in)\b\W*)*"
    rf"(?P<day>{DATE.pattern})(?:,?\s*(?:at |um )?\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\.?| uhr)?)?"
    rf"[\s,(]*(?:fasting|fasted|fasten|n[uü]chtern|trough|morning|blood|labs?|tests?|results?)?\W*",
    re.IGNORECASE,
)


_LONGEST_HEADING: Final = 300


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
        return text.date_in(heading["day"], place)
    return None if match is None else text.date_in(match[1], place)
