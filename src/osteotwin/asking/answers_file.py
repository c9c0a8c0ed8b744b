"""Answers in a file: ``drugs = "anastrozole"`` as TOML, or ``drugs: anastrozole`` line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final

from osteotwin.asking.questions import KEYS, QUESTIONS
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import did_you_mean, find_name
from osteotwin.inputs.notes import printable
from osteotwin.inputs.toml_file import read_toml
from osteotwin.units import shown_value
from osteotwin.units.patterns import later

_LINE: Final = later(r"\s*(?P<key>[A-Za-z_ ]{2,30}?)\s*:\s*(?P<said>.*)")
_OTHER_NAMES: Final = {"drugs": ("drug", "medication", "medications"), "dose": ("doses", "dose and rhythm", "rhythm"),
                       "since": ("since when", "start", "from"), "person": ("about you", "about", "who"),
                       "scans": ("scan", "dxa", "bone density"), "labs": ("lab", "blood tests", "blood", "tests"),
                       "training": ("exercise", "sport"), "food": ("foods", "diet", "supplements")}  # fmt: skip


def read_answers(path: str | PathLike[str]) -> dict[str, str]:
    """Read a file of answers to the questions of :func:`osteotwin.new_person`.

    Parameters
    ----------
    path : str or path-like
        TOML with ``question = "answer"``, an answer being a text or a list of texts; or lines ``question: answer``.

    Returns
    -------
    dict of str to str
        By the key of the question.

    Raises
    ------
    InputError
        If it is neither, or names a question that there is not.
    """
    file = fspath(path)
    written = _of_lines(Path(file))
    if written is None:
        written, _ = read_toml(file)
    answers: dict[str, str] = {}
    problems: list[Problem] = []
    for name, said in written.items():
        key = find_name(name, _OTHER_NAMES)
        texts = said if isinstance(said, list) else [said]
        if key is None:
            problems.append(Problem(file, printable(name), "an unknown question", f"one of {', '.join(KEYS)}",
                                    did_you_mean(name, KEYS, "remove it")))  # fmt: skip
        elif key in answers:
            problems.append(
                Problem(file, key, "a second answer", "one answer", "write both in one, with a semicolon")
            )
        elif not all(isinstance(one, str) for one in texts):
            problems.append(Problem(file, key, shown_value(said), "an answer in words", "write it in quotes"))
        else:
            answers[key] = "; ".join(texts)
    if problems:
        raise InputError(problems)
    return answers


def answers_text(answers: Mapping[str, str]) -> str:
    """Return answers as the text of a file that :func:`read_answers` reads."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment("Answers for `osteotwin new FILE --answers THIS`; blank ones are skipped."))
    for question in QUESTIONS:
        if question.key in answers:
            document.add(question.key, tomlkit.item(answers[question.key]))
    return tomlkit.dumps(document)


def _of_lines(path: Path) -> dict[str, Any] | None:
    """Return the answers of a file of lines; ``None`` for any other."""
    try:
        text = path.read_bytes()[:100_000].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        return None  # the reader of TOML says what is wrong
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        found = [_LINE.fullmatch(line) for line in lines]
        if found and all(found):
            return _joined([one for one in found if one is not None])
    return None


def _joined(lines: list[re.Match[str]]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for line in lines:
        answers.setdefault(line["key"].strip(), []).append(line["said"].strip())
    return answers
