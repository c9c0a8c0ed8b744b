"""What an answer may not say: rules over its words and what the person and the plan are, none over known outputs.

A rule takes an answer and its person and returns its complaints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.readers.reading import plain, texts_of

from osteotwin.body.sites import DIAGNOSTIC_SITES
from osteotwin.cohort.scans import least_significant_change
from osteotwin.explaining.questions import NO, YES
from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import drug_class_of, is_bone_drug, is_drug, label_of, takes_bone
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.guidelines.rules import CLASSES
from osteotwin.safety.refused import name_of
from osteotwin.safety.situation import SEVERITIES

Answer = Mapping[str, Any]
Rule = Callable[[Answer, Person], Iterator[str]]

HARD = SEVERITIES[0]
NONE = CLASSES[0]

_TRAINING = r"\b(train\w*|exercis\w*|squat\w*|deadlift\w*|jog\w*|jump\w*|lift\w*|press(es)?)\b"
_BONE_DRUG = r"\b(bone drugs?|bisphosphonates?|" + "|".join(
    re.escape(drug.label.lower()) for name, drug in load_drugs().items() if is_bone_drug(name)
) + r")\b"  # fmt: skip
_ADVISES = re.compile(r"advises? a bone drug|reason for drug treatment", re.IGNORECASE)
_CALMS = re.compile(
    r"\b(is|are) enough\b|\bsuffic|no guideline calls for|nothing (is )?due|no bone drug", re.IGNORECASE
)
_NOT_SAID = re.compile(
    r"\bNone\b|\bnan\b|\bNaN\b|\binf\b|[{}]|\bno an? \b|(?<![\d.])1 years\b|\bwhat [^:.;]* and [^:.;]* takes\b"
)
#: Words of drugs' labels that are written with capitals wherever they stand.
_ABBREVIATIONS = {
    word for drug in load_drugs().values() for word in drug.label.split() if any(map(str.isupper, word[1:]))
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """What the answer may speak of.

    Attributes
    ----------
    groups : frozenset of str
        Of the plan, with what is refused: it may be named as that.
    past : frozenset of str
        Of what was done before.
    """

    groups: frozenset[str]
    past: frozenset[str]

    @property
    def any_time(self) -> frozenset[str]:
        """Of the plan and of what was done before."""
        return self.groups | self.past

    def has_class(self, *classes: str) -> bool:
        """Whether a drug of one of the classes is among them."""
        return any(drug_class_of(group) in classes for group in self.any_time)


def held_by(person: Person) -> Held:
    """What a person does and did."""
    return Held(frozenset(person.plan.groups()), frozenset(person.past.groups()))


def _forbidden(answer: Answer) -> set[str]:
    return {what for flag in answer["flags"] if flag["severity"] == HARD for what in flag["forbids"]}


def _refused(answer: Answer) -> set[str]:
    return {row["what"] for row in answer["verdict"]["refused"]}


def refused_is_what_hard_flags_forbid(answer: Answer, person: Person) -> Iterator[str]:
    """The verdict leaves out each part that a hard flag forbids, and nothing else."""
    parts = {name_of(item) for item in person.plan.interventions}
    for part in (_forbidden(answer) & parts) - _refused(answer):
        yield f"{part} is forbidden, and the verdict holds it"
    for part in _refused(answer) - _forbidden(answer):
        yield f"{part} is left out of the verdict, and no hard flag forbids it"
    for row in answer["verdict"]["refused"]:
        if answer["verdict"]["years"] and row["label"] not in answer["verdict"]["headline"]:
            yield f"the headline does not say that {row['label']} is left out"


def flags_begin_with_the_hardest(answer: Answer, person: Person) -> Iterator[str]:
    """Flags stand from what must not be done to what is good to know."""
    found = [SEVERITIES.index(flag["severity"]) for flag in answer["flags"]]
    if found != sorted(found):
        yield "a softer flag stands before a harder one"


def nothing_calms_beside_a_reason(answer: Answer, person: Person) -> Iterator[str]:
    """No class or sentence says that nothing is due where a flag or a rule of a guideline advises a bone drug."""
    verdict = answer["verdict"]
    made = verdict["guidelines"]["class"]
    advised = [flag["text"] for flag in answer["flags"]
               if flag["severity"] != SEVERITIES[-1] and _ADVISES.search(flag["text"])]  # fmt: skip
    if advised and made == NONE:
        yield f"guidelines: {made}, beside: {advised[0]}"
    if advised or made not in CLASSES[:2]:
        for line in verdict["lines"]:
            if calming := _CALMS.search(line["text"]):
                yield f"{calming.group()!r} in {line['question']}, where guidelines make {made}"
    met = [row["class"] for row in verdict["guidelines"]["lines"] if row["met"] == "met"]
    highest = max(met, key=CLASSES.index, default=NONE)
    if made != highest:
        yield f"guidelines: {made}, though a rule that is met makes {highest}"


def classes_say_what_probabilities_are(answer: Answer, person: Person) -> Iterator[str]:
    """Yes from 80 %, no down to 20 %, and every line on top is of the last year."""
    years: Mapping[str, Mapping[str, Any]] = answer["verdict"]["years"]
    for year, row in years.items():
        for question, found in row.items():
            if found is None:
                continue
            probability, word = found["probability"], found["class"]
            if (word == "yes" and not probability >= YES) or (word == "no" and not probability <= NO):
                yield f"{question} in year {year}: {word} at {probability}"
    if years:
        last = years[max(years, key=int)]
        for line in answer["verdict"]["lines"]:
            if line["question"] in last:
                found = last[line["question"]]
                if line["class"] != ("none" if found is None else found["class"]):
                    yield f"{line['question']} is {line['class']} on top and otherwise in its last year"


def kept_is_not_said_of_a_loss(answer: Answer, person: Person) -> Iterator[str]:
    """Where bone is kept, the middle of the virtual people loses no more than two scans can tell."""
    for line in answer["verdict"]["lines"]:
        if line["question"] == "kept" and line["class"] == "yes":
            for site in DIAGNOSTIC_SITES:
                change = answer["sites"][site]["bone"]["median"][-1]
                if change < -least_significant_change(site):
                    yield f"kept: yes, and the {site} changes by {change:.1f} %"


def offset_is_asked_where_a_drug_takes_bone(answer: Answer, person: Person) -> Iterator[str]:
    """Whether the plan makes up for a drug is asked where what is left of it holds one that takes bone, only there."""
    left = {name_of(item) for item in person.plan.interventions} - _refused(answer)
    takes = any(takes_bone(group) and load_drugs()[group].modelled for group in left)
    for year, row in answer["verdict"]["years"].items():
        asked = row["offset"] is not None
        if takes and not asked:
            yield f"offset is not asked in year {year}, though a drug takes bone"
        taken = any(is_drug(group) for group in left) or "glucocorticoid_use" in person.conditions
        if asked and not taken:
            yield f"offset is asked in year {year}, and the plan holds no drug"


def bone_drugs_are_told_as_taken(answer: Answer, person: Person) -> Iterator[str]:
    """What guidelines count as taken or planned is a bone drug of this person."""
    labels = {load_drugs()[group].label for group in held_by(person).any_time if is_bone_drug(group)}
    for label in set(answer["verdict"]["guidelines"]["treated_by"]) - labels:
        yield f"{label} is told as taken or planned, and is not"


def _about_the_plan(answer: Answer) -> Iterator[str]:
    """Sentences and labels that speak of this plan, not of what could be done, measured or read."""
    verdict = answer["verdict"]
    yield verdict["headline"]
    # Why a line is open, and what no trial covered, is told in the words of the evidence: it may name a whole class.
    yield from (
        line["text"].partition(" Open, since ")[0]
        for line in verdict["lines"]
        if line["question"] in ("offset", "kept")
    )
    yield from (scenario["label"] for scenario in answer["scenarios"].values())
    yield from (part["label"] for site in answer["contributions"].values() for part in site.values())
    yield from (moment["text"] for site in answer["won_back"].values() for moment in site.values())
    risk = answer["fracture"] or {"against": {}}
    yield from (row["label"] for row in risk["against"].values())


#: A word, and whether a plan or a past lets it be said.
_WORDS: tuple[tuple[str, Callable[[Held], bool]], ...] = (
    (_TRAINING, lambda held: "training" in held.any_time),
    (r"\bcalcium\b", lambda held: bool(held.any_time & {"calcium", "food"})),
    (r"\bvitamin D\b", lambda held: bool(held.any_time & {"vitamin_d", "food"})),
    (r"\bfoods?\b", lambda held: bool(held.any_time & {"calcium", "vitamin_d", "food"})),
    (r"\bbed rest\b", lambda held: "unloading" in held.any_time),
    (r"\btestosterone\b", lambda held: held.has_class("testosterone")),
    (r"\baromatase inhibitors?\b", lambda held: held.has_class("aromatase_inhibitor")),
    (_BONE_DRUG, lambda held: any(is_bone_drug(group) for group in held.any_time)),
)  # fmt: skip


def words_are_of_the_plan(answer: Answer, person: Person) -> Iterator[str]:
    """No sentence about the plan speaks of what it lacks."""
    yield from strange_words(_about_the_plan(answer), held_by(person))


def strange_words(sentences: Iterable[str], held: Held) -> Iterator[str]:
    """Words of sentences about a plan that it does not let be said."""
    # A label may be of several words and hold another's: all that are held are taken out before one is looked for.
    own = sorted((label_of(group) for group in held.any_time), key=len, reverse=True)
    others = {
        drug.label.lower() for name, drug in load_drugs().items() if name not in held.any_time
    } - set(own)  # fmt: skip
    for sentence in sentences:
        left = plain(sentence).lower()
        for label in own:
            left = left.replace(label, "…")
        for word, may in _WORDS:
            if not may(held) and (found := re.search(word, left, re.IGNORECASE)):
                yield f"{found.group()!r} in {sentence!r}"
        for label in others:
            if re.search(rf"\b{re.escape(label)}\b", left):
                yield f"{label!r}, which is not taken, in {sentence!r}"


#: What is not said to a woman, and to a man. Words of a publication, of the physiology and of other outlets' keys are
#: the same for everybody and not about the reader.
_OF_THE_OTHER = {
    "female": r"\b(he|his|him|himself|man|men|prostate|testes|testicles?)\b",
    "male": r"\b(she|her|hers|herself|menopaus\w*|premenopaus\w*|postmenopaus\w*|ovar\w+|pregnan\w*)\b",
}
#: A sentence that compares the sexes says so.
_BOTH = re.compile(r"\bwom[ae]n\b.*\bm[ae]n\b|\bm[ae]n\b.*\bwom[ae]n\b|\bmen too\b", re.IGNORECASE)
_GENERAL = frozenset((
    "glossary", "sources", "source", "body", "series", "references", "disclaimer", "id", "rule", "what", "field",
    "name", "acts_on", "t_score_reference", "z_score_reference",
))  # fmt: skip


def _about_the_person(answer: Answer) -> Iterator[str]:
    for path, text in texts_of(answer):
        if not _GENERAL.intersection(path) and path[:3] != ("verdict", "guidelines", "lines"):
            yield text
    yield from (row["sentence"] for row in answer["verdict"]["guidelines"]["lines"] if row["met"] == "met")


def words_are_of_the_sex(answer: Answer, person: Person) -> Iterator[str]:
    """Nobody is spoken to as the other sex."""
    other = re.compile(_OF_THE_OTHER[person.sex], re.IGNORECASE)
    for text in _about_the_person(answer):
        for sentence in re.split(r"(?<=[.;:]) ", plain(text)):
            if (found := other.search(sentence)) and not _BOTH.search(sentence):
                yield f"{found.group()!r} in {sentence!r}"


def sentences_are_whole(answer: Answer, person: Person) -> Iterator[str]:
    """No gap, no value of the program, no verb in the wrong number."""
    shown = [*_about_the_plan(answer), *(line["text"] for line in answer["verdict"]["lines"]),
             *(flag["text"] for flag in answer["flags"])]  # fmt: skip
    for text in shown:
        if not text.strip():
            yield "an empty sentence"
        if found := _NOT_SAID.search(text):
            yield f"{found.group()!r} in {text!r}"
        for word in _ABBREVIATIONS:
            if re.search(rf"\b{word.lower()}\b", text):
                yield f"{word!r} without its capitals in {text!r}"


#: About the answer alone; each reads the object that the outlets show.
RULES: tuple[Rule, ...] = (
    refused_is_what_hard_flags_forbid,
    flags_begin_with_the_hardest,
    nothing_calms_beside_a_reason,
    classes_say_what_probabilities_are,
    kept_is_not_said_of_a_loss,
    offset_is_asked_where_a_drug_takes_bone,
    bone_drugs_are_told_as_taken,
    words_are_of_the_plan,
    words_are_of_the_sex,
    sentences_are_whole,
)
