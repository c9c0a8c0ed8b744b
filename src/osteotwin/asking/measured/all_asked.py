"""Everything that an answer on scans or blood tests lacks, asked at once: his own words with what lacks put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from osteotwin.asking.every_problem import every_problem
from osteotwin.asking.measured.months import month_of
from osteotwin.asking.measured.not_measured import holds_number
from osteotwin.asking.measured.words import no_day
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, read_day
from osteotwin.errors import Problem
from osteotwin.importing.idle_words import unsaying
from osteotwin.importing.scan_words import site_of
from osteotwin.units import listed

#: Stands before an answer without a day, to see what lacks beside it.
_SOME_DAY: Final = "1 January 2000"
_HIS_DAY: Final = "DAY MONTH YEAR"
#: A day that is told in part, or counted from another one, is asked of its own.
_PART_OF_DAY: Final = re.compile(
    r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])|['\u2019]\d\d\b|\bago\b|"
    r"\b(?:last|this) (?:year|month|week|spring|summer|autumn|fall|winter)\b"
)
_NO_UNIT: Final = "no unit in "
#: The ways of writing one number, of several numbers.
_OFFERED: Final = re.compile(r'behind the number: (?P<ways>"[^;]*?"(?:; "[^;]*?")*), or whichever')
_IDLE: Final = "leave it out if it changes nothing"
#: Words of which it is asked what they change, before those that hold them.
_WORDS: Final = re.compile(r'^(?P<words>"[^"]+"(?:(?:,| and) "[^"]+")*) in "')
_MOST_WORDS: Final = 4
_SHORTEST: Final = 3
#: Words that may make a value one of another day, or of somebody else: his words are not offered without them.
_TURNS: Final = re.compile(
    r"(?:goal|target|aim|free|hubby|partner\w*|ideal\w*|optimal|limit|mean|before|after|prior|next|previous(?:ly)?|baseline|old|first|last|since|until|not?|never|without|than|if|was|were|"
    r"mother\w*|father\w*|mum\w*|mom\w*|dad\w*|wife\w*|husband\w*|s(?:on|ister)\w*|daughter\w*|brother\w*|friend\w*|"
    r"her|his|their|he|she|they|saliva\w*|hair|estimat\w*|calculat\w*|expected|planned|vor|nach|avant|apr\u00e8s|antes|"
    r"despu\u00e9s|ohne|sans|sin|kein\w*|nicht|pas)",
    re.IGNORECASE,
)
#: A number with its sign alone, which is a score of either kind.
_BARE_SCORE: Final = re.compile(
    r"(?<![\w.,/+-])(?<!\d )[-+\u2212]\d(?:[.,]\d{1,2})?(?![\w/%]|[.,]\d| ?(?:g/|SD|DE|DS))"
)
_NAMED_BEFORE: Final = re.compile(r"\b[TZ](?:[- ]?(?:scores?|werte?))?[^,;()]{0,25}$", re.IGNORECASE)
_NO_KIND: Final = "no word on what the number is"
_EMPTIED: Final = re.compile(r"\s?[(\[]\s*[)\]]")


def all_asked(
    read: Callable[[str], Any], text: str, first: UnclearAnswerError, question: str
) -> tuple[Problem, ...]:
    """Return what is to be asked of an answer on scans or blood tests.

    Parameters
    ----------
    read : callable
        Reads a whole answer, and raises ``UnclearAnswerError`` at the first part that is not understood.
    text : str
    first : UnclearAnswerError
        Of the whole answer.
    question : str
    """
    if (settled := _day_settled(text, first)) is not None:
        said, day, other = settled
        try:
            read(other)
        except UnclearAnswerError as unclear:
            more = all_asked(read, other, unclear, question)
            return (*first.problems, *(_with_words(one, day, said) for one in more))
        return first.problems
    lacks_day = _day_lacks(question, text, first)
    before = f"{_SOME_DAY}: " if lacks_day else ""

    def reads(own: str) -> UnclearAnswerError | None:
        try:
            read(f"{before}{own}")
        except UnclearAnswerError as unclear:
            return unclear
        return None

    error = reads(text) if lacks_day else first
    found = () if error is None else every_problem(read, f"{before}{text}", error, question)
    rest = tuple(one for n, one in enumerate(found) if not n or not _is_rest(one))
    whole = _Whole(text.strip(" .;\n"))
    left: tuple[Problem, ...] = ()
    more = rest
    for _ in range(_MOST_WORDS):
        left = tuple(one for one in more if not whole.settles(one, reads))
        unclear = None if left or not more else reads(whole.text)
        if unclear is None:
            break
        more = every_problem(read, f"{before}{whole.text}", unclear, question)
    if any(one not in rest for one in left) and all(one.found.startswith(_NO_UNIT) for one in left):
        return every_problem(read, text, first, question)
    if not lacks_day and (len(whole.found) < 2 or left):  # one that lacks is asked as its reader asks it
        few = len(whole.found) < 2 and not whole.words and len(whole.scores) < 2
        return rest if few else (*whole.asked(rest, ""), *left)
    if not lacks_day or (len(left) == 1 and left[0].fix.startswith("leave ") and _is_whole(left[0], text)):
        return left or whole.asked(rest, "")
    left = tuple(_without_some_day(one) for one in left)
    (day,) = no_day(question, whole.text).problems
    return (*whole.asked((day, *rest), _HIS_DAY), *left)


def _day_lacks(question: str, text: str, first: UnclearAnswerError) -> bool:
    """Tell whether an answer with values holds no day, and its first question does not ask for it with the rest."""
    several = ";" in text or "\n" in text.strip()
    (problem, *_) = first.problems
    return (
        holds_number(text)
        and not _tells_day(question, text)
        and (several or "the day of the scan" not in problem.expected)
        and "year" not in problem.expected
        and not problem.fix.startswith("leave ")
        and not problem.found.startswith("two values of one site")
        and not problem.found.endswith("in one part")
    )


def _tells_day(question: str, text: str) -> bool:
    if month_of(text) is not None or _PART_OF_DAY.search(text):
        return True
    try:  # a range such as 8.6-10.2 looks like a date and is none
        return any(read_day(question, one[0], None) is not None for one in DATE.finditer(text))
    except UnclearAnswerError:
        return True


#: A day of which the year lacks, or that may be either of two.
_OPEN_DAY: Final = re.compile(
    r'^"(?P<said>[^"]+)"(?:, which may be (?P<one>\d[^,;]+) or \d| in .*a day without its year$)'
)


def _day_settled(text: str, first: UnclearAnswerError) -> tuple[str, str, str] | None:
    """Return an open day, one that it may be, and the answer with that: what else lacks is seen in it."""
    (problem, *_) = first.problems
    found = _OPEN_DAY.match(problem.found)
    if found is None or found["said"] not in text:
        return None
    day = found["one"] or next(iter(QUOTED.findall(problem.fix)), "")
    return (found["said"], day, text.replace(found["said"], day)) if day else None


def _is_rest(problem: Problem) -> bool:
    """Tell whether a question is on what is left of an answer without a part that is asked about."""
    return problem.found.startswith("no value in ") and site_of(problem.found) is None


def _is_whole(problem: Problem, text: str) -> bool:
    """Tell whether a question is on all of an answer."""
    said = next(iter(QUOTED.findall(problem.found)), "")
    return problem.found.startswith('"') and " ".join(text.split()).startswith(
        said.removesuffix("...").strip(" .")
    )


def _without_some_day(problem: Problem) -> Problem:
    """Return a question that does not show the day that stood in."""
    return _with_words(_with_words(problem, f"{_SOME_DAY}:", f"{_HIS_DAY}:"), "2000-01-01", _HIS_DAY)


def _with_words(problem: Problem, words: str, own: str) -> Problem:
    """Return a question that has other words in place of some."""
    found, expected, fix = (
        said.replace(words, own) for said in (problem.found, problem.expected, problem.fix)
    )
    return replace(problem, found=found, expected=expected, fix=fix)


@dataclass
class _Whole:
    """His answer as it is filled in: with units, and without words that may change nothing."""

    text: str
    found: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()

    def settles(self, problem: Problem, reads: Callable[[str], UnclearAnswerError | None]) -> bool:
        """Fill in what a question is about; tell whether that is possible."""
        if problem.found.startswith(_NO_UNIT):
            return self._takes_units(problem)
        if problem.found.startswith(_NO_KIND) and problem.fix.startswith('write "T-score '):
            return self._takes_scores()
        if problem.fix.startswith(_IDLE) and (words := _WORDS.match(problem.found)) is not None:
            return self._drops(QUOTED.findall(words["words"]), reads)
        return False

    def _takes_units(self, problem: Problem) -> bool:
        offered = _OFFERED.search(problem.fix)
        ways = [] if offered is None else [QUOTED.findall(one) for one in offered["ways"].split("; ")]
        names = QUOTED.findall(problem.found)
        text = self.text
        for name, units in zip(names, ways, strict=False):
            text = _with_unit(text, name, units[0]) or ""
        if not text or not ways or len(names) != len(ways):
            return False
        self.text, self.found = text, (*self.found, *names)
        self.units += tuple(
            f"{units[0].partition(' ')[0]} may be {' or '.join(one.partition(' ')[2] for one in units[1:])}, too"
            for units in ways
            if len(units) > 1
        )
        return True

    def _takes_scores(self) -> bool:
        bare = [
            one
            for one in _BARE_SCORE.finditer(self.text)
            if not _NAMED_BEFORE.search(self.text[: one.start()])
        ]
        if self.scores:
            return True
        for one in reversed(bare):
            self.text = f"{self.text[: one.start()]}T-score {self.text[one.start() :]}"
        self.scores = tuple(one[0] for one in bare)
        return bool(bare)

    def _drops(self, words: Sequence[str], reads: Callable[[str], UnclearAnswerError | None]) -> bool:
        text, gone = self.text, [*words]
        for _ in range(_MOST_WORDS):
            if any(word in unsaying(self.text) or not _is_plain(word, text) for word in words):
                return False
            for word in words:
                text, before = _without(text, word), text
                if text == before:
                    return False
            unclear = reads(text)
            more = None if unclear is None else _WORDS.match(unclear.problems[0].found)
            if more is None:
                break
            words = QUOTED.findall(more["words"])
            gone += words
        self.text, self.words = text, (*self.words, *gone)
        return True

    def asked(self, problems: Sequence[Problem], day: str) -> tuple[Problem, ...]:
        """Return the one question on all that was filled in."""
        if not (self.found or self.words or self.scores or day):
            return ()
        found = [*([f"no unit in {listed([quoted(one) for one in self.found])}"] if self.found else []),
                 *([f"{listed([quoted(one) for one in self.words])}, of which it is not known what "
                   f"{'they change' if len(self.words) > 1 else 'it changes'}"]
                   if self.words else []),
                 *([f"no word on whether {listed([quoted(one) for one in self.scores])} "
                    f"{'are T-scores or Z-scores' if len(self.scores) > 1 else 'is a T-score or a Z-score'}"]
                   if self.scores else [])]  # fmt: skip
        expected = ["a value with its unit"] if self.found else []
        expected += ["words that are known"] if self.words else []
        expected += ["which score it is"] if self.scores else []
        if day and not found:
            return (problems[0],)
        if day:
            found.append("no day")
            expected.append("the day on which it was measured")
        own = [*(["day"] if day else []), *(["units"] if self.found else [])]
        text = " ".join(self.text.split("\n"))
        fix = f'write "{f"{day}: " if day else ""}{text}"'
        fix += (
            f", with your own {' and '.join(own)}"
            if day
            else ", with the units that the report prints"
            if own
            else ""
        )
        fix += f" ({'; '.join(self.units)})" if self.units else ""
        fix += ", or with Z-score in place of T-score" if self.scores else ""
        aside = "if they change" if len(self.words) > 1 else "if it changes"
        fix += f", {aside} nothing; else leave out the value" if self.words else ""
        return (
            replace(
                problems[0], found=", and ".join(found), expected=", and ".join(expected), fix=fix, ways=()
            ),
        )


def _is_plain(word: str, text: str) -> bool:
    """Tell whether a word stands among others before a value, and in no bracket: behind one it may say what that is."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)[^;\n]*\d", text)
    before = "" if found is None else text[: found.start()]
    return (
        found is not None
        and len(word) > _SHORTEST
        and word.isalpha()
        and _TURNS.fullmatch(word) is None
        and before.count("(") == before.count(")")
    )


def _with_unit(text: str, name: str, value: str) -> str | None:
    """Return an answer with the unit of one number behind it; ``None`` where it is not plain which number it is."""
    number, _, unit = value.partition(" ")
    digits = re.escape(number.lstrip("<>")).replace(r"\.", "[.,]")
    called = re.split(r":? ?[<>]?\d[\d.,]*$", name)[0].strip(" :=-")
    start = text.casefold().find(called.casefold())
    found = [
        one
        for one in re.finditer(
            rf"(?<![\w.,]){digits}(?!\d|[.,]\d| ?[a-z\u00b5\u03bc%]+/)", text, re.IGNORECASE
        )
        if one.start() > start
    ]
    if not found or (start < 0 and len(found) > 1):
        return None
    end = found[0].end()
    return f"{text[:end]} {unit}{text[end:]}"


def _without(text: str, word: str) -> str:
    """Return a text without one word, and without the brackets that held it alone."""
    rest = re.sub(rf"\s?(?<!\w){re.escape(word)}(?!\w)", "", text, count=1)
    return " ".join(_EMPTIED.sub("", rest).split()).strip(" ,;:")
