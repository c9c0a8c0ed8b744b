"""Names of which the last words tell the exercise whatever stands before them: ``typewriter pull-up``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from osteotwin.inputs.names import folded
from osteotwin.protocol.library.exercise_modifiers import modifier
from osteotwin.units.patterns import later

#: Names that a word more makes no other exercise of, as far as bone is concerned.
_HEADS: Final = (
    "plank", "side plank", "push up", "pushup", "press up", "pull up", "pullup", "chin up", "chinup", "lat pulldown",
    "bench press", "leg press", "leg curl", "hamstring curl", "leg extension", "calf raise", "lateral raise",
    "front raise", "biceps curl", "bicep curl", "hammer curl", "preacher curl", "concentration curl", "dumbbell curl",
    "barbell curl", "cable curl", "triceps extension", "triceps pushdown", "triceps pressdown", "triceps kickback",
    "skull crusher", "crunch", "sit up", "situp", "russian twist", "back extension", "hyperextension", "hip thrust",
    "glute bridge", "hip abduction", "hip adduction", "leg raise", "knee raise", "face pull", "upright row",
    "chest fly", "rear delt fly", "romanian deadlift", "good morning", "box jump", "kettlebell swing", "dead bug",
    "bird dog", "lunge", "split squat", "swimming", "swim", "yoga", "pilates", "stretch", "stretches",
)  # fmt: skip
#: What makes another exercise of one, or is no word of an exercise at all.
_OTHER: Final = later(
    r"\b(?:jump\w*|hop\w*|plyo\w*|clap\w*|explosive\w*|drop|depth|power|burpees?|assisted|wheelchair|aerial|pole|neck|"
    r"handstand|medicine|slams?|throws?|step\w*|to|and|then|into|plus|over|under|or|no|not|never|nor|none|without|"
    r"i|my|me|we|he|she|his|her|they|you|your|it|is|are|was|were|be|been|am|do|does|did|done|doing|have|has|had|can|"
    r"cant|cannot|could|should|would|will|wont|dont|doesnt|didnt|used|stopped|quit|gave|hate|love|like|liked|loved|"
    r"want|wanted|need|try|tried|plan|planning|hope|miss|missed|skip|skipped|avoid|avoided|hurt|hurts|pain|painful|"
    r"because|but|so|if|when|after|before|until|since|about|like|only|maybe|sometimes|often|rarely|ex|former|"
    r"watch\w*|coach\w*|teach\w*|instead|except|first|last|next|that|this|these|those|which|what|any|every|many|more|"
    r"few|lot|lots|felt|feel|injured|failed|fail|worst|best|bad|good|squat|deadlift|row|press|"
    r"walk|run)\b"
)
#: What arms, legs and trunk do beside an exercise without another load: "with leg lift", "and reach".
_LIGHT: Final = (
    r"(?:(?:an?|the|and|or|to|in|out|of|with|legs?|arms?|knees?|hips?|shoulders?|elbows?|hands?|toes?|feet|foot|lifts?|"
    r"raises?|reach(?:es)?|back|under|across|rotations?|rotational|twists?|twisting|chops?|taps?|touch(?:es)?|kicks?|"
    r"circles?|drives?|tucks?|holds?|static|isometric|diagonal|opposite|lateral|side|squeeze|balance|extensions?|flexion|"
    r"adduction|abduction|external|internal|pulses?|alternating|sweep|high|dips?|bends?|pause|march(?:ing)?|pikes?|"
    r"walks?|slides?|straight|bent|single|double|oblique|crunch)\b ?)+"
)
_ADDED: Final = later(rf"\b ?(?:with|and|to|into) {_LIGHT}$")
_SURFACE: Final = (
    r"(?:bench|box|step|chair|wall|floor|ball|swiss ball|(?:medicine|slam|med) ball|stability ball|"
    r"bosu(?: ball)?|pilates ball|(?:sliding )?discs?|sliders?|towels?|plate|plates|foam roller|roller|block|rings?|"
    r"straps?|trx|dumbbells?|handles)"
)
_PLACED: Final = later(
    r" (?:with )?(?:one |1 |both |the |a |single )?"
    r"(?:feet|foot|hands?|head|shoulders|elbows?|knees?|legs?|heels?|back) "
    rf"(?:on|in|against) (?:an? |the )?{_SURFACE}\b|"
    r" (?:with )?(?:heels?|toes?|feet|foot|legs?|hands?) (?:raised|elevated|together|apart|up)\b"
)
_MOST_BEFORE: Final = 2
_PLAIN: Final = later(r"[a-z]{2,}")


def head_of(text: str, index: Mapping[str, str]) -> str | None:
    """Return the known name with which a text ends, where at most two words unknown to the library stand before it.

    Parameters
    ----------
    text : str
    index : mapping
        Identifiers by folded name.

    Examples
    --------
    >>> known = {"pull up": "pull_up", "crunch": "sit_up"}
    >>> head_of("Zombie Pull-Ups", known), head_of("burpee pull-up", known), head_of("I hate crunches", known)
    ('pull up', None, None)
    """
    said = folded(text)
    said = " ".join(modifier().sub(" ", said).split()) if said.count(" ") > 1 else said
    for head in _folded_heads():
        if not said.endswith(f" {head}") or head not in index:
            continue
        before = said.removesuffix(head).split()
        if len(before) > _MOST_BEFORE or not all(map(_PLAIN.fullmatch, before)):
            return None
        if any(_OTHER.search(word) or word in _ends(frozenset(index)) for word in before):
            return None
        return head
    return None


def is_no_clause(words: str) -> bool:
    """Tell whether no word of some tells another exercise, denies one or says who does it."""
    return _OTHER.search(folded(words)) is None


def without_additions(text: str) -> str:
    """Return a name without where hands and feet stand and what arms, legs and trunk do beside it without a load.

    Examples
    --------
    >>> without_additions("push-up with feet on a swiss ball"), without_additions("lunge with twist")
    ('push up', 'lunge')
    >>> without_additions("side plank knee tuck"), without_additions("squat to box jump")
    ('side plank', 'squat to box jump')
    """
    plain = " ".join(re.sub(r"[_-]", " ", text.casefold()).split())
    said = _ADDED.sub("", _PLACED.sub("", plain)).strip()
    if (held := _HELD.match(said)) is not None:
        said = held["head"]
    return said if said != plain else text


#: Of a plank whatever is done in it but a jump, the plank remains.
_HELD: Final = later(rf"(?P<head>(?:(?:side|elbow|reverse|forearm|high) )?planks?) {_LIGHT}$")


@lru_cache(maxsize=1)
def _folded_heads() -> tuple[str, ...]:
    """Return the heads as names are compared, the longest first."""
    return tuple(sorted(dict.fromkeys(map(folded, _HEADS)), key=len, reverse=True))


@lru_cache(maxsize=4)
def _ends(names: frozenset[str]) -> frozenset[str]:
    """Return the last words of names, which may be exercises of their own."""
    return frozenset(name.split()[-1] for name in names)
