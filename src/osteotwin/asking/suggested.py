"""What a question suggests, typed back before it is shown: what is refused or loses what was told is not suggested."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from osteotwin.asking.completed import completions
from osteotwin.asking.drugs.offered import among_words
from osteotwin.asking.drugs.own_example import how_to_write
from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.drugs.told_line import line_of
from osteotwin.asking.measured.not_measured import EXAMPLE
from osteotwin.asking.told_facts import added, facts_of, lost
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.errors import Problem
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_QUOTED: Final = later(r'"([^"]*)"')
_PART: Final = later(r"[^;\n]+")
_SENTENCE: Final = later(r"(?:[^;\n.]|\.(?!\s+[A-Z]))+")
_WORD: Final = later(r"[^\W_]+(?:[.,]\d+)?")
#: What stands before a list, and is of all of it: "every day:", "12 January 2026:".
_HEAD: Final = later(r"^[^:;]{2,40}:(?!\d)")
#: So many lines of one question are typed, each in so many ways.
_MOST_LINES, _MOST_WAYS = 4, 5
#: Of an answer with many questions the last ones are shown as they are: each line is a reading.
_MOST_READINGS: Final = 40
#: Words of a lacking piece, which may stand behind his own words.
_LACKING: Final = later(
    r"\d+x\d+|\d+(?:\.\d+)?|min|minutes|times|once|twice|an?|day|days|week|weeks|month|months|daily|weekly|monthly|every|"
    r"each|kg|lb|since|January|February|March|April|May|June|July|August|September|October|November|December|today|"
    r"starting|reps|sets"
)
_NUMBER: Final = later(r"\d+(?:\.\d+)?")
_SETS: Final = later(r"\d ?[x\u00d7]|[x\u00d7] ?\d")
#: A line that is shown as an example, or on a condition, takes nothing for granted.
_MARKED: Final = later(r"\bexample\b|\bas in\b|\blike\b|\bsuch as\b|:\s*$")
_CONDITION: Final = later(r"\b(?:if|where|whichever|your own|for one a day|instead)\b")
#: An answer to another question is not one to this.
#: The whole answer with what lacks was put together where it was read.
_WHOLE: Final = later(
    r"DAY MONTH YEAR|with the units that the report prints|changes? nothing; else leave out|or with Z-score in place|"
    r"that word before|where (?:it|each of them) did|took more force"
)
_ELSEWHERE: Final = later(r"\bamong the drugs\b|\bin the answer on\b|\bthe other drug\b")
_CHOICE: Final = later(
    r"\bone or the other\b|\bwhichever\b|\bif (?:it|that|so)\b|\bof the library\b|\bfits several\b|which is no "
)
_AMOUNT: Final = later(
    r"\d+(?:\.\d+)? ?(?:mg|mcg|ug|g|iu|kg|lbs?|min|ml)\b|\d+x\d+|^\d[\d.]*(?= )", re.IGNORECASE
)
_WRITE: Final = later(r'(\b[Ww]rite|\bsay) "')
#: What a question may say that lacks, and how it is called.
_LACKS: Final = (
    ("how often", later(r"how often|how many a day|rhythm|days a week")),
    ("how much", later(r"how much|no amount|sets|repetitions|how long|minutes|a dose\b|one load")),
    ("its unit", later(r"\bunits?\b|kg or lb")),
    ("since when", later(r"since when|first day|no day of|day on which|when it (?:began|ended)")),
    ("whether it goes on", later(r"whether it goes on|until|last day|ended")),
    ("its site", later(r"no site|the site|one site")),
    ("which of them", later(r"of the library|fits several|the product|how it is given")),
)  # fmt: skip
_LACK: Final = later(
    r"^no (?:word|amount|day|unit|site)\b|without (?:its|their) unit|without how much|what lacks is|and not since when|"
    r"does not tell whether|less than almost any diet|which fits several|how it is given"
)
_NEUTRAL: Final = {
    **EXAMPLE,
    "training": 'write it like "back squat 3x5 80 kg twice a week" or "walking 30 min 3 times a week", with your own '
    "words and numbers",
    "food": 'write each with how much and how often, as in "2 glasses of milk every day; 30 g of cheddar twice a week; '
    'vitamin D 1000 IU daily", with your own numbers',
    "person": "write for example: male, born 14 May 1972, 181 cm, 86 kg",
    "dose": 'write it as in "1 mg every other day", with your own numbers',
    "since": 'write it as in "since March 2023" or "from March 2021 until May 2023", with your own days',
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """An answer that is asked about.

    Attributes
    ----------
    question : str
    text : str
    read : callable
        Reads such an answer, and raises ``UnclearAnswerError`` where it is not understood.
    """

    question: str
    text: str
    read: Callable[[str], Any]
    _read: dict[str, Problem | None] = field(default_factory=dict[str, "Problem | None"], repr=False)

    @property
    def is_long(self) -> bool:
        """Whether so many lines were read that no more are."""
        return len(self._read) > _MOST_READINGS

    def asked(self, text: str) -> Problem | None:
        """Return what is asked of an answer first; ``None`` where it is read."""
        if text not in self._read:
            try:
                self.read(text)
                self._read[text] = None
            except UnclearAnswerError as unclear:
                self._read[text] = unclear.problems[0]
        return self._read[text]


def suggested(problem: Problem, answer: Answer) -> Problem:
    """Return a question whose suggestions are read when they are typed, and keep what was told.

    Parameters
    ----------
    problem : Problem
    answer : Answer
        What the question is about.
    """
    is_elsewhere = _ELSEWHERE.search(problem.fix) or _WHOLE.search(problem.fix)
    of_class = problem.found.endswith('", which may be any of several drugs') and '" in "' in problem.found
    if is_elsewhere or of_class or answer.is_long or answer.question == "dose":
        return problem  # of a class an example names another drug of it
    told = _told(problem, answer)
    problem = _of_all(problem, told) if answer.question == "drugs" else problem
    lines = [
        line
        for line in dict.fromkeys(_QUOTED.findall(problem.fix))
        if _is_his(line, told, problem, answer.question)
    ]
    if not lines:
        return _beside_example(problem, told, answer)
    judged = [_judged(line, told, problem, answer) for line in lines[:_MOST_LINES]]
    for line, one in zip(lines, judged, strict=False):
        problem = replace(problem, fix=problem.fix.replace(f'"{line}"', f'"{one.line}"'))
    if all(one.holds for one in judged):
        more = dict.fromkeys(what for one in judged for what in one.lacks)
        expected = problem.expected + "".join(f", and {what}" for what in more)
        fix = _marked(problem.fix, answer)
        apart = any(one.is_apart for one in judged) and not _REST.search(fix)
        if apart and (
            own := next((way for one in judged if (way := _own(one.line, told, problem, answer))), "")
        ):
            return replace(problem, fix=f'write for example "{own}"')
        fix = problem.fix if problem.expected.endswith("in all") else fix  # two numbers put together
        return replace(problem, expected=expected, fix=f"{fix}, in a part of its own" if apart else fix)
    loses = list(dict.fromkeys(words for one in judged for words in one.loses))
    expected = f"{problem.expected}{_AS_TOLD}" if loses else problem.expected
    alone = answer.question == "training" and ";" not in judged[0].line
    if alone and all(one.is_read and not _loads(one.loses, told) for one in judged):
        fix = problem.fix if "your own" in problem.fix else f"{problem.fix}, with your own numbers"
        return replace(problem, expected=expected, fix=fix)
    if own := next((way for one in judged if (way := _own(one.line, told, problem, answer))), ""):
        return replace(problem, fix=f'write for example "{own}"')
    if good := [f'"{line}"' for line in (*(one.line for one in judged if one.holds), *lines[_MOST_LINES:])]:
        return replace(problem, fix=f"write for example {' or '.join(good)}")
    if _REST.search(problem.fix):
        return replace(problem, fix=_REST.sub("", problem.fix))
    if answer.question != "drugs":
        return replace(problem, expected=expected, fix=_NEUTRAL.get(answer.question, problem.fix))
    if problem.expected.startswith("the drugs that are taken"):  # no dose of now is offered for it
        return replace(problem, expected=expected)
    if problem.expected.startswith("the one that is taken"):
        ways = dict.fromkeys(line_of(told, name)[0] for name in drugs_in(told))
        offered = " or ".join(f'"{way}"' for way in ways)
        return replace(problem, fix=f"write for example {offered}, whichever is taken")
    (each,) = among_words(told, drugs_in(told)).problems
    lines = [line for line in _QUOTED.findall(each.fix) if drugs_in(line)]
    if lines and each.fix != problem.fix and all(_judged(line, told, each, answer).holds for line in lines):
        return replace(problem, fix=each.fix)
    return replace(problem, expected=expected, fix=how_to_write(told))


_ANOTHER: Final = "an example of another drug"
#: Of an example without his other numbers.
_AS_TOLD: Final = "; the rest as it was told"


def _loads(loses: tuple[str, ...], told: str) -> bool:
    """Tell whether more is lost than numbers that a question can ask for by name: a load is of its exercise."""
    return any(
        not words[0].isdigit()
        or re.search(rf"(?<![\d.]){re.escape(words)} ?(?:kg|kilos?|lbs?|pounds?)\b", told)
        for words in loses
    )


def _beside_example(problem: Problem, told: str, answer: Answer) -> Problem:
    """Return a question of a food with an example of other numbers: his own words instead, or his numbers by name."""
    if answer.question == "drugs" and _ANOTHER in problem.fix:
        gone = [
            words
            for words in lost("drugs", told, f"{problem.found} {problem.expected}")
            if words[0].isdigit()
        ]
        return replace(problem, expected=f"{problem.expected}{_AS_TOLD}") if gone else problem
    if answer.question != "food" or not _QUOTED.search(problem.found) or _ELSEWHERE.search(problem.fix):
        return problem
    line = next((line for line in _QUOTED.findall(problem.fix) if _NUMBER.search(line)), "")
    if not _names("food", line) & _names("food", told):
        return problem
    if own := _own(line, told, problem, answer):
        return replace(problem, fix=f'write for example "{own}"')
    gone = [words for words in lost("food", told, f"{line} {problem.expected}") if words[0].isdigit()]
    return replace(problem, expected=f"{problem.expected}{_AS_TOLD}") if gone else problem


def _of_all(problem: Problem, told: str) -> Problem:
    """Return a question on drugs among other words that names all of them."""
    names = drugs_in(told)
    said = _QUOTED.sub("", problem.found)
    if "among words" not in said or all(name in said for name in names):
        return problem
    return among_words(told, names).problems[0]


#: What is read of an answer beside what is asked about.
_REST: Final = later(r'; the rest is read: "[^"]*"')


@dataclass(frozen=True)
class _Judged:
    """A line, what of the answer it loses, what it lacks unsaid, and whether it cannot stand among the other words."""

    line: str
    is_read: bool
    loses: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    is_apart: bool = False

    @property
    def holds(self) -> bool:
        return self.is_read and not self.loses


def _judged(line: str, told: str, problem: Problem, answer: Answer) -> _Judged:
    """Return a line as it is understood where it is typed in the way that loses least."""
    about = _about(told, line, problem, answer.question)
    asked = _asked_part(problem, told)
    if answer.question == "food":
        line = _with_rhythm(line, told, answer)
    found: list[_Judged] = []
    for way in list(dict.fromkeys(_ways(told, about, problem.found, line, answer)))[:_MOST_WAYS]:
        lacks = _lacks_of(answer.asked(way), problem)
        if lacks is not None:
            loses = lost(answer.question, about, way, asked, f"{problem.expected} {problem.fix}")
            is_apart = way.endswith(line) and bool(
                lost(answer.question, told, f"{about} {way}", asked, problem.fix)
            )
            found.append(_Judged(line, True, loses, lacks, is_apart))
            if not loses and not lacks:
                break
    return min(found, key=lambda one: (len(one.loses), len(one.lacks)), default=_Judged(line, False))


def _with_rhythm(line: str, told: str, answer: Answer) -> str:
    """Return the line of a food with how often, where that is told of it behind it."""
    (*_, last) = [None, *_RHYTHM_BEHIND.finditer(in_english(told))]
    has = any(isinstance(fact, tuple) and fact[0] == "rhythm" for fact in facts_of("", line))
    if last is None or has or answer.asked(f"{line} {last[0]}") is not None:
        return line
    return f"{line} {last[0]}"


_RHYTHM_BEHIND: Final = later(
    r"(?<=\s)(?:daily|weekly|(?:every|each|per|a|(?:once|twice|\d times) an?) (?:day|morning|evening|night|week))$",
    re.IGNORECASE,
)
#: What parts an answer whose parts are each a thing of its own.
_CLAUSES: Final = later(r"[,;.]+ |\n| (?:and|[+&]|with|plus|et|avec|y|con|und|mit|on) ", re.IGNORECASE)
_OF_CLAUSES: Final = frozenset(("food", "person", "scans", "labs"))
#: A drug that took the place of another one is not apart from it.
_FOLLOWS: Final = later(r"\b(?:changed|switched|moved|replaced|then)\b|\.\.\.$", re.IGNORECASE)
_ENDS: Final = later(r"\s*(?:[,;.:]|$)")


def _about(told: str, line: str, problem: Problem, question: str) -> str:
    """Return the part of an answer in whose place a line stands: what was quoted, or of a list what it names."""
    for part in _QUOTED.findall(problem.found):
        start = told.find(part)
        of_list = question in _OF_CLAUSES and start >= 0 and len(part) < len(told)
        if of_list or (
            start >= 0 and _ENDS.match(told, start + len(part)) and _ENDS.match(told[:start][::-1])
        ):
            return part
        if (
            question == "drugs"
            and not _FOLLOWS.search(line)
            and _names(question, line) <= _names(question, part) < _names(question, told)
        ):
            return part
    if question not in _OF_CLAUSES:
        return told
    mine = _content(line)
    parts = [part for part in _CLAUSES.split(told) if mine & _content(part)]
    return " ; ".join(parts or (_QUOTED.findall(problem.found) if question == "food" else [])) or told


def _content(text: str) -> set[str]:
    """Return the words of a text that are of a thing, and its amounts."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text) if not _LACKING.fullmatch(word)}
    return words | {re.sub(r"\s", "", one).casefold() for one in _AMOUNT.findall(text)}


