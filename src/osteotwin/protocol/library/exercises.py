"""Exercises and the forces they put on spine, hip and forearm, in body weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Annotated, Final

from pydantic import Field

from osteotwin.errors import ParameterError
from osteotwin.inputs.misspelled import misspelling_of
from osteotwin.inputs.names import (
    folded,
    index_of,
    joined_index,
)
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words
from osteotwin.inputs.values import Flag, Mistake, Number, Schema, Value, Word
from osteotwin.protocol.conditions import CONTRAINDICATING
from osteotwin.protocol.library.exercise_boards import without_board, without_qualifiers
from osteotwin.protocol.library.exercise_heads import head_of, is_no_clause, without_additions
from osteotwin.protocol.library.exercise_names import (
    apart_from_load,
    in_brackets,
    in_full,
    is_assisted,
    spoken_names,
    without_how_often,
)
from osteotwin.protocol.library.exercise_nearest import held_in, is_other_word, near_exercises
from osteotwin.protocol.library.exercise_notes import without_notes
from osteotwin.protocol.library.exercise_spellings import in_words
from osteotwin.protocol.library.exercise_variants import FILE as VARIANT_FILE
from osteotwin.protocol.library.exercise_variants import Variant, load_variants
from osteotwin.protocol.library.exercise_words import (
    asked_names,
    in_english,
    names_of_several,
    without_joints,
)
from osteotwin.protocol.library.tables import Table, rows_of
from osteotwin.units import shown_value

FILE = "exercises.toml"
SITES = ("spine", "hip", "forearm")
TRAINING_TYPES = (
    "resistance", "impact", "resistance_and_impact", "walking", "jogging", "aerobic", "football", "isometric",
)  # fmt: skip
COUNTED_BY = ("repetitions", "impacts", "minutes")
IMPACT_LEVELS = ("none", "low", "moderate", "high")
LARGEST_FORCE_BODYWEIGHTS = 25.0

#: training type -> the exercise that stands for it where no exercise is named
GENERIC_EXERCISES = {
    "resistance": "generic_resistance",
    "impact": "generic_impact",
    "resistance_and_impact": "generic_resistance_and_impact",
    "walking": "walking",
    "jogging": "jogging",
    "aerobic": "generic_aerobic",
    "football": "football",
    "isometric": "generic_isometric",
}


@dataclass(frozen=True)
class SiteForce:
    """Peak force at one site: ``base + slope * external load``, all in body weights."""

    base: float
    slope: float

    def at(self, load_bodyweights: float = 0.0) -> float:
        """Return the force in body weights."""
        return self.base + self.slope * load_bodyweights


class _ForceValue(Value):
    """``[base, slope]`` in body weights."""

    @property
    def expected(self) -> str:
        return f"[base, slope] in body weights, each from 0 to {LARGEST_FORCE_BODYWEIGHTS:g}"

    @property
    def example(self) -> str:
        return "[2.0, 5.0]"

    def read(self, written: object) -> SiteForce:
        match written:
            case [float() | int() as base, float() | int() as slope] if (
                0 <= base <= LARGEST_FORCE_BODYWEIGHTS and 0 <= slope <= LARGEST_FORCE_BODYWEIGHTS
            ):
                return SiteForce(float(base), float(slope))
            case _:
                raise Mistake(shown_value(written), self.expected, f"write it as {self.example}")

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


_Force = Annotated[SiteForce, _ForceValue()]


@dataclass(frozen=True)
class Exercise(Row):
    """One exercise.

    Attributes
    ----------
    id, name : str
    aliases : tuple of str
    training_type : str
        One of :data:`TRAINING_TYPES`; ``kind`` in files.
    how : str
        How it is done, in one sentence.
    equipment : tuple of str
    counted_by : str
        ``"repetitions"``, ``"impacts"`` or ``"minutes"``.
    cycles_per_minute : float or None [1/min]
        Loading cycles a minute (strides of one leg, strokes, holds), where it is counted by minutes.
    frequency_hz : float [Hz]
        Cycles per second while loading; for impacts that of the sine with the same rise, at most 5.
    spine, hip, forearm : SiteForce [body weights]
        L3-L5 compression; contact force of one hip; axial force of one radius.
    ground_reaction_bw : float or None [body weights]
    loading_rate_bw_per_s : float or None [body weights/s]
    one_rep_max_bodyweights : float or None [body weights]
        External load of an untrained to novice man in his fifties; None where no load is lifted.
    impact_level : str
        ``"none"``, ``"low"``, ``"moderate"`` or ``"high"``.
    spinal_flexion_under_load : bool
    contraindicated_with : tuple of str
        Conditions with which it needs specialist advice first.
    minutes_per_set : float or None [min]
        With the rest after it.
    default_sessions_per_week, default_cycles_per_session, default_minutes : float
        What stands in where a trial names the exercise and no amount.
    default_load_fraction_1rm, default_load_bodyweights : float or None
        What stands in where no load is given; a vest's is in body weights.
    source : tuple of str
    evidence_level : str
        How the forces at the sites it loads most were come by.
    note : str
    """

    id: Words
    name: Words
    aliases: tuple[Words, ...]
    training_type: Annotated[str, Word(TRAINING_TYPES), Field(alias="kind")]
    how: Words
    equipment: tuple[Words, ...]
    counted_by: Annotated[str, Word(COUNTED_BY)]
    frequency_hz: Annotated[float, Number(0.05, 5)]
    spine: _Force
    hip: _Force
    forearm: _Force
    impact_level: Annotated[str, Word(IMPACT_LEVELS)]
    spinal_flexion_under_load: Annotated[bool, Flag()]
    contraindicated_with: tuple[Annotated[str, Word(CONTRAINDICATING)], ...]
    default_sessions_per_week: Annotated[float, Number(0.5, 14)]
    default_minutes: Annotated[float, Number(1, 300)]
    default_cycles_per_session: Annotated[float, Number(1, 100_000)]
    source: tuple[Words, ...]
    evidence_level: Annotated[str, Word(EVIDENCE_LEVELS), Field(alias="source_kind")]
    cycles_per_minute: Annotated[float, Number(0.1, 3000)] | None = None
    ground_reaction_bw: Annotated[float, Number(0.5, 10)] | None = None
    loading_rate_bw_per_s: Annotated[float, Number(1, 1000)] | None = None
    one_rep_max_bodyweights: Annotated[float, Number(0.05, 4)] | None = None
    minutes_per_set: Annotated[float, Number(0.5, 10)] | None = None
    default_load_fraction_1rm: Annotated[float, Number(0.1, 1)] | None = None
    default_load_bodyweights: Annotated[float, Number(0, 2)] | None = None
    note: str = ""

    def __post_init__(self) -> None:
        by_minutes = self.counted_by == "minutes"
        together = (
            (self.cycles_per_minute is not None, by_minutes, "cycles_per_minute"),
            (self.minutes_per_set is not None, self.counted_by == "repetitions", "minutes_per_set"),
            (
                self.default_load_fraction_1rm is not None,
                self.one_rep_max_bodyweights is not None,
                "default_load_fraction_1rm",
            ),
        )
        for given, needed, key in together:
            if given != needed:
                raise ValueError(f"{key} {'where it has no meaning' if given else 'missing'}")
        usual = self.default_minutes * (self.cycles_per_minute or 0.0)
        if by_minutes and self.default_cycles_per_session != usual:
            raise ValueError("default_cycles_per_session where it has no meaning")
        if self.counted_by == "impacts" and self.ground_reaction_bw is None:
            raise ValueError("ground_reaction_bw missing")

    @property
    def loadable(self) -> bool:
        """Whether an external load changes its forces."""
        return any(force.slope > 0 for force in (self.spine, self.hip, self.forearm))

    def force_at(self, site: str) -> SiteForce:
        """Return the force law of ``"spine"``, ``"hip"`` or ``"forearm"``."""
        return {"spine": self.spine, "hip": self.hip, "forearm": self.forearm}[site]

    def load_bodyweights(
        self, weight_kg: float, load_kg: float | None = None, load_fraction_1rm: float | None = None
    ) -> float:
        """Return the external load in body weights, the exercise's usual load where none is given.

        Raises
        ------
        ParameterError
            If a share of the one-repetition maximum is given for an exercise that has none.
        """
        if load_kg is not None:
            return load_kg / weight_kg
        share = self.default_load_fraction_1rm if load_fraction_1rm is None else load_fraction_1rm
        if share is None:
            return self.default_load_bodyweights or 0.0
        if self.one_rep_max_bodyweights is None:
            message = f"{self.name} has no one-repetition maximum: give its load in kg"
            raise ParameterError(message)
        return share * self.one_rep_max_bodyweights

    def site_force(
        self, site: str, load_bodyweights: float = 0.0, ground_reaction_bw: float | None = None
    ) -> float:
        """Return the peak force at a site in body weights.

        A ground reaction that a source states scales the spine's and the hip's force in proportion.
        """
        force = self.force_at(site).at(load_bodyweights)
        if ground_reaction_bw is None or self.ground_reaction_bw is None or site == "forearm":
            return force
        return force * ground_reaction_bw / self.ground_reaction_bw


@cache
def load_exercises() -> dict[str, Exercise]:
    """Return all exercises by identifier.

    Raises
    ------
    ParameterError
        If the file has a gap or a value out of range; it names the key.
    """
    own = rows_of(Exercise, FILE, "exercises", _with_usual_cycles)[0]
    return own | {name: _of_variant(name, variant, own) for name, variant in load_variants().items()}


def find_exercise(text: str) -> Exercise:
    """Return the exercise that a text names, in words, in gym talk or as logs write it.

    Raises
    ------
    NotInLibraryError
        With the nearest names.

    Examples
    --------
    >>> find_exercise("Push-Ups").id
    'push_up'
    """
    exercises, words = load_exercises(), in_words(text)
    found = _found(text, words)
    if found in _ON_RAILS and _RAILS.search(in_english(words)):
        found = "smith_squat"
    if found is not None and not (_LIGHT_TOOL.search(words) and _BAR in exercises[found].equipment):
        return exercises[found]
    bare, load = apart_from_load(text)
    if load and (found := _known(bare)) is not None:
        instead = f'write "{exercises[found].name}" as the exercise and "{load}" as its load'
        raise NotInLibraryError("exercise", text, (), instead=instead)
    if is_assisted(text):
        raise NotInLibraryError("exercise", text, (), instead=_ASSISTED)
    raise NotInLibraryError(
        "exercise",
        text,
        lambda: tuple(exercises[one].name for one in near_exercises(_LISTED.sub(" and ", words), _index())),
    )


@lru_cache(maxsize=4096)
def names_exercise(text: str) -> bool:
    """Tell whether a text is a name: of an exercise, or of what the library asks about."""
    try:
        return _found(text, in_words(text)) is not None
    except NotInLibraryError:
        return True


def _found(text: str, words: str) -> str | None:
    """Return the identifier of the exercise of a name as it was written and in words; ``None`` for none."""
    index = _index()
    if folded(text) not in asked_names() and _names_several(text):
        return None
    if (found := _known(text) or _known(without_how_often(text)) or _in_its_bracket(text)) is not None:
        return found
    bare = without_board(words)
    for form in dict.fromkeys((words, without_how_often(words), bare, *without_qualifiers(bare))):
        if (found := _known(form) or head_of(form, index)) is not None:
            return index.get(found, found)
    found = _known(without_additions(bare))
    if found is not None and _BAR not in load_exercises()[found].equipment:
        return found
    return None if is_assisted(text) else _said_several_times(words) or _behind_notes(text)


def _names_several(text: str) -> bool:
    """Tell whether a text is a list: "Bench & Dips" is no bench dip, and "Press, bench" a bench press."""
    parts = [part for part in _LISTED.split(text) if part.strip()]
    index = _index()
    if (
        len(parts) < 2
        or folded(_LISTED.sub(" and ", text)) in index
        or (", " in text and folded(text) not in index)
    ):
        return False
    found = {index.get(folded(in_full(part.casefold()))) for part in parts}
    return None not in found and len(found) > 1


_LISTED: Final = re.compile(r"\s*[&+/,]\s*")


def _behind_notes(text: str) -> str | None:
    """Return the exercise of a name with notes around it.

    Raises
    ------
    NotInLibraryError
        Where one of the notes is a load, with that apart.
    """
    bare, load = without_notes(text)
    if bare == text:
        return _labelled(text)
    found = _known(bare) or head_of(bare, _index()) or _known(without_additions(bare))
    found = _index().get(found or "", found)
    if found is not None and load:
        instead = f'write "{load_exercises()[found].name}" as the exercise and "{load}" as its load'
        raise NotInLibraryError("exercise", text, (), instead=instead)
    return found


def _labelled(text: str) -> str | None:
    """Return the exercise behind a label that names none: "Splash Club: water aerobics"."""
    label, colon, name = text.partition(": ")
    return _known(name.strip()) if colon and label.replace(" ", "").replace("-", "").isalpha() and (
        not held_in(folded(label).split(), _index()) and is_no_clause(label)
    ) else None  # fmt: skip


#: What a squat "with a kick" has not.
_BAR: Final = "barbell"
#: Squats whose name says nothing of rails, and rails.
_ON_RAILS: Final = frozenset(("back_squat", "goblet_squat", "half_squat"))
_RAILS: Final = re.compile(r"\bsmith\b|\bmultipower\b|\bmulti ?press", re.IGNORECASE)
#: What is lifted instead of a bar, and weighs far less.
_LIGHT_TOOL: Final = re.compile(
    r"\b(?:(?:medicine|med|slam|swiss|gym|stability|exercise|fit) ?ball|bosu|bottles?|broom ?stick|pvc)\b",
    re.IGNORECASE,
)


def _said_several_times(text: str) -> str | None:
    """Return the exercise that each of the parts of a list names: "water aerobics, water exercise"."""
    parts = [part for part in re.split(r",\s+|\s*[/;=]\s*", text) if part.strip()]
    found = {_known(part) for part in parts} if 1 < len(parts) <= _MOST_NAMES else set()
    return found.pop() if len(found) == 1 else None


_MOST_NAMES: Final = 4
_ASSISTED: Final = (
    'write "lat pulldown" for an assisted pull-up, "triceps extension" for an assisted dip or "body-weight squat" for '
    "an assisted squat, with the load that is left to lift"
)


def _known(text: str) -> str | None:
    """Return the identifier of the exercise that a text names; ``None`` where it names none.

    Raises
    ------
    NotInLibraryError
        Where the name is known and no exercise of the library.
    """
    index, asked = _index(), asked_names()
    if (instead := asked.get(folded(text))) is not None:
        several = folded(text) in names_of_several()
        raise NotInLibraryError("exercise", text, (), instead=instead, ambiguous=several)
    english = in_english(text)
    said = (text, english, without_joints(english) if english != text else text)
    spoken = tuple(dict.fromkeys(folded(name) for one in said for name in spoken_names(one)))
    ways = (
        lambda name: name if name in index or name in asked else None,
        lambda name: _joined().get(name.replace(" ", "")),
        lambda name: _in_any_order().get(frozenset(name.split()) - _JOINING),
    )
    found = next((known for name in spoken for way in ways if (known := way(name)) is not None), None)
    if found is None:
        slips = ((name, misspelling_of(name, index)) for name in spoken[:_TRIED_FOR_SLIPS])
        found = next(
            (meant for name, meant in slips if meant is not None and not is_other_word(name, meant, index)),
            None,
        )
    if found is None:
        return "yoga" if _STRETCH.search(text) else None
    if found not in index:
        several = found in names_of_several()
        raise NotInLibraryError("exercise", text, (), instead=asked[found], ambiguous=several)
    return index[found]


#: A stretch of whatever it is of loads as yoga does.
_STRETCH: Final = re.compile(r"\bstretch(?:es|ing)?$", re.IGNORECASE)


#: In a bracket: what is beside the name may not be done.
_TURNED: Final = re.compile(
    r"\b(?:not?|never|without|skip\w*|if|when|or|optional\w*|instead|maybe|stopped|quit|off)\b", re.I
)


def _in_its_bracket(text: str) -> str | None:
    """Return the exercise that a bracket names behind a name that says nothing else; a number in it is a measure's."""
    outside, inside = in_brackets(text)
    if (
        " " not in inside
        or any(sign.isdigit() for sign in inside)
        or is_assisted(text)
        or _TURNED.search(inside)
    ):
        return None
    found = {known for name in (outside, inside) if (known := _known(name)) is not None}
    return found.pop() if len(found) == 1 else None


