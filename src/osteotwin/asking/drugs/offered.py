"""What is offered in place of words about a drug that are not understood: his own numbers, in words that are read."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import Final

from osteotwin.asking.drugs.names import usual_dose, usual_rhythm
from osteotwin.asking.drugs.own_example import RANGE, how_to_write, with_means
from osteotwin.asking.drugs.told_line import CHANGED_TO, FOR_SO_LONG, WAS, is_read, lacks_way, line_of, meant
from osteotwin.asking.drugs.told_often import all_days, either_often, tells_often
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import of_class
from osteotwin.units import LONGEST_WORDS, in_digits
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_MASS: Final = r"(?:mgs?|mcg|ug|g|iu|units?|milligrams?)\b"
#: How many drugs of a text a line is offered for, and how many of its numbers are named.
_MOST, _MOST_NUMBERS = 3, 4


def among_words(text: str, told: Iterable[str]) -> UnclearAnswerError:
    """Return what is asked of drugs that are named among words that are not understood.

    Parameters
    ----------
    text : str
    told : iterable of str
        The names that it holds.
    """
    names = _each_once(told)
    names = [name for name in names if not _is_denied(name, text)] or names
    if (weeks := _WEEKS.search(text)) is not None:
        return UnclearAnswerError(
            "drugs", f"{quoted(weeks[0])} in {quoted(text)}, which does not tell on which day week 1 begins",
            "the first and the last day of each drug, and an amount with its unit",
            'write for example "finasteride 1 mg daily from 1 March 2026 to 10 May 2026" (an example of another drug), '
            "and a semicolon before the next drug",
        )  # fmt: skip
    if (class_ := _class_beside(text, names)) is not None and names:
        of, members = class_
        over = " until March 2023" if _THEN.search(text) else ""
        first = re.sub(r" (?:since|until) .*$", "", line_of(text, names[0])[0])
        then = f"{members[0].lower()} {usual_dose(members[0])} {usual_rhythm(members[0])} since March 2023"
        return UnclearAnswerError(
            "drugs", f"{quoted(of)} in {quoted(text)}, which may be any of several drugs",
            f"which one, as {', '.join(members)}; and of each drug how much, how often and its first and last day",
            f'write for example "{first} since March 2021{over}; {then}", with your own drugs, numbers and days',
        )  # fmt: skip
    if _tells_part(text) or any(_counts(name, text) for name in names):
        return UnclearAnswerError(
            "drugs", f"{quoted(text)}, which names {', '.join(names)} and a part or a number of tablets or ampoules",
            "how much of the drug is taken each time, how often, and since when",
            _IN_ALL,
        )  # fmt: skip
    lines = _switched(text, names, [line_of(text, name) for name in names])
    offered = "; ".join(line for line, _ in lines[:_MOST])
    told = FOR_SO_LONG.sub(" ", text) if WAS.search(text) and " until " in offered else text
    if lost := lost_of(told, offered):
        of_name = f" of {names[0]}" if len(names) == 1 else ""
        gone = {
            "since when",
            *(
                ["how much"]
                if any(re.search(rf"(?<![\d.]){re.escape(one)} ?{_MASS}", in_digits(text)) for one in lost)
                else []
            ),
        }
        return UnclearAnswerError(
            "drugs", f"{quoted(text)}, which names {', '.join(names)} among words that are not understood, as "
            f"{' and '.join(lost[:_MOST_NUMBERS])} in it {'is' if len(lost) == 1 else 'are'}{_read_of(lines)}"
            + _lacking(names, [tuple(word for word in words if word not in gone) for _, words in lines]),
            f"how much{of_name} each time, how often and since when, of each dose", how_to_write(text),
        )  # fmt: skip
    more = _lacking(names, [words for _, words in lines])
    product = "product and " if any(lacks_way(name, text) for name in names) else ""
    return UnclearAnswerError(
        "drugs", f"{quoted(text)}, which names {', '.join(names)} among words that are not understood{more}",
        "each drug with its dose, how often, and since when",
        f'write it as in "{offered}", with your own {product}numbers, and "until May 2024" where it has ended',
    )  # fmt: skip


def _class_beside(text: str, names: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """Return a class of drugs that a text names beside drugs of other classes, and its members; ``None`` for none."""
    mine = {product.label for name in names for product in products_named(name)}
    for word in _CLASS_WORD.findall(text):
        members = tuple(of_class(word))
        if len(members) > 1 and mine.isdisjoint(members) and word not in names:
            return word, members
    return None


_THEN: Final = later(r"\b(?:switch|chang|mov|swap)(?:p?ed|ing)\b|\bthen\b|\bnow\b", re.IGNORECASE)
#: "an AI", "a SERM", "on TRT"
_CLASS_WORD: Final = later(
    r"(?<![\w-])(?:AI|SERM|TRT|bisphosphonate|aromatase inhibitor)(?![\w-])", re.IGNORECASE
)


def _is_denied(name: str, text: str) -> bool:
    """Tell whether a drug is said not to be taken: it is not offered as one that is."""
    before = (
        rf"\b(?:not|never|no|without|nicht|kein\w*) (?:(?:on|taking|the|my|an?|any) )*{re.escape(name)}\b"
    )
    return re.search(before, text, re.IGNORECASE) is not None


def _read_of(lines: list[tuple[str, tuple[str, ...]]]) -> str:
    """Return words on the doses of a text that are understood whole."""
    bare = [
        re.sub(r" since .*$", "", line) for line, lacks in lines if not {"how much", "how often"} & set(lacks)
    ]
    whole = [one for one in bare if re.search(r"\d", one)]
    return f" (what is understood is {'; '.join(whole)})" if whole else ""


def _each_once(told: Iterable[str]) -> list[str]:
    """Return names, of several of one drug the first."""
    found: dict[Hashable, str] = {}
    for name in told:
        found.setdefault(meant(name), name)
    return list(found.values())


_ANY_NUMBER: Final = later(r"(?<![\w.,-])\d[\d.,]*\d|(?<![\w.,-])\d")


#: "wk 1-10"
_WEEKS: Final = later(r"\b(?:weeks?|wks?) ?\d{1,2} ?(?:-|\u2013|to) ?\d{1,2}\b", re.IGNORECASE)


def lost_of(text: str, offered: str) -> list[str]:
    """Return the numbers of a text that an example does not hold."""
    had = in_digits(in_english(text[:LONGEST_WORDS]))
    held = {float(one.replace(",", "")) for one in _ANY_NUMBER.findall(in_digits(offered)) if _is_number(one)}
    return [
        one
        for one in dict.fromkeys(_ANY_NUMBER.findall(had))
        if _is_number(one) and float(one.replace(",", "")) not in held
    ]


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:,\d{3})*(?:\.\d+)?", text) is not None


def _switched(
    text: str, names: list[str], lines: list[tuple[str, tuple[str, ...]]]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return lines in which a drug ends where another one came in its place on a day that is told."""
    for place, name in enumerate(names[1:]):
        before = text[: max(text.find(name), 0)]
        (line, lacks), (after, _) = lines[place], lines[place + 1]
        day = re.search(r" since (?P<day>.+?)(?: until .*)?$", after)
        if (
            CHANGED_TO.search(before)
            and day is not None
            and " until " not in line
            and "since when" not in lines[place + 1][1]
        ):
            bare = re.sub(r" since .*$", "", line)
            end = day["day"]
            began = "March 2015"
            lines[place] = (
                f"{bare} since {began} until {end}",
                (*(one for one in lacks if one != "since when"), "since when"),
            )
    return lines