def _lacks_of(other: Problem | None, problem: Problem) -> tuple[str, ...] | None:
    """Return what a line lacks that its question does not name; ``None`` where it is not understood."""
    if other is None or "less than almost any diet" in other.found:
        return ()
    if not _LACK.search(other.found) or other.found == problem.found:
        return None
    said = f"{problem.found} {problem.expected}"
    lacks = [what for what, words in _LACKS if words.search(f"{other.found} {other.expected}")]
    return tuple(what for what in lacks if not dict(_LACKS)[what].search(said)) if lacks else None


def _ways(told: str, about: str, found: str, line: str, answer: Answer) -> Iterator[str]:
    """Yield answers as a line may be typed: in place of what was quoted, alone, under the head of an answer, behind."""
    mine = _content(line)
    for part in _QUOTED.findall(found):
        begun = part.removesuffix("...")
        start = told.find(begun)
        end = start + len(begun)
        end += len(re.split(r"[;,.]", told[end:])[0]) if begun != part else 0
        if begun and start >= 0 and not mine & _content(told[:start] + told[end:]):
            yield f"{told[:start]}{line}{told[end:]}"
    words = {word.casefold() for word in _WORD.findall(line) if not _LACKING.fullmatch(word) or "." in word}
    if (shared := [word for word in _WORD.finditer(told) if word[0].casefold() in words]) and about != told:
        yield f"{told[: shared[0].start()]}{line}{told[shared[-1].end() :]}"
    if answer.question in ("dose", "since") and told != answer.text:
        yield answer.text.replace(told, line)
    yield line
    if (head := _HEAD.match(told)) is not None and not line.startswith(head[0]):
        yield f"{head[0]} {line}"
    yield from completions(told, found, line)


