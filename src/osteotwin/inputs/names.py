"""Names as people write them: the same whatever their case, accents, punctuation, plural; the nearest of those known.

One folding and one measure of nearness for everything that is looked up by name: keys of files, options, endpoints,
conditions, drugs, exercises, foods, presets and the entries of catalogs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from osteotwin.errors import InputError, ParameterError, Problem
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.units.patterns import later

_SEPARATORS = later(r"[^\w.%]+|_")
#: Behind a number the sign adds nothing that tells names apart.
_PERCENT = later(r"(?<=[0-9])\s*%(?=\s|,|$)")
_HISSING = ("ches", "shes", "sses", "xes")
#: Of tomatoes, mangoes, avocadoes; and of leaves, halves, calves, shelves.
_ROUND = ("atoes", "ngoes", "adoes", "echoes", "eroes")
_ITALIAN = ("kiwis", "chinis", "ninis", "rotis", "chilis", "colis", "skis")
_SOFT = ("leaves", "loaves", "halves", "calves", "shelves", "knives")

#: Likeness (2 x letters in common over all letters) from which a spelling may be a slip for another: names that are
#: less alike are two things (progesterone, cyproterone), and so are those that begin with another letter.
_LIKE, _LIKE_OTHER_BEGINNING = 0.82, 0.93
#: Likeness that every word keeps with one of the other name: oat milk is no slip for soy milk, however much the rest of
#: the two names has in common.
_LIKE_SHORT = 0.6
#: As _LIKE for a key of a file, where another key is no danger.
_LIKE_KEY = 0.75
#: Likeness from which a name is what was meant, and no other is worth naming.
_ALMOST = 0.85
#: Nothing is likened to what is longer: comparing grows with the square of the length.
LONGEST = 200
#: Names and words that are kept: all that are known, with room. Less would keep none of them, as all are gone through.
_KEPT = 65536
#: Shortest beginning of a name that suggests it, and shortest word in which a slip is likely.
_LEAST_BEGINNING, _LEAST_WORD = 3, 4
#: Letters in all from which words that a name holds suggest it, and up to which a word is no word but a sign.
_LEAST_LETTERS, _SHORT = 5, 2


def words(text: str) -> tuple[str, ...]:
    """Words of a name in the singular, without case, accents and punctuation.

    >>> words("Yogurt, plain, low-fat"), words("Gruyère")
    (('yogurt', 'plain', 'low', 'fat'), ('gruyere',))
    """
    plain = _PERCENT.sub(" ", without_accents(text.casefold()))
    found = (word.strip(".") for word in _SEPARATORS.split(plain))
    return tuple(_singular(word) for word in found if word and word != "%")


def without_accents(text: str) -> str:
    """Return a text without accents.

    >>> without_accents("sautéed")
    'sauteed'
    """
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def with_plain_letters(words: Iterable[str]) -> frozenset[str]:
    """Return words, the longer ones without their accents, too: "manana", and not "the" for "th\u00e9".

    >>> sorted(with_plain_letters(["ma\u00f1ana", "th\u00e9"]))
    ['manana', 'ma\u00f1ana', 'th\u00e9']
    """
    found = frozenset(words)
    return found | {without_accents(word) for word in found if len(word) >= _LEAST_PLAIN}


#: Letters from which a word is known without its accents, too.
_LEAST_PLAIN: Final = 5


def folded(text: str) -> str:
    """Form in which two spellings of one name are equal.

    >>> folded("Push-Ups") == folded("push_up")
    True
    """
    return _folded(text) if len(text) <= LONGEST else " ".join(words(text))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """As :func:`folded`, kept: every entry of a file is compared with the same names."""
    return " ".join(words(text))


def index_of(entries: Iterable[tuple[str, Iterable[str]]], where: str) -> dict[str, str]:
    """Identifier by :func:`folded` name, for entries (identifier, its names).

    Raises
    ------
    ParameterError
        If two entries share a name.
    """
    index: dict[str, str] = {}
    for identifier, names in entries:
        for name in (identifier, *names):
            if index.setdefault(folded(name), identifier) != identifier:
                message = f'{where}: "{name}" names both {index[folded(name)]} and {identifier}'
                raise ParameterError(message)
    return index


def joined_index(index: Mapping[str, str]) -> dict[str, str]:
    """Return an index by names without spaces, for names that are written as one word or as two.

    Parameters
    ----------
    index : mapping of str to str
        As :func:`index_of` makes it.

    Examples
    --------
    >>> joined_index({"pulldown": "lat_pulldown", "lat pull": "lat_pulldown"})
    {'pulldown': 'pulldown', 'latpull': 'lat pull'}
    """
    found: dict[str, list[str]] = {}
    for name in index:
        found.setdefault(name.replace(" ", ""), []).append(name)
    return {joined: names[0] for joined, names in found.items() if len({index[name] for name in names}) == 1}


def find_name(
    written: str, names: Mapping[str, Iterable[str]], *, also: Mapping[str, str] | None = None
) -> str | None:
    """Identifier one of whose names was written, or ``None``.

    Parameters
    ----------
    written : str
    names : mapping of identifier to its other names
    also : mapping of other names to identifiers, optional
    """
    wanted = folded(written)
    for identifier, others in names.items():
        if wanted in (folded(identifier), *(folded(other) for other in others)):
            return identifier
    return next((to for other, to in (also or {}).items() if folded(other) == wanted), None)


def nearest(
    written: str,
    names: Iterable[str],
    most: int = 3,
    *,
    identify: Callable[[str], str] = str,
    are_keys: bool = False,
) -> tuple[str, ...]:
    """Names that may be meant by one that is not known, best first; none where nothing is near.

    Near is a name that begins with what was written, is spelled nearly so, whole or word by word, or holds all of its
    words. What shares a word and is another thing (vitamin K, vitamin D) is not.

    Parameters
    ----------
    written : str
    names : iterable of str
    most : int
        How many at most.
    identify : callable
        From a name to what it names; several names of one thing bring it once.
    are_keys : bool
        Whether the names are keys or words of a file rather than things: then what is less alike may be meant, too.
    """
    if len(written) > LONGEST or not folded(written):
        return ()
    mine = _parts(written)
    ranked = sorted(
        (-rank, order, name)
        for order, name in enumerate(names)
        if (rank := _rank(mine, _parts(name), are_keys))
    )
    return tuple(dict.fromkeys(identify(name) for _, _, name in ranked))[:most]


def look_up(kind: str, text: str, index: Mapping[str, str], label: Callable[[str], str]) -> str:
    """Identifier of the library's entry that a text names.

    Parameters
    ----------
    kind : str
        What is looked for: ``"drug"``, ``"exercise"``.
    text : str
    index : mapping
        As :func:`index_of` makes it.
    label : callable
        From an identifier to the name that a message shows.

    Raises
    ------
    NotInLibraryError
        With the nearest names.
    """
    found = index.get(folded(text))
    if found is None:

        def near() -> tuple[str, ...]:
            return tuple(map(label, nearest(text, index, identify=index.__getitem__)))

        raise NotInLibraryError(kind, text, near)
    return found


def did_you_mean(
    written: str,
    names: Iterable[str],
    otherwise: str = "choose one of them",
    *,
    identify: Callable[[str], str] = str,
    are_keys: bool = True,
) -> str:
    """Fix for a name that is not known: the nearest of those that are, or another way out."""
    near = nearest(written, names, identify=identify, are_keys=are_keys)
    return write_one_of(near, written) if near else otherwise


def choose(written: object, names: Iterable[str], argument: str) -> str:
    """A name that is one of some, given as an argument.

    Raises
    ------
    InputError
        With the nearest names.
    """
    known = tuple(names)
    if written in known:
        return str(written)
    fix = did_you_mean(written, known) if isinstance(written, str) else "choose one of them"
    raise InputError([Problem("argument", argument, repr(written), f"one of {', '.join(known)}", fix)])


def write_one_of(names: Sequence[str], written: str) -> str:
    """Fix that names what may be meant; one that is almost what was written stands alone."""
    if likeness(names[0], written) > _ALMOST:
        names = names[:1]
    listed = " or ".join(f'"{name}"' for name in names)
    return f"write {listed}, {'if that' if len(names) == 1 else 'whichever'} is meant"


def _rank(written: _Parts, known: _Parts, are_keys: bool) -> float:
    """How near a known name is, at most 3; 0 where it is not near."""
    wanted, mine, one, as_written = written
    name, theirs, other, as_known = known
    if len(wanted) >= _LEAST_BEGINNING and name.startswith(wanted):
        return 2 + len(wanted) / len(name)
    least = _LIKE_KEY if are_keys else _LIKE
    whole = _ratio(wanted, name, least)
    # A slip can look like a plural: what was written counts as it stands, too.
    if as_written.strip() != wanted or as_known != name:
        whole = max(whole, _ratio(as_written.strip(), as_known, least))
    same_signs = one == other or not one or not other or whole >= _LIKE_OTHER_BEGINNING
    if (are_keys and whole >= _LIKE_KEY) or (
        whole >= _LIKE
        and same_signs
        and _alike(wanted, name, whole)
        and (are_keys or all(_has_like(word, theirs) for word in mine))
    ):
        return 1 + whole
    if len(wanted) >= _LEAST_LETTERS and _are_slips(mine, theirs):
        return 1 + min(1.0, len(mine) / len(theirs))
    return len(theirs) / len(mine) if len(theirs) > 1 and set(theirs) < set(mine) else 0.0


def _are_slips(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether each word is one of others, or may be a slip for it."""
    for word in mine:
        for other in theirs:
            if _is_slip(word, other):
                break
        else:
            return False
    return True