def _lacking(names: list[str], each: list[tuple[str, ...]]) -> str:
    """Return what lacks of each drug, said once where it is the same of all."""
    if not any(each):
        return ""
    if len(set(each)) == 1:
        return f"; what lacks is {', '.join(each[0])}"
    lacks = (f"{', '.join(words)} of {name}" for name, words in zip(names, each, strict=True) if words)
    return f"; what lacks is {'; '.join(lacks)}"


def of_range(text: str, told: Iterable[str]) -> UnclearAnswerError | None:
    """Return what is asked of drugs of which one is told by a range: one dose and its days; ``None`` where none is.

    Parameters
    ----------
    text : str
    told : iterable of str
        The names that it holds.
    """
    found = RANGE.search(text)
    if found is None or not (names := list(dict.fromkeys(told))):
        return None
    one = with_means(text)
    offered = "; ".join(line_of(one, name)[0] for name in names[:_MOST])
    return UnclearAnswerError(
        "drugs", f"{quoted(found[0])} in {quoted(text)}, which is a range", "one dose of each drug and its days",
        f'write the dose that is taken, or the mean of it, and its first and last day, as in "{offered}", and "until '
        'May 2024" where it has ended',
    )  # fmt: skip


#: No amount of his drug is offered where a number may be of a part or of several: it would be twice or half of it.
_IN_ALL: Final = (
    'write how much it is each time in all, with its unit and how often: half a tablet of 1 mg is "0.5 mg", an ampoule '
    'of 250 mg "250 mg", and behind it how often, as in "daily" or "twice a week"; another drug behind a semicolon'
)


