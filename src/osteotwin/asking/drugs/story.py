"""A story around drugs: clauses and words of a list of idle ones are set aside, and said; all else is read or asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from osteotwin.asking.drugs.not_taken import is_not_taken
from osteotwin.asking.drugs.taken import is_shown
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.protocol.idle_words import are_idle, idle_phrases, idle_words
from osteotwin.units.patterns import later

#: Between two clauses; the mark belongs to the one behind it.
_BETWEEN: Final = later(
    r"(?=[,.!?]\s)|\s(?=(?:and|but|so|because|which|who|although|though|for|et|y|und|mais|aber|pero|"
    r"[-\u2013\u2014]) )",
    re.IGNORECASE,
)
_MARK: Final = later(r"^[\s,.!?\u2013\u2014-]*(?:(?:and|et|y|und) )*", re.IGNORECASE)
_WORD: Final = later(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
#: How somebody says that he takes what follows, at the end of what stands before it.
_TAKING: Final = later(
    r"(?:\bi(?:['\u2019]?(?:m|ve)| am| have)?(?: (?:also|now|currently|just|still|been|only|always))*"
    r"(?: (?:take|taking|use|using|inject|injecting|pin|pinning|do|doing|on|get|getting|run|running|is))+|"
    r"\b(?:put|started|starting|placed|got|has|have) me(?: back)? on|"
    r"\b(?:(?:ich )?(?:nehme|bekomme|spritze)|(?:je )?prends|tomo|prendo)(?: (?:du|de la|le|la|il|el))?|"
    r"\bmy (?:current )?(?:protocol|regimen|regime|treatment|therapy|medications?|meds|stack|routine|list) "
    r"(?:is|are|consists of|includes?))(?: (?:an?|the|my|some))*\s*:?$",
    re.IGNORECASE,
)
#: "I am 58 and on", "I'm a 45 year old guy who lifts,"
_AGE: Final = later(
    r"\W*(?P<said>i(?:['\u2019]?m| am) (?:an? )?\d\d(?:[- ]?(?:years?|yrs?|yo|y)(?:[- ]?old)?)?"
    r"(?: (?:man|male|guy|woman|female|lady))?(?: who (?:lifts|runs|walks|trains|works))?)"
    r"(?:, (?:and )?| and |\. )(?!mg|\d)",
    re.IGNORECASE,
)


def told_of(piece: str, is_read: Callable[[str], bool]) -> tuple[str, str]:
    """Return a story without its idle clauses and words, where only so it is read, and what is set aside.

    Parameters
    ----------
    piece : str
    is_read : callable
        Whether a text is read whole.
    """
    if is_read(piece):
        return piece, ""
    for bare, aside in (*_shorter(piece), *_of_shown(piece)):
        if bare != piece and name_places(bare) and is_read(bare):
            return bare, aside
    return piece, ""


def _shorter(piece: str) -> Iterator[tuple[str, str]]:
    """Yield a story without idle clauses, then without its lead, and then without idle words, with these."""
    kept, aside = list[str](), list[str]()
    if (aged := _AGE.match(piece)) is not None:
        aside, piece = [aged["said"]], piece[aged.end() :]
    for clause in _BETWEEN.split(piece):
        said = _MARK.sub("", clause).strip(" .!?")
        if is_idle(said):
            aside.append(said)
            if clause[:1] in (".", "!", "?"):
                kept.append(".")
        else:
            kept.append(clause)
    plain = re.sub(r"\s*(?:\.\s*)+(?=\.)", "", " ".join(" ".join(kept).split())).strip(" ,.")
    plain = re.sub(r"\s+(?=[,.])", "", plain)
    yield plain, "; ".join(aside)
    lead = re.split(r"[.\d]", plain)[0]
    lead = lead[: min([len(lead), *(start for start, _ in name_places(plain))])]
    for end in (len(lead), *(found.start() for found in re.finditer(r"\b(?:daily|weekly|monthly)\b", lead))):
        taking = _TAKING.search(lead[:end].rstrip())
        before = lead[: taking.start()].strip(" ,") if taking else ""
        if taking is not None and (not before or is_idle(before)):
            yield plain[end:].strip(), "; ".join([*aside, before]).strip("; ")
    names = name_places(plain)
    last = names[-1][1] if len(names) > 1 else 0
    idle = [one for one in _WORD.finditer(plain, last) if one[0].casefold() in idle_words("anywhere")]
    bare = plain
    for found in reversed(idle):
        bare = f"{bare[: found.start()]}{bare[found.end() :]}"
    yield " ".join(bare.split()), "; ".join([*aside, *([" ".join(one[0] for one in idle)] if idle else [])])


def _of_shown(piece: str) -> Iterator[tuple[str, str]]:
    """Yield what is told of drugs that are in no number without brackets, and without what stands before the first."""
    places = name_places(piece)
    if not places or not all(is_shown(piece[slice(*place)]) for place in places) or is_not_taken(piece):
        return
    aside = [found["said"] for found in _BRACKET.finditer(piece)]
    bare = _BRACKET.sub(" ", piece)
    lead = bare[: next((start for start, _ in name_places(bare)), 0)]
    if any(
        piece[start].isdigit() or re.match(r"one\b", piece[start:end], re.IGNORECASE) for start, end in places
    ):
        return  # "calcichew one a day" is none of that name
    if lead.strip() and not _LEADS.search(lead):
        return
    if re.search(r"\d", lead) or any(_TURNS.search(words) for words in (*aside, lead)):
        return
    if aside:
        yield " ".join(bare.split()), "; ".join(aside)
    if said := _TAKING.sub("", lead.strip()).strip(" ,:"):
        yield " ".join(bare[len(lead) :].split()), "; ".join([said, *aside])


_BRACKET: Final = later(r"\s*\((?P<said>[^()]*)\)\s*")
#: Before a drug, where the words before it tell what it is for: "hypothyroid, on", "Hypothyreose:".
_LEADS: Final = later(
    r"\w[\w'\u2019]*\W+(?:\w+\W+)*?(?:on|takes?|taking|uses?|using|sous|unter|con|mit|prescribed|get|gets)\s*$|\w\s*:\s*$",
    re.IGNORECASE,
)
#: Words that may end, deny, begin or give away what is taken.
_TURNS: Final = later(
    r"\b(?:since|from|start\w*|stop\w*|till?|until|end(?:s|ed)?|off|quit|not?|never|without|if|when\w*|unless|instead|"
    r"was|were|had|next|before|after|old|half|dogs?|cats?|ago|than|or|with)\b|n['\u2019]t\b",
    re.IGNORECASE,
)


def is_idle(clause: str) -> bool:
    """Tell whether each word of a clause stands in the list of idle ones of one language.

    Examples
    --------
    >>> is_idle("my knees hurt"), is_idle("my doctor stopped it"), is_idle("on the pellet")
    (True, False, False)
    """
    plain = clause.casefold().replace("\u2019", "'")
    for phrase in idle_phrases():
        plain = plain.replace(phrase, "")
    if re.search(r"\d", plain):
        return False
    words = tuple(_WORD.findall(plain))
    return bool(clause.strip()) and are_idle(words)
