"""How a story of drugs is written, shown with the drugs and the doses that it tells of."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.names import usual_dose, usual_rhythm
from osteotwin.asking.drugs.taken import is_shown
from osteotwin.asking.drugs.told_drugs import drugs_in, name_places
from osteotwin.asking.drugs.told_line import is_read, line_of, meant
from osteotwin.asking.when import MONTH_NAME
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.units import LONGEST_WORDS, in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: "300-500 mg/week"
RANGE: Final = later(
    r"(?P<low>\d+(?:\.\d+)?) ?(?:mg|mcg|ug|g|iu)? ?(?:-|\u2013|to) ?(?P<high>\d+(?:\.\d+)?) ?(?P<unit>mg|mcg|"
    r"ug|g|iu)\b",
    re.IGNORECASE,
)
_AMOUNT: Final = later(
    r"(?<![\d.,/-])(?<!by )(?P<n>\d+(?:\.\d+)?) ?(?P<unit>mgs?|mcg|ug|\u00b5g|\u03bcg|g|iu|units?|milligrams?)\b"
    r"(?! ?/ ?(?:ml|dl|l)\b)",
    re.IGNORECASE,
)
#: "up from 0.5 mg", "before that 20 mg": the dose behind such words is the earlier one.
_EARLIER_LAST: Final = later(
    r"\b(?:(?:up|down|increased|raised|reduced|lowered|decreased|changed|tapered) from|before|previously|formerly|"
    r"earlier|was|were|used to)\b",
    re.IGNORECASE,
)
#: Made up, and said to be: of doses that follow each other.
_DAYS: Final = {
    2: ("since March 2021 until May 2023", "since May 2023"),
    3: ("since March 2021 until May 2022", "since May 2022 until May 2023", "since May 2023"),
}
#: What is told is over; and what goes on all the same.
_OVER: Final = later(
    r"\b(?:stopped|quit|ended|finished|came off|discontinued|until|till|used to|was on|had been on|no longer|holiday|"
    r"paused?|off since|break from)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = later(r"\b(?:now|still|again|restarted|since then|currently)\b", re.IGNORECASE)
#: So many drugs, and doses of one of them, are shown.
_MOST = 3


def with_means(text: str) -> str:
    """Return a text with the mean of each range of doses in its place."""
    return RANGE.sub(
        lambda both: f"{(float(both['low']) + float(both['high'])) / 2.0:g} {both['unit']}", text
    )


def how_to_write(text: str) -> str:
    """Return how the drugs of a text are written: each dose with its days, or, of one dose of each, a line of each.

    Examples
    --------
    >>> how_to_write("letrozole, first 1.25 mg daily and 2.5 mg daily later")
    'write each dose with its own days, for example "letrozole 1.25 mg daily since March 2021 until May 2023; \
letrozole 2.5 mg daily since May 2023", with your own days, and "starting today" for what begins now'
    """
    text = with_means(text)
    names = _names(text)
    if not names:
        return neutral(text)
    if len(names) == 1 and _OVER.search(text) and not _GOES_ON.search(text):
        return f'write it with both its days, as in "{ended_as(text)}", with your own'
    each = [_steps(text, name) for name in names[:_MOST]]
    lines = "; ".join(line for steps in each for line in steps)
    if any(len(steps) > 1 for steps in each):
        return (
            f'write each dose with its own days, for example "{lines}", with your own days, and "starting today" for '
            "what begins now"
        )
    numbers = "numbers and days" if re.search(r"\d", lines) else "days"
    return f'write it as in "{lines}", with your own {numbers}, and "until May 2024" where it has ended'


#: What has ended stands behind it, where a drug does.
STOPPED: Final = later(
    r"\b(?:i )?(?:have )?(?:stopped|quit|came off|discontinued|finished|gave up)"
    r"(?: (?:taking|using|with|the|my))* (?P<what>[^,;.()]+)",
    re.IGNORECASE,
)


def ended_as(text: str) -> str:
    """Return what of a text is over as it is written with both its days; of another drug where it names none.

    Examples
    --------
    >>> ended_as("stopped letrozole in June 2024 after 5 years")
    'letrozole 2.5 mg daily for 5 years until June 2024'
    """
    names = _names(text)
    if not names:
        return "finasteride 1 mg daily since March 2021 until May 2024"
    name = next((one for one in names if not is_shown(one)), names[0])
    if (stopped := STOPPED.search(text)) is not None:
        behind = [one for one in names if one in stopped["what"]]
        name = min(behind, key=stopped["what"].index) if behind else name
    line, _ = line_of(text, name)
    return line if " until " in line else f"{line.split(' since ')[0]} since March 2021 until May 2024"


def some_days(text: str) -> str:
    """Return a drug that is not taken on every day as it is written: so often on average."""
    name = next(iter(_names(text)), "finasteride")
    amount = understood_of(_words_of(text, name)).amount or usual_dose(name)
    return " ".join(filter(None, (name, amount, "twice a week since March 2023")))


def neutral(text: str) -> str:
    """Return an example of another drug, for a text that names none that is known."""
    name, more, less = (
        ("letrozole", "2.5 mg", "1.25 mg") if "finast" in text.casefold() else ("finasteride", "5 mg", "1 mg")
    )
    return (
        f'write each dose with its own days, as in "{name} {more} daily since March 2021 until May 2023; {name} '
        f'{less} daily since May 2023" (an example of another drug), and "starting today" for what begins now'
    )


def _names(text: str) -> list[str]:
    """Return the drugs of a text, each once."""
    return list({meant(name): name for name in reversed(drugs_in(text))}.values())[::-1]


def _steps(text: str, name: str) -> list[str]:
    """Return a line for each dose of a drug, the earliest first."""
    line, _ = line_of(text, name)
    words = _words_of(text, name)
    plain = with_units(in_digits(in_english(words[:LONGEST_WORDS])))
    if (reducing := _reducing(plain, name)) is not None:
        return [reducing]
    amounts = list(dict.fromkeys(f"{one['n']} {one['unit']}" for one in _AMOUNT.finditer(plain)))
    if len(amounts) > 1 and (course := _course(plain, name, amounts)) is not None:
        return [course]
    if not 1 < len(amounts) <= _MOST:
        return [line]
    if len(amounts) == len(_DAYS[2]) and _is_turned(plain):
        amounts.reverse()
    often = understood_of(_OF_MONTH.sub(" ", plain)).often or (
        "daily" if is_shown(name) else usual_rhythm(name)
    )
    if not all(is_read(f"{amount} {often}", name) or is_shown(name) for amount in amounts):
        return [line]
    return [
        f"{name} {amount} {often} {days}" for amount, days in zip(amounts, _DAYS[len(amounts)], strict=True)
    ]


#: "15, 10 and 5 mg": the unit of the last one is of all.
_LISTED: Final = later(
    r"(?<![\d.])(?P<some>\d+(?:\.\d+)?(?:, ?\d+(?:\.\d+)?)*),? (?:and|then) (?=\d+(?:\.\d+)? ?(?P<unit>mg|mcg|ug)\b)"
)
_OF_MONTH: Final = later(rf"\b(?:in|since|from|on) {MONTH_NAME}(?: (?:19|20)\d\d)?\b", re.IGNORECASE)
#: "30 mg down by 5 mg a week", "10 mg, reducing by 1 mg every 4 weeks"
_BY_STEPS: Final = later(
    r"\bby (?P<less>\d+(?:\.\d+)?) ?(?:mg|mcg|ug) (?:a |per |every |each )(?P<n>\d+ )?(?P<unit>day|week|month)s?\b"
)


def with_units(text: str) -> str:
    """Return a text with the unit of a list of amounts behind each of them.

    Examples
    --------
    >>> with_units("then 15, 10 and 5 mg")
    'then 15 mg, 10 mg, 5 mg'
    """
    return _LISTED.sub(
        lambda found: "".join(f"{one} {found['unit']}, " for one in re.split(r", ?", found["some"])), text
    )


def _reducing(plain: str, name: str) -> str | None:
    """Return the first steps of a course that is reduced by so much each time; ``None`` for any other doses."""
    steps = _BY_STEPS.search(plain)
    amounts = (
        [(float(one["n"]), one["unit"]) for one in _AMOUNT.finditer(plain[: steps.start()])] if steps else []
    )
    if steps is None or not amounts:
        return None
    (last, unit), less = amounts[-1], float(steps["less"])
    span = f"{(steps['n'] or '1 ').strip()} {steps['unit']}"
    span += "" if span.startswith("1 ") else "s"
    told = [amount for amount, _ in amounts] + [
        last - less * step for step in (1, 2) if last - less * step > 0.0
    ]
    whole = " then ".join(f"{amount:g} {unit} daily for {span}" for amount in told)
    return f"{name} {whole} starting 1 March 2026"


#: How long each dose of a course is taken.
_LASTS: Final = later(r"\bfor (?P<span>\d+ (?:days?|weeks?|months?))\b")


def _course(plain: str, name: str, amounts: list[str]) -> str | None:
    """Return a course by steps of so many days each, where it is told by lengths; ``None`` for any other doses."""
    lasts = [found["span"] for found in _LASTS.finditer(plain)]
    if not lasts or re.search(r"(?:19|20)\d\d|\bago\b", plain):
        return None
    often = "daily" if is_shown(name) or usual_rhythm(name) == "daily" else usual_rhythm(name)
    spans = [lasts[min(place, len(lasts) - 1)] for place in range(len(amounts))]
    steps = " then ".join(f"{amount} {often} for {span}" for amount, span in zip(amounts, spans, strict=True))
    return f"{name} {steps} starting 1 March 2026"


def _words_of(text: str, name: str) -> str:
    """Return all words of a text about its only drug; of several, those from a name to the next one."""
    places = name_places(text)
    if len({meant(text[slice(*place)]) for place in places}) == 1:
        return text
    start = next((place for place in places if text[slice(*place)] == name), (0, 0))[0]
    end = next((place[0] for place in places if place[0] > start), len(text))
    return text[start:end]


def _is_turned(text: str) -> bool:
    """Tell whether the earlier of two doses stands behind the later one."""
    first, second = list(_AMOUNT.finditer(text))[:2]
    return _EARLIER_LAST.search(text, first.end(), second.start()) is not None