#: The folded form of a name, its words and its signs, and the name itself in lower case.
_Parts = tuple[str, tuple[str, ...], frozenset[str], str]


@lru_cache(maxsize=_KEPT)
def _parts(text: str) -> _Parts:
    """Return the parts of a name, kept: one name is compared with hundreds."""
    form = folded(text)
    return form, tuple(form.split()), _short(form.split()), text.casefold()


def _short(words: Iterable[str]) -> frozenset[str]:
    """Return signs and numbers, of which one more or less is another thing: ``d``, ``k2``, ``25``."""
    every = tuple(words)
    signs = {word for word in every if len(word) == 1 or (len(word) <= _SHORT and not word.isalpha())}
    numbers = {"".join(c for c in word if c.isdigit()) for word in every if len(word) > _SHORT}
    return frozenset((signs | numbers) - {""})


def _has_like(word: str, others: Iterable[str]) -> bool:
    """Tell whether a word is not far from any of others."""
    return any(_ratio(word, other, _LIKE_SHORT) >= _LIKE_SHORT for other in others)


@lru_cache(maxsize=_KEPT)
def _is_slip(word: str, other: str) -> bool:
    """Tell whether a word is another, or may be a slip for it."""
    if word == other:
        return True
    least = _LIKE if word[0] == other[0] else _LIKE_OTHER_BEGINNING
    return len(word) >= _LEAST_WORD and _ratio(word, other, least) >= least and not _short([word, other])


