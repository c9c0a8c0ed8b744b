"""What a text denies or excludes is read by no rule: one table of sentences for all that look for a treatment."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

import pytest
from tests.every import every

from osteotwin.evidence import load_trials, protocol_from_arm, read_arm
from osteotwin.evidence.arms.reading import ArmReading
from osteotwin.evidence.files.trial import Arm, DrugGiven, Population, Trial
from osteotwin.evidence.text.assertion import asserted
from osteotwin.protocol.interventions import DrugCourse, Supplement

DENIED = (
    "no {}",
    "No {} was taken.",
    "without {}",
    "Women without any {}.",
    "men not on {}",
    "not taking {}",
    "Nobody took {}.",
    "They did not take {}.",
    "never treated with {}",
    "no prior use of {}",
    "no hormones, {} or fluoride",
    "no hormones or {}",
    "neither hormones nor {}",
    "free of cancer and without {}",
    "placebo rather than {}",
    "{} was not allowed.",
    "{} were not given.",
    "{} were not supplemented.",
    "without supplementation of {}",
    "no supplements of {}",
    "{} or fluoride were not permitted",
    "{}, fluoride and hormones were prohibited.",
    "{} was avoided in both arms.",
    "excluded if taking {}",
    "Excluded: use of {}.",
    "Exclusion criteria: cancer, {}, fracture.",
    "Exclusion criteria were cancer and {}.",
    "Use of {} was an exclusion criterion.",
    "Men who took {} were excluded.",
    "Those on {} were ineligible.",
    "They were asked not to take {}.",
    "Participants refrained from {}.",
    "Participants avoided {} throughout.",
    "{} and other treatments were withheld",
    "all drugs except {}",
    "Alcohol was allowed, but {} was prohibited.",
)
ASSERTED = (
    "{} every day",
    "All took {} daily.",
    "All received {}, doses not on the page.",
    "{} was given to all, hormones were not allowed.",
    "{} was given daily and smoking was prohibited.",
    "No hormones were allowed; everyone received {}.",
    "No hormones, but all took {}.",
    "Men with cancer were excluded, all took {}.",
    "Smokers were excluded and everyone took {}.",
    "All received {} and those with cancer were excluded.",
    "Everybody took {}. Hormones were excluded.",
    "not randomised; all received {}",
    "No drug was given except {}, which all took daily.",
    "{} daily in both arms; side effects were not reported",
    "both arms: {} every day, dose not given",
)
A_FEW = (
    "Some took {}.",
    "12 % were on {}.",
    "{} was allowed.",
    "{} was optional in both arms.",
    "{} only if the diet was poor",
    "All took {} if needed.",
)


@dataclass(frozen=True)
class Rule:
    """A rule that looks for a treatment or for who took part."""

    words: str
    finds: Callable[[ArmReading], bool]
    drugs: tuple[DrugGiven, ...] = ()
    sex: str = "male"
    place: str = "notes"


def names(reading: ArmReading) -> set[str]:
    given = protocol_from_arm(reading).protocol.interventions
    return {one.drug for one in given if isinstance(one, DrugCourse)}


def supplements(reading: ArmReading) -> bool:
    given = protocol_from_arm(reading).protocol.interventions
    return any(isinstance(one, Supplement) for one in given)


def doses(reading: ArmReading) -> tuple[float, ...]:
    given = protocol_from_arm(reading).protocol.interventions
    return tuple(one.dose for one in given if isinstance(one, DrugCourse))


RULES = {
    "amounts of supplements": Rule("calcium 600 mg", supplements),
    "supplements without amounts": Rule("calcium and vitamin D", supplements),
    "treatment before week 0": Rule(
        "long-term alendronate", lambda reading: any(d.name == "alendronate" for d in reading.drugs), place="condition",
    ),
    "what stands for a drug": Rule(
        "cyproterone acetate",
        lambda reading: "cyproterone" in names(reading),
        (DrugGiven("antiandrogen"),),
        place="title",
    ),
    "the product of a drug": Rule(
        "androgen deprivation", lambda reading: 4.0 in doses(reading), (DrugGiven("zoledronate", every_days=365.0),),
        place="title",
    ),
    "who took part": Rule(
        "vitamin D deficiency", lambda reading: "vitamin_d_25ohd_ng_ml" in reading.sexes[0].hints, place="condition",
    ),
}  # fmt: skip


def reading_of(rule: Rule, sentence: str) -> ArmReading:
    text = sentence.format(rule.words)
    text = text[0].upper() + text[1:]
    arm = Arm("a", False, 20, {}, drugs=rule.drugs)
    population = Population(rule.sex, text if rule.place == "condition" else None, age_mean=60.0)
    trial = Trial("t", "A trial", "rct", "abstract", 52.0, ("exercise",), population, (arm,))
    if rule.place != "condition":
        trial = replace(trial, **{rule.place: text})
    return read_arm(trial, arm)


@every("sentence, name", [*product(DENIED, RULES)])
def test_what_is_denied_or_excluded_is_not_read(name: str, sentence: str) -> None:
    assert not RULES[name].finds(reading_of(RULES[name], sentence))


@every("sentence, name", [*product(ASSERTED, RULES)])
def test_what_is_asserted_is_read_whatever_else_is_denied(name: str, sentence: str) -> None:
    assert RULES[name].finds(reading_of(RULES[name], sentence))


@pytest.mark.parametrize("sentence", A_FEW)
@pytest.mark.parametrize("name", RULES)
def test_what_holds_for_a_few_is_not_read_of_everyone(name: str, sentence: str) -> None:
    assert not RULES[name].finds(reading_of(RULES[name], sentence))


def test_a_denial_never_leaves_its_sentence() -> None:
    words = re.compile("calcium")
    for denied in DENIED:
        text = denied.format("fluoride").rstrip(".")
        assert asserted(words, f"{text}. Calcium 500 mg was taken by all.".lower())
        assert asserted(words, f"All took calcium; {text}.".lower())


def test_a_note_of_a_shipped_trial_that_excludes_supplements_gives_none() -> None:
    trial = load_trials().trial("burnettbowie2009_anastrozole")
    for note in (
        "Calcium and vitamin D supplements were an exclusion.",
        "No calcium and vitamin D supplements.",
    ):
        for arm in trial.arms:
            reading = read_arm(replace(trial, notes=f"{trial.notes} {note}"), arm)
            assert reading.supplements == ()