def _own(line: str, told: str, problem: Problem, answer: Answer) -> str:
    """Return his own words with how much and how often, as a line ends, behind them, where that is read."""
    words = re.findall(r"[^\s,;]+", line)
    others = [place for place, word in enumerate(words, 1) if not _LACKING.fullmatch(word)]
    said = _NUMBER.findall(told)
    tail = [
        word for word in words[others[-1] if others else 0 :] if not set(_NUMBER.findall(word)) & set(said)
    ]
    tail = [
        word for word in tail if not (_SETS.search(told) and _SETS.search(word)) and word not in ("kg", "lb")
    ]
    if ";" in line or not tail or " ".join(tail) in told:
        return ""
    if answer.question == "drugs" and "since" in tail:  # a day that he has not told is no offer
        return ""
    ways = (f"{told.rstrip(' .,;')}{joint}{' '.join(tail)}" for joint in (" ", ", "))
    return next((way for way in ways if _lacks_of(answer.asked(way), problem) == ()), "")


def _told(problem: Problem, answer: Answer) -> str:
    """Return the part of an answer that a question is about."""
    part_of = _SENTENCE if answer.question == "training" else _PART
    parts = [part[0].strip() for part in part_of.finditer(answer.text) if part[0].strip()]
    quoted = [part.removesuffix("...") for part in _QUOTED.findall(problem.found)]
    named = [part for part in parts if any(words in part for words in quoted)]
    mine = _content(f"{problem.fix} {problem.found}")
    return max(named, key=lambda part: len(mine & _content(part)), default=answer.text.strip())


