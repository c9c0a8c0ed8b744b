"""Whether a text asserts something of everyone, or denies it, excludes it, or says it of a few.

The scope of a denial is found as in clinical text (triggers before and after, ended by punctuation and by words that
begin a new statement): it never leaves its sentence.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

_NEGATOR = (
    r"(?:no|not|non|never|without|neither|nor|none|nobody|(?:did|do|does|was|were)n't|free of|free from|rather than"
    r"|instead of)"
)
# Words that may stand between a denial and what it denies: "no history of", "not treated with", "did not take any".
_LINK = (
    r"(?:any|known|history|evidence|signs?|of|prior|previous(?:ly)?|current(?:ly)?|recent|ongoing|us(?:e|ed|ing)|users?|tak(?:e|en|ing)|took"
    r"|receiv(?:e|ed|ing)|given|treated|treatment|therapy|supplement(?:s|al|ary|ation|ed)?|with|on|by|the|an?|to|ha(?:ve|d|s|ving)|be|been|being"
    r"|other|additional|concomitant|regular|daily|oral|allowed|permitted|eligible|diagnosed|diagnosis|for)"
)
# "no osteoporosis", "free of cancer"; one word may stand between ("without known osteoporosis").
_DENIED_NEXT = re.compile(
    rf"\b(?:{_NEGATOR}|excluding|excluded)\b[\s-]*(?:[\w-]+\s+)?$|\b{_NEGATOR}\b[\s-]+(?:{_LINK}\s+){{0,6}}$",
    _FLAGS,
)
# "all but women", "no drug except calcium": what is left out of what was said.
_EXCEPTED = re.compile(r"\b(?:except(?: for)?|other than|apart from|all but)\s+(?:[\w-]+\s+)?$", _FLAGS)
# "no cancer, osteoporosis or ...": items of a denied list.
_LIST = re.compile(
    r"\b(?:no|not|never|without|neither|free of|free from)\s((?:[\w'-]+\s+){0,4}(?:[\w'-]+,\s+(?:[\w'-]+\s+){0,4})*)$",
    _FLAGS,
)
_LIST_ENDS = re.compile(rf"\b(?:or|nor)\s+(?:{_LINK}\s+){{0,3}}$", _FLAGS)
_LIST_GOES_ON = re.compile(r"^(?:[\w' -]{0,40},)*[\w' -]{0,40}\b(?:or|nor)\b", _FLAGS)

_FORBIDDEN = (
    r"(?:prohibited|forbidden|forbade|disallowed|banned|barred|withheld|ineligible|avoid(?:ed|ing|s)?)"
)
# "excluded if taking ...", "exclusion criteria: ...", "asked not to take ...".
_EXCLUDED_BEFORE = re.compile(
    rf"\b(?:exclu(?:ded|ding|sions?|des?)|{_FORBIDDEN}|refrain\w*|abstain\w*"
    r"|(?:not|never) (?:be |been )?(?:allowed|permitted|eligible)"
    r"|(?:asked|told|instructed|advised|required|agreed) (?:not|never) to)\b(?!\s*,|\s+and\b|\s+from the)([^.;]*)$",
    _FLAGS,
)
# "... was not allowed", "... were excluded", "... as exclusion criteria".
_EXCLUDED_AFTER = re.compile(
    rf"^([^.;]*?)(?:\b(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+)?(?:an?\s+|the\s+|among\s+the\s+)?(?:exclu\w+|{_FORBIDDEN})\b"
    r"|\b(?:not|never)\s+(?:\w+\s+)?(?:allowed|permitted|given|used|taken|provided|supplied|prescribed|supplement\w*|offered|administered)\b"
    r"|\bexclusion criteri\w+|\bas (?:an )?exclusion|\bled to exclusion|^-free\b)",
    _FLAGS,
)
# Not given to the reader, rather than to anybody: "dose not given".
_UNREPORTED = re.compile(
    r"\b(?:doses?|amounts?|numbers?|intervals?|names?|details|duration|kinds?|products?|schedules?|values?|sizes?)\s*,?\s*(?:(?:was|were|is|are)\s*)?$",
    _FLAGS,
)
# What begins a new statement within a sentence.
_NEW = re.compile(
    r"\b(?:but|however|although|though|whereas|while|otherwise|yet|all|both|each|every\w*|received|took"
    r"|(?:was|were) (?:given|supplied|provided))\b",
    _FLAGS,
)
# "all of them took ...": said of everyone, whatever follows.
_AFFIRMED = re.compile(
    r"\b(?:all|both|each|every\w*|participants|patients|subjects|volunteers|men|women|they)\b"
    r"(?:(?!\b(?:who|that|if|when|not|never|no|without)\b)[^,;.])*"
    r"\b(?:received|took|were given|were supplemented with|were prescribed|got)\s+(?:[\w-]+\s+){0,3}$",
    _FLAGS,
)

# Words that let what follows them hold for a few only: "a third with low testosterone", "12 % on a bisphosphonate".
_FEW_BEFORE = re.compile(
    r"\b(?:some|part|few|half|a third|a quarter|share|may|allowed|any|whether|percent|\d+ ?%)"
    r"(?: of (?:them|the \w+))?(?: (?:with|had|have|having|on|were|took|taking|an?|use of))*\s*$",
    _FLAGS,
)
# "... was optional", "... if needed".
_FEW_AFTER = re.compile(
    r"^[^.;,]*?\b(?:(?:was|were|is|are) (?:allowed|permitted|optional)\b|only (?:if|when|where|in)\b"
    r"|(?:if|as|when|where) (?:needed|necessary|required|deficient|indicated|desired)\b"
    r"|if (?:the |their )?(?:diet\w*|intake)\b)",
    _FLAGS,
)


def asserted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Find the first place where a text asserts a pattern of everyone, neither denying it nor of a few.

    Examples
    --------
    >>> asserted(re.compile("osteoporosis"), "healthy, no osteoporosis") is None
    True
    >>> asserted(re.compile("osteoporosis"), "osteoporosis, no cancer").group()
    'osteoporosis'
    >>> asserted(re.compile("calcium"), "excluded if taking calcium") is None
    True
    """
    for match in pattern.finditer(text):
        before, after = _sentence_around(text, *match.span())
        if not is_denied(before, after) and not _of_few(before, after):
            return match
    return None


