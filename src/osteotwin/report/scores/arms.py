"""What the arms of a trial are called: by what was done, since their names in a file are often a code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from osteotwin.report.formatting import sentence_case
from osteotwin.report.scores.course import letters

#: What an arm says that was given nothing.
_NOTHING: Final = "nothing added"
_NO_DOSE: Final = "dose not given"
#: Parts of what was done: between commas that stand in no brackets.
_PART: Final = re.compile(r"(?:[^,(]|\([^)]*\)|\(|,(?! ))+")
#: Short words that are no code.
_WORDS: Final = ("all", "men", "bed")
#: The shortest word that is none, either.
_LEAST: Final = 4


def arm_words(trial: Mapping[str, Any]) -> dict[str, str]:
    """Return each arm of a trial in words, no two of them the same.

    What was done comes without its doses, unless those tell arms apart; where nothing does, the letter of the arm on
    the trial's page.

    Parameters
    ----------
    trial : mapping
        With ``arms``, each with ``id`` and ``done``.

    Examples
    --------
    >>> arms = [("t_25", ["Testosterone, 25 mg every week"]), ("t_50", ["Testosterone, 50 mg every week"])]
    >>> arm_words({"arms": [{"id": name, "done": done} for name, done in [*arms, ("placebo", ["nothing added"])]]})
    {'t_25': 'Testosterone, 25 mg every week', 't_50': 'Testosterone, 50 mg every week', 'placebo': 'Placebo'}
    """
    arms: dict[str, list[str]] = {arm["id"]: arm["done"] for arm in trial["arms"]}
    words = {name: _words(name, done, 1) for name, done in arms.items()}
    dosed = words | {name: _words(name, arms[name], 2) for name in _alike(words)}
    letter = letters(list(arms))
    return dosed | {name: f"{words[name]} (arm {letter[name]})" for name in _alike(dosed)}


def _words(name: str, done: list[str], parts: int) -> str:
    if done == [_NOTHING]:
        own = name.split("_")
        told = all(part.isalpha() and (len(part) >= _LEAST or part in _WORDS) for part in own)
        return sentence_case(" ".join(own) if told else _NOTHING)
    return " + ".join(dict.fromkeys(sentence_case(", ".join(_parts(text)[:parts])) for text in done))


def _parts(text: str) -> list[str]:
    return [part for one in _PART.findall(text) if (part := one.strip()) != _NO_DOSE]


def _alike(words: Mapping[str, str]) -> list[str]:
    often = Counter(words.values())
    return [name for name, one in words.items() if often[one] > 1]