def _asked_part(problem: Problem, told: str) -> str:
    """Return the words that a question is about: what it says of them, and those it quotes, where they are not all."""
    share = 1.0 if _CHOICE.search(f"{problem.found} {problem.fix}") else 0.6
    quoted = [part for part in _QUOTED.findall(problem.found) if not part.endswith("...")]
    parts = [part for part in quoted if len(part) <= len(told) * share]
    return " ; ".join([*parts, _QUOTED.sub(" ", problem.found)])


def _is_his(line: str, told: str, problem: Problem, question: str) -> bool:
    """Tell whether a line is of what was told, and no example of something else: "since March 2023"."""
    if re.match(r"(?:since|until|starting|every|or)\b", line):
        return False
    names, mine = _names(question, _named(problem, told, line, question)), _names(question, line)
    if (
        question == "food"
        and not _content(line) & _content(told) - _words(told)
        and _is_example(line, problem)
    ):
        return False
    if (names and mine) or question == "drugs":
        return bool(names & mine)
    shared = _content(line) & _content(told)
    return any(re.search(r"\d", word) for word in shared) or bool(shared and question in ("food", "training"))


def _is_example(line: str, problem: Problem) -> bool:
    """Tell whether a line is an example of a question that is about no words, or is marked as one, with its numbers."""
    before = problem.fix.partition(f'"{line}"')[0]
    return bool(_NUMBER.search(line)) and (
        not _QUOTED.search(problem.found) or _MARKED.search(before) is not None
    )


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}


def _names(question: str, text: str) -> set[object]:
    return {fact for fact in facts_of(question, text) if isinstance(fact, tuple) and fact[0] == "name"}


def _named(problem: Problem, told: str, line: str, question: str) -> str:
    """Return the words whose names a line is to bear to be of them: of a list of foods those that are asked about."""
    parts = _QUOTED.findall(problem.found)
    whole = question != "food" or not parts or ";" in line or f': "{line}"' in problem.fix
    return told if whole else " ; ".join(parts)


def _marked(fix: str, answer: Answer) -> str:
    """Return a fix in which a line with what nobody said is marked as an example; ways to choose from are none."""
    for found in _WRITE.finditer(fix):
        line, _, behind = fix[found.end() :].partition('"')
        new = any(
            re.search(r"\d|day|week|month|ly$", words) for words in added(answer.question, answer.text, line)
        )
        if new and not _MARKED.search(fix[: found.start()]) and not _CONDITION.search(behind):
            return f'{fix[: found.start()]}{found[1]} for example "{fix[found.end() :]}'
    return fix
