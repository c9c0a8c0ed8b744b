"""Exercises as logs and gyms name them: ``Squat (Barbell)``, ``BB squat``, ``paused high bar squat``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from osteotwin.protocol.library.exercise_boards import in_one_way
from osteotwin.protocol.library.exercise_modifiers import Kind, kinds, modifier, modifiers_file
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: With what it is done, where that does not change what is loaded.
_WITH = later(
    r",? (?:with|on|using|holding)(?: an?| the| two| light| heavy)* (?:rope|(?:reverse )?pec dec?k|"
    r"cable (?:machine|tower|station)|straight bar|bar|v bar|dumbbells?|dbs?|"
    r"barbell|bb|kettlebells?|kbs?|bands?|resistance bands?|cables?|machine|smith machine|plates?|a plate|bench|ez bar|"
    r"weights?|ball|swiss ball|mat|ssb|safety (?:squat )?bar)$"
)
#: Where, when and with whom it is done: a place that is flat and dry, a time of day, a person.
_WHERE = later(
    r",? (?:a?round|along|up|down|across|through|in|into|at|on|to|from|after|before|during|over|by|near|past|with)"
    r"(?: the| my| our| a| an| this| local| nearby| nearest| old| big)* (?:"
    r"block|park|lake|pond|river|canal|reservoir|fields?|track|running track|neighbou?rhood|estate|village|"
    r"town|city|street|road|lanes?|drive|driveway|garden|yard|backyard|back yard|car park|parking lot|house|"
    r"flat|apartment|kitchen|bathroom|bedroom|living room|lounge|hallway|corridor|office|garage|basement|shed|"
    r"gym|leisure cent(?:re|er)|sports? cent(?:re|er)|sports? hall|community cent(?:re|er)|village hall|"
    r"church hall|studio|club|court|lido|beach|seafront|promenade|prom|pier|woods|forest|countryside|country|"
    r"alps|mountains?|work|school|shops?|supermarket|mall|bus stop|station|train|pub|church|university|campus|"
    r"golf course|common|green|towpath|trails?|paths?|pavement|lunch|lunchtime|lunch break|breaks?|breakfast|"
    r"dinner|tea|bed|shower|holidays?|"
    r"(?:early )?(?:mornings?|evenings?|afternoons?|nights?|weekends?|weekdays)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|wife|husband|partner|friends?|mates?|buddy|colleagues?|"
    r"co workers|kids?|children|son|daughter|family|mum|mom|dad|neighbou?rs?|grandchildren|grandkids|trainer|"
    r"personal trainer|pt|physio|coach|group|walking group|running club|u3a"
    r")(?: and back(?: again)?| and home)?$"
)
#: How high a box is: the height counts where the drop or the ground force is given.
_HEIGHT = later(r"\b\d{1,3}(?:\.\d+)? ?(?:in(?:ch(?:es)?)?\b|[\"”″]|cms?\b)|\b\d{2}[\"”″]", re.IGNORECASE)
_BRACKET = later(r"\s*[(\[]([^)\]]*)[)\]]\s*")


def spoken_names(text: str) -> Iterator[str]:
    """Yield what a text may name, the fullest first: as written, with the brackets' words before, without them.

    Examples
    --------
    >>> list(dict.fromkeys(spoken_names("Squat (Barbell)")))
    ['Squat (Barbell)', 'barbell squat', 'squat']
    """
    yield text
    text = in_digits(text)
    plain = re.sub(r"[_\-]", " ", re.sub(r"['’]", "", text.casefold()))
    plain = re.sub(
        r"\bbench (?=(?:fl(?:y|ye|yes|ys|ies)|pullovers?|curls?|raises?|rows?|extensions?|kickbacks?)\b)",
        "",
        plain,
    )
    plain = _HEIGHT.sub(" ", in_one_way(plain)).strip(" -")
    plain = _WITH.sub("", re.sub(r"\bw/ ?", "with ", plain)).strip()
    plain = _WHERE.sub("", _WHERE.sub("", plain))
    inside = [part.strip() for found in _BRACKET.findall(plain) for part in re.split(r",|\s{2,}", found)]
    name = in_full(_BRACKET.sub(" ", plain).strip())
    if is_assisted(plain):
        return
    words = [in_full(part) for part in inside]
    yield " ".join((*words, name)).strip()
    if all(not modifier().sub("", word).strip() for word in words):
        yield from _less(" ".join((*words, name)).strip())
        yield name


def is_assisted(text: str) -> bool:
    """Tell whether an exercise is done with less than the whole body.

    Examples
    --------
    >>> is_assisted("Pull Up (Assisted)"), is_assisted("band-assisted dips"), is_assisted("pull up")
    (True, True, False)
    """
    return re.search(r"\bassisted\b", text, re.IGNORECASE) is not None


#: How often, how long and with how much, before or behind a name: 3x12, 1:00, 30 s, 20kg.
_LOAD: Final = later(
    r"(?:^|[\s(]+)(?:with )?(?P<load>\d+(?:[.,]\d+)? ?(?:kgs?|lbs?|kilos?|pounds?))\)?$", re.IGNORECASE
)
_HOW_OFTEN: Final = later(
    r"^\d+(?:\.\d+)?[ -]?(?:min(?:ute)?s?|hours?|hrs?|h)[ -]+(?=[a-z])|"
    r"^\d+ ?[x\u00d7] ?\d*(?:[-\u2013]\d+)? +|^\d+['\u2019]s +|"
    r"[\s,:(-]+(?:\d+ ?[x\u00d7] ?\d+(?:[-\u2013]\d+)?(?: ?[x\u00d7] ?\d+)?|\d?\d:\d\d(?::\d\d)?|"
    r"\d+ ?(?:s|secs?|seconds?|mins?|minutes?|reps?|sets?))\)?$",
    re.IGNORECASE,
)


def without_how_often(text: str) -> str:
    """Return a name without how often or how long.

    Examples
    --------
    >>> without_how_often("Plank 1:00"), without_how_often("squat 5x5"), without_how_often("1 arm row")
    ('Plank', 'squat', '1 arm row')
    """
    return _HOW_OFTEN.sub("", text.strip()) or text


def apart_from_load(text: str) -> tuple[str, str]:
    """Return a name and the load behind it; the load is empty where there is none.

    Examples
    --------
    >>> apart_from_load("rucking 20kg"), apart_from_load("rucking")
    (('rucking', '20kg'), ('rucking', ''))
    """
    found = _LOAD.search(text.strip())
    return (text, "") if found is None else (text.strip()[: found.start()], found["load"])


def in_brackets(text: str) -> tuple[str, str]:
    """Return a name without its bracket, and what stands in that; empty without one.

    Examples
    --------
    >>> in_brackets("Plate Squeeze (Svend Press)"), in_brackets("squat")
    (('Plate Squeeze', 'Svend Press'), ('squat', ''))
    """
    found = _BRACKET.search(text)
    return (text, "") if found is None else (_BRACKET.sub(" ", text).strip(), found[1].strip())


def in_full(text: str) -> str:
    """Return a name with gym talk in full.

    Examples
    --------
    >>> in_full("one-legged rdl".replace("-", " "))
    'single leg romanian deadlift'
    """
    short, left_out = modifiers_file().in_full, modifiers_file().left_out
    return " ".join(short.get(part, part) for part in text.split() if part not in left_out)


def _less(name: str) -> Iterator[str]:
    """Yield a name with fewer and fewer words that do not tell what is loaded, as many kept as can be.

    The equipment goes before the bench: an incline kettlebell press is no kettlebell press.
    """
    found = list(modifier().finditer(name))[:_MOST_WORDS]
    parts = [subset for count in range(len(found) + 1) for subset in combinations(found, count)]
    for left_out in sorted(parts, key=_weight):
        spans = {place for one in left_out for place in range(*one.span())}
        shorter = "".join(" " if place in spans else sign for place, sign in enumerate(name))
        if shorter.strip() and not (_is_of_one_leg(left_out, shorter) or _tells_another(left_out, shorter)):
            yield " ".join(shorter.split())


#: What is another exercise on one leg or with stiff knees.
_OTHER_ON_ONE_LEG: Final = later(r"\b(?:deadlift|squat|jump|hop|bound)s?\b")


def _is_of_one_leg(left_out: tuple[re.Match[str], ...], shorter: str) -> bool:
    """Tell whether words on legs are left out of an exercise that these make another one."""
    return bool(_OTHER_ON_ONE_LEG.search(shorter)) and any(
        re.search(r"\b(?:single|one|1|straight|stiff) leg", one[0]) for one in left_out
    )


#: Words without which some names tell another exercise: a pace, which is the flat walk's alone; a seat; a hold.
_TELLING: Final = tuple(
    (frozenset(words), re.compile(rf"{before}\b(?:{names})\b"))
    for words, before, names in (
        (("fast", "quick", "slow"), r"^(?!.*\b(?:lunges?|carry|farmers?|hill|incline|uphill|nordic|stairs?)\b).*",
         "walk(?:ing|s)?"),
        (("seated",), "",
         r"march(?:ing)?|walk(?:ing|s)?|running|jog(?:ging)?|squats?|lunges?|jumps?|hops?|danc\w+|boxing"),
        (("supported",), "", "squats?|lunges?"),
    )
)  # fmt: skip


def _tells_another(left_out: tuple[re.Match[str], ...], shorter: str) -> bool:
    """Tell whether a word is left out of a name that it makes another one: "fast walking on a treadmill"."""
    gone = {one[0] for one in left_out}
    return any(gone & words and names.search(shorter) for words, names in _TELLING)


#: Most words left out of a name in all their combinations.
_MOST_WORDS: Final = 7


def _weight(left_out: tuple[re.Match[str], ...]) -> tuple[int, int, int]:
    """Return how much is lost with words: the bench, then the equipment, then how many."""
    found = [kinds()[one[0]] for one in left_out]
    return found.count(Kind.BENCH), found.count(Kind.EQUIPMENT), len(found)