_PART: Final = later(
    r"(?<![\d.])0\.(?:5|25|75|333333|666667)"
    r"(?! ?(?:mg|mcg|ug|g|ml|cc|iu|units?|days?|weeks?|months?|years?|hours?|h)\b)|"
    r"\b(?:cut(?![^.;]* (?:to|down|back)\b)|halv\w+|quarter(?:s|ed)|broken|doubl\w+)\b|"
    r"\b(?:\d+|an?|une?) ?(?:tab(?:let)?|pill|cap(?:sule)?|amp(?:oule)?|vial|syringe|pump)s?\b"
)


def _tells_part(text: str) -> bool:
    """Tell whether words count parts of a tablet, tablets or ampoules."""
    return _PART.search(in_digits(in_english(text[:LONGEST_WORDS]))) is not None


def _counts(name: str, text: str) -> bool:
    """Tell whether a number of what bears a name is said: "two arimidex"."""
    return (
        re.search(
            rf"(?<![\d.,])[2-9] {re.escape(name.casefold())}", in_digits(in_english(text[:LONGEST_WORDS]))
        )
        is not None
    )


#: A dose that is not the one of before, or of later.
_CHANGES: Final = later(
    r"\b(?:started|start|began|was|were|used to|doubled|up to|increas\w+|decreas\w+|changed|"
    r"getting ready|going to|before)\b",
    re.IGNORECASE,
)
#: A dose that becomes less by steps.
_TAPERS: Final = later(r"\b(?:taper|reduc|wean|decreas|then)\w*", re.IGNORECASE)


#: Words that may end, pause, deny or bind what is told: without them it would say something else.
TURNS: Final = later(
    r"\b(?:stop\w*|till?|until|end(?:s|ed|ing)?|paus\w*|break\w*|hold|held|off|quit|not?|never|if|when\w*|unless|only|"
    r"except\w*|instead|was|were|old|months?|weeks?|years?|days?|last|next|after|before|while|half|halved|twice|double)\b|"
    r"n['\u2019]t\b",
    re.IGNORECASE,
)