def is_denied(before: str, after: str) -> bool:
    """Whether what stands between two parts of a sentence is denied or excluded by them.

    Parameters
    ----------
    before, after : str
        The sentence up to the words meant, and from their end on.
    """
    excepted = _EXCEPTED.search(before)
    if excepted is not None:
        return re.search(rf"\b{_NEGATOR}\b|\bexclu", before[: excepted.start()], _FLAGS) is None
    if _DENIED_NEXT.search(before) or _in_denied_list(before, after):
        return True
    if _AFFIRMED.search(before):
        return False
    excluded = _EXCLUDED_BEFORE.search(before)
    if excluded is not None and not _NEW.search(excluded.group(1)):
        return True
    return _excluded_after(after)


def _sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The sentence before and after a place."""
    before = re.split(r"(?<=[.;])\s+", text[:start])[-1]
    return before, re.split(r"(?<=[.;])\s+", text[end:])[0]


def _in_denied_list(before: str, after: str) -> bool:
    listed = _LIST.search(before)
    if listed is None or _NEW.search(listed.group(1)):
        return False
    if _LIST_ENDS.search(before):
        return True
    return listed.group(1).rstrip().endswith(",") and _LIST_GOES_ON.search(after) is not None


def _excluded_after(after: str) -> bool:
    found = _EXCLUDED_AFTER.search(after)
    if found is None:
        return False
    between = found.group(1)
    if _NEW.search(between) or _UNREPORTED.search(between):
        return False
    # Past a comma the verb has another subject, unless what stands between is a list.
    return "," not in between or re.search(r"\b(?:and|or)\b", between) is not None


def _of_few(before: str, after: str) -> bool:
    return _FEW_BEFORE.search(before) is not None or _FEW_AFTER.search(after) is not None
