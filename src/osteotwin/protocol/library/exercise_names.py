"""Exercises as logs and gyms name them: ``Squat (Barbell)``, ``BB squat``, ``paused high bar squat``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORT = {
    "bb": "barbell", "db": "dumbbell", "kb": "kettlebell", "bw": "bodyweight", "sl": "single leg", "sa": "single arm",
    "oh": "overhead", "ohp": "overhead press", "bp": "bench press", "dl": "deadlift", "rdl": "romanian deadlift",
    "sldl": "stiff leg deadlift", "bss": "bulgarian split squat", "cgbp": "bench press", "bor": "bent over row",
    "walk": "walking", "walks": "walking", "jog": "jogging", "jogs": "jogging", "run": "running", "runs": "running",
    "hike": "hiking", "hikes": "hiking", "swim": "swimming", "bike": "cycling", "cycle": "cycling",
    "climber": "climbing", "dbs": "dumbbell", "kbs": "kettlebell swing", "bbs": "barbell", "db's": "dumbbell",
    "tricep": "triceps", "bicep": "biceps", "ext": "extension", "exts": "extension", "incl": "incline",
    "bb's": "barbell",
    "alt": "alternating", "sq": "squat", "ham": "hamstring", "hams": "hamstring", "reps": "", "ssb": "",
    "hspu": "handstand push up", "dls": "deadlifts", "deads": "deadlifts", "deadlifting": "deadlift",
    "squatting": "squat", "benching": "bench press", "lunging": "lunge",
}  # fmt: skip
#: What does not change which bones are loaded and how: grip, stance, tempo, bench, and with what it is done.
_MODIFIERS = (
    "low bar", "high bar", "safety bar", "safety squat bar", "paused", "pause", "tempo", "competition", "comp",
    "beltless", "close grip", "wide grip", "neutral grip", "reverse grip", "underhand", "overhand", "incline",
    "decline", "flat", "seated", "standing", "alternating", "single arm", "one arm", "deep", "heavy", "light",
    "touch and go", "atg", "weighted", "conventional", "strict", "plate loaded", "iso lateral", "hammer strength",
    "life fitness", "technogym", "nautilus", "cybex", "selectorized", "45 degree", "45°", "45", "slow", "full",
    "banded",
    "explosive", "eccentric", "controlled", "stationary", "outdoor", "indoor", "recreational", "casual", "gentle",
    "vigorous", "intense", "group", "class", "classes", "session", "sessions", "training", "practice", "lessons",
    "game",
    "games", "match", "matches", "sport", "workout", "workouts", "laps", "on a treadmill", "on the treadmill",
    "a bit of",
    "wide stance", "narrow stance", "wide", "narrow", "overhand grip", "supinated", "pronated", "bar", "straight bar",
    "rope", "v bar", "dog", "lunchtime", "ocean", "pool", "beach", "bush", "park", "river", "sea", "lake",
    "open water", "garage", "in the mountains", "in the woods", "in the forest", "in the hills", "in the park",
    "in the pool", "in the gym", "at the gym", "at home", "outside", "outdoors", "home", "morning", "evening",
    "weekend", "daily", "local", "lying", "prone", "supine", "kneeling", "half kneeling", "incline bench",
    "kettlebells", "swiss ball",
    "stability ball", "axle", "horizontal", "v grip", "plates",
    "fat grip", "drop set", "dropset", "superset", "working sets", "amrap",
)  # fmt: skip
_EQUIPMENT = ("barbell", "dumbbell", "dumbbells", "kettlebell", "machine", "cable", "smith machine", "smith", "ez bar",
              "trap bar", "plate", "body weight", "machine assisted", "dbs", "kettlebells", "cables", "suspension",
              "trx",
              "bands", "chains", "bodyweight", "resistance band", "band", "medicine ball")  # fmt: skip
#: With what it is done, where that does not change what is loaded.
_WITH = re.compile(
    r",? (?:with|on|using|holding)(?: an?| the| two| light| heavy)* (?:rope|straight bar|bar|v bar|dumbbells?|dbs?|"
    r"barbell|bb|kettlebells?|kbs?|bands?|resistance bands?|cables?|machine|smith machine|plates?|a plate|bench|ez bar|"
    r"weights?|ball|swiss ball|mat)$"
)
#: How high a box is: the height counts where the drop or the ground force is given.
_HEIGHT = re.compile(
    r"\b\d{1,3}(?:\.\d+)? ?(?:in(?:ch(?:es)?)?\b|[\"”″]|cms?\b)|\b\d{2}[\"”″]", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")


def spoken_names(text: str) -> Iterator[str]:
    """Yield what a text may name, the fullest first: as written, with the brackets' words before, without them.

    Examples
    --------
    >>> list(spoken_names("Squat (Barbell)"))[:3]
    ['Squat (Barbell)', 'barbell squat', 'squat']
    """
    yield text
    plain = re.sub(r"[_\-]", " ", re.sub(r"['’]", "", text.casefold()))
    plain = _HEIGHT.sub(" ", plain).strip(" -")
    plain = _WITH.sub("", re.sub(r"\bw/ ?", "with ", plain)).strip()
    inside = [part.strip() for found in _BRACKET.findall(plain) for part in found.split(",")]
    name = _long(_BRACKET.sub(" ", plain).strip())
    if "assisted" in (*inside, *name.split()):
        return
    words = [_long(part) for part in inside]
    yield " ".join((*words, name)).strip()
    if all(word in (*_EQUIPMENT, *_MODIFIERS) for word in words):
        yield from _less(name)


def _long(text: str) -> str:
    """Return a name with gym talk in full."""
    return " ".join(word for part in text.split() if (word := _SHORT.get(part, part)))


def _less(name: str) -> Iterator[str]:
    """Yield a name with fewer and fewer words that do not tell what is loaded."""
    yield name
    left = name
    for words in _MODIFIERS:
        left = re.sub(rf"\b{words}\b ?", "", left).strip()
    yield left
    for word in _EQUIPMENT:
        bare = re.sub(rf"^(?:\b{word}\b ?)|(?: ?\b{word}\b)$", "", left).strip()
        if bare and bare != left:
            yield bare