def _alike(one: str, other: str, ratio: float) -> bool:
    return one[0] == other[0] or ratio >= _LIKE_OTHER_BEGINNING


def likeness(one: str, other: str) -> float:
    """How alike two names are spelled, from 0 to 1, whatever their case, punctuation and plural."""
    return _ratio(folded(one), folded(other))


def _ratio(one: str, other: str, least: float = 0.0) -> float:
    """Likeness of two texts; 0 where lengths, and letters that only one has, keep it below the least that counts."""
    long, longs = len(one), len(other)
    needed = least * (long + longs) / 2
    if long < needed or longs < needed:
        return 0.0
    mine, theirs = letters_of(one), letters_of(other)
    if long - (mine & ~theirs).bit_count() < needed or longs - (theirs & ~mine).bit_count() < needed:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


@lru_cache(maxsize=_KEPT)
def letters_of(text: str) -> int:
    """Return a bit for each letter that a text has; two letters may share one."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) % 61)
    return bits


@lru_cache(maxsize=_KEPT)
def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith(("ies", "ie")):
        return word.removesuffix("s")[:-2] + "y"  # cookie, berries
    if word.endswith(_HISSING + _ROUND):
        return word[:-2]
    if word.endswith(_SOFT):
        return word[:-3] + "f"
    if word.endswith(_ITALIAN) or (
        len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    ):
        return word[:-1]
    return word
