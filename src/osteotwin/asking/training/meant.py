"""What names an exercise and is none that is done: another's, on television, tried, taken back, refused, past."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.now import is_no_training
from osteotwin.asking.training.vocabulary import ACHES
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_KIN: Final = (
    r"(?:wife|husband|partner|son|daughter|kids?|child|children|brother|sister|father|dad|mother|mum|mom|friends?|"
    r"grand\w+|boss|colleagues?|neighbou?rs?|girlfriend|boyfriend)"
)
_NOT_DONE: Final = "which is not done"
#: Clauses that are of something he does not do, and why.
_NOT_HIS: Final = tuple(
    (later(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (rf"^(?:and |but |while )?my {_KIN}\b(?!(?:,? and| &) (?:i|me)\b)", "which is somebody else's"),
        (rf"^(?:and |but |while )?(?:the |our )?{_KIN} (?:also )?(?:is|does|goes|[a-z]{{2,}}[a-rt-z]s)\b(?! ?\d ?x)",
         "which is somebody else's"),
        (rf"\((?:for |only )?(?:my|her|his) {_KIN}\)", "which is somebody else's"),
        (r"\bon (?:the )?(?:tv|telly|television|netflix|xbox|playstation)\b|\bfantasy (?:football|baseball)\b|"
         r"\bvideo games?\b|^(?:(?:i|he|we) )?(?:(?:like|love|enjoy|prefer)s? )?(?:to )?"
         r"watch(?:es|ing)?\b", "which is watched, not done"),
        (r"\b(?:tennis|golf\w*|swimmer|runner|jumper|climber|rower|cyclist|thrower)(?:'?s)?[ -]"
         r"(?:elbow|knee|shoulder|toe|finger|ankle|neck|back)s?\b", "which is a complaint and no exercise"),
        (r"[a-z] sitting(?= \d| for| all|$)", "which is no exercise"),
        (r"\b(?:can'?t|can ?not|could ?n'?t|unable to|not able to|not allowed(?: to)?|(?:do|does|wo)(?:n'?t| not)|"
         r"avoid\w*|refuse\w*)\b(?! (?:feel|mind|go (?:over|heavy|below|above)))|"
         r"\b(?:is|are) (?:too |very |really |so )?(?:bad|painful|impossible|forbidden|off[ -]limits|not possible|"
         r"not good|not allowed|not done)\b|\b(?:hurts?|aggravat\w+)\b|(?<=[a-z])[ :-]+(?:none|nope|nil|not done)$",
         _NOT_DONE),
    )
)  # fmt: skip
_BOTH: Final = later(rf"\bmy {_KIN},? (?:and|&) (?:i|me)\b", re.IGNORECASE)
_CLAUSES: Final = later(r"\s*(?:[,;]|\.\s|\bbut\b|\bso\b|\band (?=i\b))\s*", re.IGNORECASE)
#: "(no, walking)", ", sorry, walking", ", actually 40 min"
_TAKEN_BACK: Final = later(
    r"\s*(?:\(|[,\u2013-] ?)(?P<word>no, |nope,? |sorry,? |i mean,? |actually,? |correction:? |or rather,? |wait,? |"
    r"oops,? |scratch that,? |make that )(?P<meant>[^()]*)\)?",
    re.IGNORECASE,
)
_LAST_WORD: Final = later(r"[^\s,;]+$")
_TRIED: Final = later(r"\b(?P<words>(?:try|tries|trying|attempt|aim|aiming|mean) to)\b ?", re.IGNORECASE)
#: What is usually tried is usually done.
_USUAL: Final = later(r"\b(?:usual\w*|generally|normally|typically|always|mostly)\b", re.IGNORECASE)
#: "swapped squats for leg press": the second is done now.
_CHANGED: Final = later(
    r"\b(?:i(?:'ve| have)? )?(?P<words>(?:swap(?:ped|s)?|trad(?:ed|es?)|exchanged) (?P<old>[^,;\d]+?) for|"
    r"(?:replac(?:ed|es?)|substitut(?:ed|es?)) (?P<gone>[^,;\d]+?) (?:with|by)|"
    r"(?:switch|chang|mov)(?:ed|es?)? (?:over )?from (?P<past>[^,;\d]+?) to) (?=[a-z])",
    re.IGNORECASE,
)
#: A band takes a part of the body's weight.
_HELPED: Final = later(r"\b(?:(?:pull|chin)[ -]?ups?|dips)\b[^,;\d]{0,20}\bbands?\b(?! pull)", re.IGNORECASE)
_TAUGHT: Final = later(
    r"^(?:(?:i|he|she) )?(?P<words>coach(?:es|ing)?|teach(?:es|ing)?|referee\w*|umpire\w*|instruct(?:s|ing)?) ",
    re.IGNORECASE,
)
#: "100 kg twice a week at 25": behind a load or a time it is no load.
_AGE: Final = later(
    r",? at (?:age |the age of )?(?P<age>[1-9]\d)(?: years?(?: old| of age)?)?(?=\s*(?:$|[,;.]))",
    re.IGNORECASE,
)
_MEASURED: Final = later(r"\d ?(?:kgs?|kilos?|lbs?|pounds?|min\w*|hours?|hrs?|h)\b", re.IGNORECASE)


def check_meant(told: str) -> None:
    """Ask where a sentence names an exercise that he may not do.

    Raises
    ------
    UnclearAnswerError
    """
    _check_his(told)
    if (back := _TAKEN_BACK.search(told)) is not None:
        before, behind = told[: back.start()], told[back.end() :]
        first = " ".join(f"{before} {behind}".split())
        last = " ".join(f"{_put(back['meant'], before)} {behind}".split())
        raise UnclearAnswerError(
            "training", f"{quoted(back[0].strip(' ,'))} in {quoted(told)}, which takes back what stands before it",
            "what is done, and nothing else", f'write "{last}" or "{first}", whichever is meant',
        )  # fmt: skip
    if (tried := _TRIED.search(told)) is not None and not _USUAL.search(told[: tried.start()]):
        _ask(told, tried["words"], "which may be done or not", told.replace(tried[0], "", 1), "it is done so")
    if (helped := _HELPED.search(told)) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(helped[0])} in {quoted(told)}, of which a band lifts a part", "what is left to lift",
            'write it as in "lat pulldown 3x8 50 kg twice a week", with the load that is left to lift',
        )  # fmt: skip
    if (changed := _CHANGED.search(told)) is not None:
        now = f"{told[: changed.start()]}{told[changed.end() :]}"
        _ask(told, changed["words"], "which is done no more", now, "that is done now")
    if (taught := _TAUGHT.search(told)) is not None:
        _ask(
            told,
            taught["words"],
            "which may be done or only taught",
            told[taught.end() :],
            "it is done, too",
        )
    if (age := _AGE.search(told)) is not None and _MEASURED.search(told[: age.start()]):
        now = f"{told[: age.start()]}{told[age.end() :]}"
        _ask(told, age[0].strip(" ,"), "which may be an age, and past", now, "it is done now")


def _put(meant: str, before: str) -> str:
    """Return what stands before a correction with it: of an amount where it is one, of the last word where not."""
    if (amount := re.match(r"\d+(?:\.\d+)? ?(?P<unit>[a-z]+)", meant, re.IGNORECASE)) is not None:
        same = re.compile(rf"\d+(?:\.\d+)? ?{amount['unit']}\b", re.IGNORECASE)
        if same.search(before):
            return same.sub(amount[0], before, count=1)
    return f"{_LAST_WORD.sub('', before)} {meant}"


def _ask(told: str, words: str, why: str, whole: str, where: str) -> None:
    raise UnclearAnswerError(
        "training", f"{quoted(words)} in {quoted(told)}, {why}", "what is done now",
        f'write "{" ".join(whole.split())}" where {where}, and leave it out where not',
    )  # fmt: skip


def _check_his(told: str) -> None:
    told = _BOTH.sub("we", told)
    clauses = [clause for clause in _CLAUSES.split(told) if clause]
    told_of = {clause: why for clause in clauses if (why := _not_his(clause)) and not _is_reason(clause, why)}
    if not told_of:
        return
    (clause, why), *_ = told_of.items()
    rest = ", ".join(one for one in clauses if one not in told_of)
    raise UnclearAnswerError(
        "training", f"{quoted(clause)}, {why}", "what is done now",
        f'leave it out: write "{rest}"' if rest else 'leave it out, or write "none" where nothing is done',
    )  # fmt: skip


_THIRD: Final = later(
    r"^(?:and |but |while )?(?:he|she)(?:'s|'re| (?:also|only|now|usually))* (?!\w+ (?:me|us|it)\b)[a-z]",
    re.IGNORECASE,
)
_TOLD_APART: Final = later(
    r"\s*(?:[,;\n]|(?<=[a-z])\.\s|\bbut\b|\bwhile\b|\band (?=(?:he|she|i)\b))\s*", re.IGNORECASE
)


def check_another(text: str) -> None:
    """Ask of a clause that begins with "he" or "she" behind what is told without: it is of another one.

    An answer that is told of him from its beginning is his own.

    Raises
    ------
    UnclearAnswerError
    """
    clauses = [
        one.strip(" .") for one in _TOLD_APART.split(text.replace("\u2019", "'")) if one and one.strip(" .")
    ]
    if not clauses or _THIRD.search(clauses[0]):
        return
    others = [one for one in clauses if _THIRD.search(one)]
    if not others:
        return
    rest = ", ".join(one for one in clauses if one not in others)
    raise UnclearAnswerError(
        "training", f"{quoted(others[0])}, which is somebody else's", "what is done now",
        f'leave it out: write "{rest}"',
    )  # fmt: skip


def _is_reason(clause: str, why: str) -> bool:
    """Tell whether a clause only says why: "my knees are bad" denies no exercise."""
    return why == _NOT_DONE and _REASON.fullmatch(clause) is not None


_REASON: Final = later(rf"{ACHES}(?: now)?", re.IGNORECASE)


def _not_his(clause: str) -> str:
    if is_no_training(clause):
        return ""
    plain = clause.replace("\u2019", "'")
    return next((why for pattern, why in _NOT_HIS if pattern.search(plain)), "")