#: How many of the forms of a name are tried for slips of the pen.
_TRIED_FOR_SLIPS = 6


def generic_exercise(training_type: str) -> Exercise:
    """Return the exercise that stands for a training type where none is named."""
    if training_type not in GENERIC_EXERCISES:
        raise NotInLibraryError("training type", training_type, tuple(GENERIC_EXERCISES))
    return load_exercises()[GENERIC_EXERCISES[training_type]]


def _of_variant(identifier: str, variant: Variant, own: Mapping[str, Exercise]) -> Exercise:
    """Return an exercise that loads the skeleton as another one does, but for what is said of it."""
    if variant.like not in own:
        message = f"{VARIANT_FILE}: {identifier} is like {variant.like}, which {FILE} does not have"
        raise ParameterError(message)
    base = own[variant.like]
    forces = {
        site: SiteForce(*force)
        for site, force in (("spine", variant.spine), ("hip", variant.hip), ("forearm", variant.forearm))
        if force is not None
    }
    heaviest = {} if variant.one_rep_max_bodyweights is None else {
        "one_rep_max_bodyweights": variant.one_rep_max_bodyweights
    }  # fmt: skip
    as_base = f"Forces as of the {base.name[0].lower()}{base.name[1:]}."
    return replace(
        base, id=identifier, name=variant.name, aliases=variant.aliases, how=variant.how, evidence_level="assumption",
        note=f"{as_base} {variant.note}".strip(), **forces, **heaviest,
    )  # fmt: skip


@cache
def _index() -> dict[str, str]:
    index = index_of(((e.id, (e.name, *e.aliases)) for e in load_exercises().values()), FILE)
    return {folded(in_full(name)): identifier for name, identifier in index.items()} | index


@cache
def _joined() -> dict[str, str]:
    return joined_index(_index())


#: Words between the words of a name.
_JOINING = frozenset(("a", "an", "at", "for", "in", "my", "of", "on", "onto", "the", "to", "up", "with"))


@cache
def _in_any_order() -> dict[frozenset[str], str]:
    """Return a name by its words, two or more, where these name one exercise in any order."""
    found: dict[frozenset[str], set[str]] = {}
    for name in _index():
        found.setdefault(frozenset(name.split()) - _JOINING, set()).add(name)
    return {
        said: min(names)
        for said, names in found.items()
        if len(said) > 1 and len({_index()[name] for name in names}) == 1
    }


def _with_usual_cycles(row: Table) -> Table:
    """Return a row with the cycles of its usual session, where that is counted in time."""
    minutes, per_minute = row.get("default_minutes"), row.get("cycles_per_minute")
    if not isinstance(minutes, int | float) or not isinstance(per_minute, int | float):
        return row
    return {"default_cycles_per_session": minutes * per_minute, **row}
