"""The days of the week as other languages write them."""

from __future__ import annotations

from typing import Final

#: Each day in English -> its names in German, French, Spanish and Italian.
DAYS: Final = {
    "Monday": "montags?|lundis?|lunes|luned[i\u00ec]",
    "Tuesday": "dienstags?|mardis?|martes|marted[i\u00ec]",
    "Wednesday": "mittwochs?|mercredis?|mi[e\u00e9]rcoles|mercoled[i\u00ec]",
    "Thursday": "donnerstags?|jeudis?|jueves|gioved[i\u00ec]",
    "Friday": "freitags?|vendredis?|viernes|venerd[i\u00ec]",
    "Saturday": "samstags?|sonnabends?|samedis?|s[a\u00e1]bados?|sabato",
    "Sunday": "sonntags?|dimanches?|domingos?|domeniche?|domenica",
}