def unclear_dose(name: str, dose: str) -> UnclearAnswerError:
    """Return what is asked of the dose of a drug that is not understood, or not whole.

    Parameters
    ----------
    name : str
    dose : str
        What stands behind the name.
    """
    told = understood_of(dose)
    usual = ", which is what is usual" if products_named(name) else ""
    left = f", in which {_listed(told.left)} is not understood" if told.left else ""
    whole = f"{name} {told.amount} {told.often}"
    if told.amount and told.often and (last := _LAST_DOSE.search(in_english(dose))) is not None:
        return UnclearAnswerError(
            "drugs", f"{quoted(last[0])} behind {whole}, which tells the last dose and not the first", "since when",
            f'write "{whole} since March 2023", with your own first day',
        )  # fmt: skip
    if told.amount and (either := either_often(dose)) is not None:
        ways = " or ".join(f'"{name} {told.amount} {often}"' for often in either)
        return UnclearAnswerError(
            "drugs", f"{quoted(dose)} behind {name}, in which how often is a range", "how often, as one number",
            f"write {ways}, whichever comes nearer",
        )  # fmt: skip
    if all_days(dose) and told.amount and len(re.findall(rf"\d ?{_MASS}", in_digits(dose))) == 1:
        whole = f"{name} {told.amount} {all_days(dose)}"
        fix = f'write "{whole}" if that is meant, and days behind it as "since March 2023 until May 2024"'
    elif any(_tells_part(words) for words in told.left):
        fix = _IN_ALL
    elif any(_NUMBER.search(_LENGTH.sub("", _DATED.sub("", words))) for words in told.left):
        fix = how_to_write(f"{name} {dose}") if _CHANGES.search(dose) else _IN_ALL
    elif any(TURNS.search(words) or _DATED.search(words) for words in told.left):
        known = f"{name} {told.amount or usual_dose(name)} {told.often or usual_rhythm(name)}"
        fix = (
            f'write how often it is taken on average, and its days where it begins or ends, as in "{known} since March '
            '2023 until May 2024", with your own numbers'
        )
    elif (
        told.amount
        and told.often
        and not _TAPERS.search(dose)
        and not tells_often(told.left)
        and is_read(f"{told.amount} {told.often}", name)
    ):
        fix = f'write "{whole}" if that is meant, and days behind it as "since March 2023 until May 2024"'
    elif _TAPERS.search(dose):
        fix = 'write each dose and how long it is taken, as in "20 mg daily for 2 weeks then 10 mg daily for 2 weeks"'
    elif told.amount and not told.often:
        said = f"{name} {told.amount}"
        fix = (
            f'write for example "{said} {usual_rhythm(name)}" or "{said} every 3 days", and when it began or '
            'ended as "since March 2023" or "since March 2023 until May 2024"'
        )
    elif told.often and not told.amount and is_read(f"{usual_dose(name)} {told.often}", name):
        example = f"{name} {usual_dose(name)} {told.often}"
        fix = f'write how much, and how often in plain words, as in "{example}", with your own number'
    else:
        fix = (
            f'write how often in plain words, as in "{name} {usual_dose(name)} {usual_rhythm(name)}"{usual}; and '
            'days as "since March 2023 until May 2024"'
        )
    lacks = (
        "how much and how often" if bool(told.amount) == bool(told.often) else "how often, too" if told.amount else
        "how much, too"
    )  # fmt: skip
    return UnclearAnswerError("drugs", f"{quoted(dose)} behind {name}{left}", lacks, fix)


_LENGTH: Final = later(
    r"^for (?:the (?:past|last) )?(?:an?|[\d.]+) ?(?:day|week|month|year)s?$", re.IGNORECASE
)


#: "last dose 4 months ago"
_LAST_DOSE: Final = later(
    r"\blast (?:(?:dose|one|injection|shot|infusion)s? )?(?:(?:was|given|on|in) )*(?:\d[^()]*|"
    + MONTH_NAME
    + r"[^()]*)",
    re.IGNORECASE,
)
#: A number that may be of a dose, and not an hour or a level that is a condition.
_NUMBER: Final = later(r"^(?!.*\b(?:if|when|whenever|unless)\b).*(?<![\w.])(?<!at )(?<![<>] )\d")
_DATED: Final = later(
    rf"\b(?:{MONTH_NAME} )?(?:\d{{1,2}}[/.-])*(?:19|20)\d{{2}}\b|\b[\d.]+ [a-z]+ ago\b", re.IGNORECASE
)


def _listed(left: Iterable[str]) -> str:
    return " or ".join(quoted(words) for words in list(left)[:_MOST])
