"""An answer on scans or blood tests as it is filled in: units and scores put to its numbers, idle words left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.errors import Problem
from osteotwin.importing.idle_words import unsaying
from osteotwin.units import listed
from osteotwin.units.patterns import later

NO_UNIT: Final = "no unit in "
#: The ways of writing one number, of several numbers.
_OFFERED: Final = later(r'behind the number: (?P<ways>"[^;]*?"(?:; "[^;]*?")*), or whichever')
_IDLE: Final = "leave it out if it changes nothing"
#: Words of which it is asked what they change, before those that hold them.
_WORDS: Final = later(r'^(?P<words>"[^"]+"(?:(?:,| and) "[^"]+")*) in "')
MOST_ROUNDS: Final = 4
_SHORTEST: Final = 3
#: Words that may make a value one of another day, or of somebody else: his words are not offered without them.
_TURNS: Final = later(
    r"(?:another|others?|due|booked|again|repeat\w*|future|goal|target|aim|free|hubby|partner\w*|ideal\w*|optimal|limit|mean|before|after|prior|next|previous(?:ly)?|"
    r"baseline|old|first|last|since|until|not?|never|without|than|if|was|were|"
    r"mother\w*|father\w*|mum\w*|mom\w*|dad\w*|wife\w*|husband\w*|s(?:on|ister)\w*|daughter\w*|brother\w*|friend\w*|"
    r"her|his|their|he|she|they|saliva\w*|hair|estimat\w*|calculat\w*|expected|planned|vor|nach|avant|apr\u00e8s|antes|"
    r"despu\u00e9s|ohne|sans|sin|kein\w*|nicht|pas)",
    re.IGNORECASE,
)
#: A number with its sign alone, which is a score of either kind.
_BARE_SCORE: Final = later(
    r"(?<![\w.,/+-])(?<!\d )[-+\u2212]\d(?:[.,]\d{1,2})?(?![\w/%]|[.,]\d| ?(?:g/|SD|DE|DS))"
)
#: A number without a sign that may be a density.
_BARE_DENSITY: Final = later(
    r"(?<![\w.,/+-])(?:0?[.,][3-9]\d|1[.,][0-7]\d)(?![\w/%]|[.,]\d| ?(?:g/|mg/|%|SD))"
)
_NAMED_BEFORE: Final = later(r"\b[TZ](?:[- ]?(?:scores?|werte?))?[^,;()]{0,25}$", re.IGNORECASE)
_NO_KIND: Final = "no word on what the number is"
_ONE_NUMBER: Final = later(r'write "(?:T-score [-+]?[\d.,]+|[\d.,]+ g/cm2)"')
_EMPTIED: Final = later(r"\s?[(\[]\s*[)\]]")


@dataclass
class Whole:
    """His answer as it is filled in: with units, and without words that may change nothing."""

    text: str
    found: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    densities: tuple[str, ...] = ()

    def settles(self, problem: Problem, reads: Callable[[str], UnclearAnswerError | None]) -> bool:
        """Fill in what a question is about; tell whether that is possible."""
        if problem.found.startswith(NO_UNIT):
            return self._takes_units(problem)
        if problem.found.startswith(_NO_KIND) and _ONE_NUMBER.match(problem.fix):
            return self._takes_scores(is_dense=" g/cm2" in problem.fix)
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

    def _takes_scores(self, *, is_dense: bool) -> bool:
        if self.scores or self.densities:
            return bool(self.densities) == is_dense
        bare = [
            one
            for one in (_BARE_DENSITY if is_dense else _BARE_SCORE).finditer(self.text)
            if not _NAMED_BEFORE.search(self.text[: one.start()])
        ]
        for one in reversed(bare):
            told = f"{one[0]} g/cm2" if is_dense else f"T-score {one[0]}"
            self.text = f"{self.text[: one.start()]}{told}{self.text[one.end() :]}"
        numbers = tuple(one[0] for one in bare)
        self.scores, self.densities = ((), numbers) if is_dense else (numbers, ())
        return bool(bare)

    def _drops(self, words: Sequence[str], reads: Callable[[str], UnclearAnswerError | None]) -> bool:
        text, gone = self.text, [*words]
        for _ in range(MOST_ROUNDS):
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
        if not (self.found or self.words or self.scores or self.densities or day):
            return ()
        found = [*([f"no unit in {listed([quoted(one) for one in self.found])}"] if self.found else []),
                 *([f"{listed([quoted(one) for one in self.words])}, of which it is not known what "
                   f"{'they change' if len(self.words) > 1 else 'it changes'}"]
                   if self.words else []),
                 *([f"no word on whether {listed([quoted(one) for one in self.scores])} "
                    f"{'are T-scores or Z-scores' if len(self.scores) > 1 else 'is a T-score or a Z-score'}"]
                   if self.scores else []),
                 *([f"no word on what {listed([quoted(one) for one in self.densities])} "
                    f"{'are' if len(self.densities) > 1 else 'is'}"] if self.densities else [])]  # fmt: skip
        expected = ["a value with its unit"] if self.found else []
        expected += ["words that are known"] if self.words else []
        expected += ["which score it is"] if self.scores else []
        expected += ["a density with its unit, or a score"] if self.densities else []
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
        fix += ", or where it is a T-score, that word before the number" if self.densities else ""
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
