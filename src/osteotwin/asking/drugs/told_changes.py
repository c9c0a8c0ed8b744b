"""Changes of the dose of one drug: "200 mg weekly since Jan 2024, dropped to 150 mg weekly in March 2025"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.dose_words import is_rhythm, steps_of
from osteotwin.asking.drugs.names import known_kind, usual_dose, usual_rhythm
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_AMOUNT: Final = (
    r"(?:\d[\d.,]*|\.\d+) ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?|ml|cc|pumps?|tablets?|tabs?)(?![a-z])"
)
_OFTEN: Final = (
    r"(?:daily|weekly|monthly|every|once|twice|each|eod|e\d|q\d|(?:two|three|\d) ?(?:x|times)|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
)
#: Verbs of a dose that becomes another.
CHANGED: Final = (
    r"(?:dropped|reduced|lowered|decreased|cut|increased|upped|raised|bumped|titrated|tapered|adjusted|changed|switched|"
    r"moved|swapped|went)"
)
_WHO: Final = (
    r"(?:[\s,.;(\u2013-]|\b(?:and|then|but|so|i|i've|was|were|have|has|had|got|been|we|"
    r"they(?= \w+ (?:it|me|my|the|that|this)\b)|"
    r"(?:my |the )?(?:doctor|doc|dr|endo|gp|onc\w*|clinic))\b)"
)
_CHANGE: Final = later(
    rf"(?:{_WHO}+(?:{CHANGED}(?: it| me| that| this|(?: the| my)? dos(?:e|age))?(?: back)?(?: up| down)?"
    rf"(?: (?:in|on) (?P<day>[^,;]{{4,20}}?))? to|(?:now|currently)(?: on| at| taking| only| just)?|"
    rf"(?:back )?(?:down|up) to)|"
    rf"(?<=\d\d\d\d),? (?:and )?then(?: on)?|(?<=\d\d\d\d),(?= ?{_AMOUNT}[^,;]* (?:since|from) ))"
    rf"\s+(?=(?:about |only )?(?:{_AMOUNT}|{_OFTEN}\b))",
    re.IGNORECASE,
)
_LESS: Final = later(r"\bdown\b|\b(?:dropped|reduced|lowered|decreased|cut|tapered)\b", re.IGNORECASE)
_MORE: Final = later(r"\bup\b|\b(?:increased|upped|raised|bumped)\b", re.IGNORECASE)
#: How many times as much another dose may be that does not say how often it is taken: once a day, and more seldom; and
#: how many times as often one that does not say how much.
_OF_DAY, _OF_WEEK, _AS_OFTEN = 4.0, 2.5, 3.5
#: And where no word tells whether it is more or less.
_UNTOLD_OF_DAY, _UNTOLD_OF_WEEK, _UNTOLD_OFTEN = 2.5, 1.9, 1.0
#: "for 3 months"
_FOR_SO_LONG: Final = later(r"\bfor (?:\d+|an?|a few|a couple of) ?(?:days?|weeks?|wks?|months?|mos?|years?)\b",
                                 re.IGNORECASE)  # fmt: skip
_COUNTS: Final = later(r"\d|\.\d|half\b", re.IGNORECASE)
_LEADING: Final = later(rf"{_AMOUNT}", re.IGNORECASE)


_FIRST_DAY: Final = later(r"\b(?:since|start(?:ed|ing)|began|from|ago|(?:19|20)\d\d)\b", re.IGNORECASE)


def tells_change(text: str) -> bool:
    """Tell whether a dose becomes another in a text, and not by steps of so many days each."""
    change = _CHANGE.search(text)
    return change is not None and _FIRST_DAY.search(text, 0, change.start()) is not None


def doses_of(part: str, name: str) -> list[str]:
    """Return the doses of one drug, one after the other, each with the name, and with what the one before says of it.

    Parameters
    ----------
    part : str
        What is told of the drug, from its name or its first amount on.
    name : str

    Examples
    --------
    >>> doses_of("test cyp 200 mg weekly since Jan 2024, dropped to 150 mg in March 2025", "test cyp")
    ['test cyp 200 mg weekly since Jan 2024', 'test cyp 150 mg weekly in March 2025']
    """
    told, verbs, before, day = list[str](), list[str](), 0, ""
    for change in _CHANGE.finditer(part):
        if not re.search(r"\d", part[before : change.start()]):
            continue  # "up to 1 mg": nothing was before
        told.append(f"{part[before : change.start()]}{day}")
        verbs.append(change[0])
        before, day = change.end(), f" in {change['day']}" if change["day"] else ""
    told.append(f"{part[before:]}{day}")
    doses = [told[0]]
    for one, verb in zip(told[1:], verbs, strict=True):
        doses.append(f"{name} {_whole(one, doses[-1], name, verb)}")
    if len(told) > 1 and (long := _FOR_SO_LONG.search(told[-1])) is not None:
        raise UnclearAnswerError(
            "drugs", f"{quoted(part)}, which does not tell what was taken after the dose {long[0]}",
            "the days of each dose", 'part them by semicolons, each as "... since March 2024 until June 2024"',
        )  # fmt: skip
    return doses


def _whole(dose: str, earlier: str, name: str, verb: str) -> str:
    """Return a dose with the amount or the rhythm that only the one before it says.

    Raises
    ------
    UnclearAnswerError
        If it need not be the one of the dose before.
    """
    bare = re.sub(rf"\s*{re.escape(name)}\s*", " ", earlier, count=1).strip(" ,:")
    had = _LEADING.match(bare)
    has = _LEADING.match(dose)
    if had is None or (has is None and _COUNTS.match(dose)):
        return dose
    words, rest = _words(dose[has.end() :] if has else dose), bare[had.end() :].split()
    if has is not None and any(is_rhythm(" ".join(words[:count])) for count in range(1, len(words) + 1)):
        return dose
    often = _rhythm_of(rest)
    if has is None:
        new_often = _rhythm_of(words)
        times = _times_as_often(often, new_often)
        if times is None or not _fits(times, verb, _AS_OFTEN, _UNTOLD_OFTEN):
            offered = [f"{name} {had[0]} {new_often or dose}", f"{name} {_share(had[0], times)} {new_often}"]
            raise _unclear_change("how much", dose, earlier, offered if times else offered[:1])
        return f"{had[0]} {dose}"
    if not often:
        return dose
    if not _as_much(had[0], has[0], often, verb):
        other = _other_rhythm(often, usual_rhythm(name))
        raise _unclear_change(
            "how often", dose, earlier, [f"{name} {has[0]} {often}", f"{name} {has[0]} {other}"]
        )
    return f"{has[0]} {often} {dose[has.end() :].strip()}"


def _words(dose: str) -> list[str]:
    """Return the words before a day."""
    return re.split(r"\b(?:in|since|from)\b", dose)[0].split()


def _rhythm_of(words: list[str]) -> str:
    """Return the longest rhythm that words begin with."""
    return next(
        (" ".join(words[:count]) for count in range(len(words), 0, -1) if is_rhythm(" ".join(words[:count]))),
        "",
    )


def _as_much(had: str, has: str, often: str, verb: str) -> bool:
    """Tell whether an amount is taken as often as the one before it.

    Both are single doses, of each day or of a longer time, and differ as the verb says and not by too much.
    """
    old, new = steps_of(f"{had} {often}"), steps_of(f"{has} {often}")
    if not old or not new or len(old) != 1 or len(new) != 1 or old[0].rhythm is None:
        return False
    (before, unit), (after, other) = old[0].amount.split(" ", 1), new[0].amount.split(" ", 1)
    days = old[0].rhythm.days
    if unit != other or days < 1.0 or not days.is_integer() or len(old[0].rhythm.weekdays) > 1:
        return False
    times = float(after) / float(before)
    return (
        _fits(times, verb, _OF_DAY, _UNTOLD_OF_DAY)
        if days == 1.0
        else _fits(times, verb, _OF_WEEK, _UNTOLD_OF_WEEK)
    )


def _times_as_often(before: str, after: str) -> float | None:
    """Return how many times as often a rhythm is as another; ``None`` for what is none."""
    old, new = steps_of(f"1 mg {before}"), steps_of(f"1 mg {after}")
    if not before or not after or not old or not new or old[0].rhythm is None or new[0].rhythm is None:
        return None
    return old[0].rhythm.mean_days / new[0].rhythm.mean_days


def _other_rhythm(often: str, usual: str) -> str:
    """Return how often an amount may be taken instead: once where it was taken several times a day or a week."""
    steps = steps_of(f"1 mg {often}")
    days = steps[0].rhythm.mean_days if steps and steps[0].rhythm else 1.0
    if days != 1.0 and days < DAYS_PER_WEEK:
        return "daily" if days < 1.0 else "weekly"
    return usual if usual != often else "weekly" if days == 1.0 else "daily"


def _share(amount: str, times: float | None) -> str:
    """Return what comes to the same where it is taken so many times as often."""
    number = re.match(r"[\d.]+", amount)
    return f"{float(number[0]) / times:.3g}{amount[number.end() :]}" if number and times else amount


def _fits(times: float, verb: str, most: float, untold: float) -> bool:
    """Tell whether so many times as much is what a verb says, and no more than it may be."""
    if _LESS.search(verb):
        return 1.0 / most <= times < 1.0
    if _MORE.search(verb):
        return 1.0 < times <= most
    return 1.0 / untold <= times <= untold


def _unclear_change(what: str, dose: str, earlier: str, offered: list[str]) -> UnclearAnswerError:
    """Return what to say of a dose that lacks what the one before it need not tell."""
    return UnclearAnswerError(
        "drugs", f"{quoted(dose)} behind {quoted(earlier)}, which does not tell {what} after the change", what,
        f'write for example {" or ".join(quoted(one) for one in offered)}',
    )  # fmt: skip


def unclear_days(earlier: str, later: str) -> UnclearAnswerError:
    """Return what to say where the days of two courses that follow each other are not both told."""
    old, new = (re.sub(r" (?:since|in|until|from|for)\b.*$", "", one).strip(" ,") for one in (earlier, later))
    said = _DAY_OF_LATER.search(later)
    day = said["day"] if said else "May 2024"
    lasted = _LASTED.search(in_digits(earlier))
    year = int(day[-4:]) - (int(lasted[1]) if lasted else 3)
    since = re.search(r"\bsince (.+)$", earlier)
    if said is None and since and since[1].endswith(" ago"):  # "for 2 years, then": it lasted so long
        long = f"for {since[1].removesuffix(' ago')}"
        return UnclearAnswerError(
            "drugs", f"{quoted(f'{old} {long}; {later}')}, which does not tell when the first one ended",
            "the day on which it ended",
            f'write for example "{old} {long} until May 2024; {new} since May 2024", with your own day',
        )  # fmt: skip
    if said is None and (since or lasted):
        begun, day = _for_example(since[1] if since else "", int(lasted[1]) if lasted else 0)
        return UnclearAnswerError(
            "drugs", f"{quoted(f'{earlier}; {later}')}, which does not tell when the first one began and when it ended",
            "both days", f'write for example "{old} since {begun} until {day}; {new} since {day}", with your own days',
        )  # fmt: skip
    begun = since[1] if since else f"{day[:-4]}{year}" if lasted else f"March {year}"
    return UnclearAnswerError(
        "drugs", f"{quoted(f'{earlier}; {later}')}, which does not tell when the first one began and when it ended",
        "both days", f'write for example "{old} since {begun} until {day}; {new} since {day}", or '
        f'"{old} since {begun}; {new} since {day}" where both go on',
    )  # fmt: skip


def _for_example(since: str, years: int) -> tuple[str, str]:
    """Return a first and a last day for an example: the first one that is told, and so many years between them."""
    year = re.search(r"(?:19|20)\d\d$", since)
    if year is not None and int(year[0]) + max(years, 1) <= _LATEST:
        return since, f"May {int(year[0]) + max(years, 1)}"
    return (
        (since, "last month")
        if since and not years
        else (f"March {_LATEST - 2 - years}", f"March {_LATEST - 2}")
    )


#: No later year stands in an example of what is over.
_LATEST: Final = 2025


def unclear_begin(dose: str, until: str) -> UnclearAnswerError:
    """Return what to say of a drug of now behind one that has ended on a day that is told."""
    return UnclearAnswerError(
        "drugs", f"{quoted(dose)} of now behind a drug that has ended, which does not tell when it began",
        "its first day, too", f'write "{dose} since {until}" if it followed at once, else its own first day',
    )  # fmt: skip


_LASTED: Final = later(r"\bfor (?:the )?(\d+) (?:years?|yrs?)\b")
_DAY_OF_LATER: Final = later(r"\b(?:since|from|in) (?P<day>(?:[a-z]{3,9} )?(?:19|20)\d\d)\b", re.IGNORECASE)


_SO_LONG_AGO: Final = later(
    r" since (?P<span>(?:about |almost )?(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:years?|months?|weeks?)) ago$",
    re.IGNORECASE,
)
_ONLY_AMOUNT: Final = later(r"(?<=[^\W\d_]) \d[\d.,]* ?(?:mg|mcg|ug|g|iu)$", re.IGNORECASE)
_UNTIL_WHEN: Final = later(r"\b(?:until|till) (?P<day>[^,;()]+)$", re.IGNORECASE)
#: "but I stopped that about a week ago": when it ended is told.
_STOPPED: Final = later(
    r"\b(?:stopped|quit|ended|finished|came off)(?: (?:it|that|this|them|taking it|taking that))?"
    r"(?: (?:in|on))? (?P<day>(?:about |around |almost )?[^,;]+?(?:ago|(?:19|20)\d\d|yesterday))",
    re.IGNORECASE,
)


def unclear_end(dose: str) -> UnclearAnswerError:
    """Return what to say of a dose of earlier times whose first or last day is not told."""
    if dose.count("(") != dose.count(")"):
        dose = re.sub(r"[()]", "", dose)
    dose = _SO_LONG_AGO.sub(r" for \g<span>", dose)  # it lasted so long
    bare = re.sub(r",? (?:since|in|until|till|from|for|but|and|stopped|quit)\b.*$", "", dose).strip(" ,")
    lacks = ""
    if _ONLY_AMOUNT.search(bare):
        name = _ONLY_AMOUNT.sub("", bare)
        bare, lacks = f"{bare} {usual_rhythm(name)}", ", and how often"
    if not re.search(r"\d", bare) and known_kind(bare) is not None:
        bare, lacks = (
            f"{bare} {usual_dose(bare)} {usual_rhythm(bare)}".strip(),
            ", and how much and how often",
        )
    lasted = _FOR_SO_LONG.search(dose)
    until = _UNTIL_WHEN.search(dose)
    if lasted is not None or until is not None:
        day = (
            re.sub(r"^last (?=[A-Za-z]{3,9}$)(?!year|month|week)", "", until["day"]) if until else "May 2024"
        )
        day = day if re.search(r"\d|last", day) else f"{day} 2025"
        begun = lasted[0] if lasted else "since March 2021"
        return UnclearAnswerError(
            "drugs", f"{quoted(dose)} of earlier times, which does not tell when it {'began' if until else 'ended'}",
            f"its {'first' if until else 'last'} day, too{lacks}",
            f'write for example "{bare} {begun} until {day}", with your own',
        )  # fmt: skip
    if (stopped := _STOPPED.search(dose)) is not None:
        day = re.sub(r"^(?:about|around|almost) ", "", stopped["day"])
        return UnclearAnswerError(
            "drugs", f"{quoted(dose)} of earlier times, which does not tell when it began", "its first day, too",
            f'write for example "{bare} since March 2021 until {day}"',
        )  # fmt: skip
    said = bare if dose.endswith(" ago") else dose
    return UnclearAnswerError(
        "drugs", f"{quoted(said)} of earlier times, which does not tell when it ended",
        f"its first and its last day{lacks}",
        f'write for example "{bare} since March 2021 until May 2024", or "{bare} since March 2021" where it goes on',
    )  # fmt: skip
