"""Each rule of the readers complains of an answer that breaks it, and of no other."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from tests.readers import outlets, rules
from tests.readers.people import answer_about, person_named
from tests.readers.reading import numbers_in, read_json, read_page, read_terminal

from osteotwin.safety.situation import SEVERITIES

Answer = dict[str, Any]
Fault = Callable[[Answer], None]

MAN, WOMAN = "no_drug", "woman_inhibitor_alone"
BROKEN = "vertebral_fracture"
#: In no answer.
STRANGE = 77.7


def last_year(answer: Answer) -> Answer:
    years: dict[str, Answer] = answer["verdict"]["years"]
    return years[max(years, key=int)]


def line_of(answer: Answer, question: str) -> Answer:
    return next(line for line in answer["verdict"]["lines"] if line["question"] == question)


def says(text: str) -> Fault:
    """The headline goes on with a sentence."""

    def fault(answer: Answer) -> None:
        answer["verdict"]["headline"] += f" {text}"

    return fault


def kept_says(text: str) -> Fault:
    def fault(answer: Answer) -> None:
        line_of(answer, "kept")["text"] += f" {text}"

    return fault


def forgets_what_is_refused(answer: Answer) -> None:
    answer["verdict"]["refused"].pop()


def refuses_more(answer: Answer) -> None:
    answer["verdict"]["refused"].append({"what": "back_squat", "label": "back squat", "why": ""})


def does_not_tell_what_is_refused(answer: Answer) -> None:
    answer["verdict"]["headline"] = "Over 2 years the model expects bone under this plan to change."


def turns_flags_round(answer: Answer) -> None:
    answer["flags"].reverse()


def asks_nothing_of_guidelines(answer: Answer) -> None:
    answer["verdict"]["guidelines"]["class"] = rules.NONE


def advises_beside_nothing(answer: Answer) -> None:
    guidelines = answer["verdict"]["guidelines"]
    guidelines["class"], guidelines["lines"] = rules.NONE, []
    text = "A fracture: a reason for drug treatment."
    answer["flags"] = [{"severity": SEVERITIES[1], "text": text, "source": "", "forbids": []}]


def says_yes_at_a_half(answer: Answer) -> None:
    last_year(answer)["kept"].update(probability=0.5, **{"class": "yes"})
    line_of(answer, "kept")["class"] = "yes"


def says_no_at_a_half(answer: Answer) -> None:
    last_year(answer)["kept"].update(probability=0.5, **{"class": "no"})
    line_of(answer, "kept")["class"] = "no"


def says_another_word_on_top(answer: Answer) -> None:
    line_of(answer, "kept")["class"] = "yes"
    last_year(answer)["kept"].update(probability=0.5, **{"class": "open"})


def keeps_what_is_lost(answer: Answer) -> None:
    line_of(answer, "kept")["class"] = "yes"
    answer["sites"]["total_hip"]["bone"]["median"][-1] = -9.0


def does_not_ask(answer: Answer) -> None:
    last_year(answer)["offset"] = None


def asks_without_a_drug(answer: Answer) -> None:
    last_year(answer)["offset"] = {"probability": 0.5, "class": "open"}


def tells_a_drug_as_taken(answer: Answer) -> None:
    answer["verdict"]["guidelines"]["treated_by"] = ["Alendronate"]


def calls_a_part_otherwise(answer: Answer) -> None:
    answer["scenarios"]["nothing"]["label"] = "Training alone"


def leaves_a_gap(answer: Answer) -> None:
    line_of(answer, "kept")["text"] = " "


def flag_says(text: str) -> Fault:
    def fault(answer: Answer) -> None:
        answer["flags"].append({"severity": SEVERITIES[-1], "text": text, "source": "", "forbids": []})

    return fault


FAULTS: list[tuple[rules.Rule, str, Fault]] = [
    (rules.refused_is_what_hard_flags_forbid, BROKEN, forgets_what_is_refused),
    (rules.refused_is_what_hard_flags_forbid, BROKEN, refuses_more),
    (rules.refused_is_what_hard_flags_forbid, BROKEN, does_not_tell_what_is_refused),
    (rules.flags_begin_with_the_hardest, BROKEN, turns_flags_round),
    (rules.nothing_calms_beside_a_reason, BROKEN, asks_nothing_of_guidelines),
    (rules.nothing_calms_beside_a_reason, MAN, advises_beside_nothing),
    (rules.nothing_calms_beside_a_reason, BROKEN, kept_says("So the plan is enough.")),
    (rules.nothing_calms_beside_a_reason, BROKEN, kept_says("Nothing is due.")),
    (rules.classes_say_what_probabilities_are, MAN, says_yes_at_a_half),
    (rules.classes_say_what_probabilities_are, MAN, says_no_at_a_half),
    (rules.classes_say_what_probabilities_are, MAN, says_another_word_on_top),
    (rules.kept_is_not_said_of_a_loss, MAN, keeps_what_is_lost),
    (rules.offset_is_asked_where_a_drug_takes_bone, BROKEN, does_not_ask),
    (rules.offset_is_asked_where_a_drug_takes_bone, MAN, asks_without_a_drug),
    (rules.bone_drugs_are_told_as_taken, MAN, tells_a_drug_as_taken),
    (rules.words_are_of_the_plan, MAN, calls_a_part_otherwise),
    *((rules.words_are_of_the_plan, MAN, says(f"{word} keeps bone.")) for word in (
        "Training", "The deadlift", "Calcium", "Vitamin D", "Food", "Bed rest", "Testosterone",
        "The aromatase inhibitor", "A bisphosphonate", "The bone drug", "Alendronate", "Letrozole",
        "Testosterone gel 1 %",
    )),
    (rules.words_are_of_the_sex, MAN, flag_says("After menopause bone is lost.")),
    (rules.words_are_of_the_sex, MAN, kept_says("Her bone is kept.")),
    (rules.words_are_of_the_sex, WOMAN, flag_says("Men lose bone.")),
    (rules.words_are_of_the_sex, WOMAN, says("It keeps his bone.")),
    *((rules.sentences_are_whole, MAN, flag_says(text)) for text in (
        "At T None.", "About nan %.", "After 1 years.", "There is no a parent.", "{site} is low.",
        "This makes up for what anastrozole and goserelin takes.", "On a gnrh agonist.",
    )),
    (rules.sentences_are_whole, MAN, leaves_a_gap),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "name", "fault"), FAULTS, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_rule_complains_of_its_fault(rule: rules.Rule, name: str, fault: Fault) -> None:
    sound, person = answer_about(name), person_named(name)
    doctored = deepcopy(sound)
    fault(doctored)
    assert list(rule(sound, person)) == []
    assert list(rule(doctored, person)) != []


def test_comparing_the_sexes_and_what_is_held_may_be_said() -> None:
    for name, text in (
        (WOMAN, "Men and women lose it alike."),
        (WOMAN, "It is so in men too."),
        (MAN, "Women on it have their density measured."),
    ):
        answer = deepcopy(answer_about(name))
        flag_says(text)(answer)
        assert list(rules.words_are_of_the_sex(answer, person_named(name))) == []
    answer = deepcopy(answer_about(BROKEN))
    says("Training, calcium and letrozole act.")(answer)
    assert list(rules.words_are_of_the_plan(answer, person_named(BROKEN))) == []


def moves_the_hip(answer: Answer) -> None:
    answer["sites"]["total_hip"]["percent_change"]["median"][-1] += 0.1


def moves_a_part(answer: Answer) -> None:
    for part in answer["contributions"]["total_hip"].values():
        for year in part:
            if year not in ("label", "category"):
                part[year]["median"] = STRANGE


def tells_another_line(answer: Answer) -> None:
    line_of(answer, "kept")["text"] = "It is as it is."


def tells_another_flag(answer: Answer) -> None:
    answer["flags"][0]["text"] = "It is as it is."


def loses_more(answer: Answer) -> None:
    answer["verdict"]["on_top"] = "The loss by sorrow is not in these numbers: it comes on top."


def compares_with_another_life(answer: Answer) -> None:
    line_of(answer, "offset")["against"] = "without anything"


def speaks_of_food(answer: Answer) -> None:
    answer["scenarios"]["nothing"]["label"] = "No food"


#: The rule, whose outlet errs, and how.
OUTLET_FAULTS: list[tuple[outlets.OutletRule, str, Fault]] = [
    (outlets.sentences_stand_in_every_outlet, "terminal", tells_another_line),
    (outlets.sentences_stand_in_every_outlet, "page", tells_another_line),
    (outlets.sentences_stand_in_every_outlet, "terminal", tells_another_flag),
    (outlets.sentences_stand_in_every_outlet, "page", tells_another_flag),
    (outlets.what_is_lost_on_top_stands_by_the_numbers, "terminal", loses_more),
    (outlets.what_is_lost_on_top_stands_by_the_numbers, "page", loses_more),
    (outlets.the_offset_is_against_one_life, "terminal", compares_with_another_life),
    (outlets.the_offset_is_against_one_life, "page", compares_with_another_life),
    (outlets.outlets_speak_of_the_plan, "page", speaks_of_food),
    (outlets.outlets_speak_of_the_plan, "terminal", speaks_of_food),
    (outlets.the_terminals_table_is_the_objects, "terminal", moves_the_hip),
    (outlets.the_pages_table_is_the_objects, "page", moves_the_hip),
    (outlets.the_terminals_numbers_are_on_the_page, "terminal", moves_a_part),
    (outlets.the_terminals_numbers_are_the_objects, "terminal", moves_a_part),
]
#: Of this plan every outlet tells parts, and food is in none of them.
PLANNED = "drawn_0"


@pytest.mark.parametrize(
    ("rule", "outlet", "fault"), OUTLET_FAULTS, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_rule_complains_of_an_outlet_that_errs(rule: outlets.OutletRule, outlet: str, fault: Fault) -> None:
    sound, person = answer_about(PLANNED), person_named(PLANNED)
    doctored = deepcopy(sound)
    fault(doctored)
    assert list(rule(sound, person, read_terminal(sound), read_page(sound))) == []
    terminal = read_terminal(doctored if outlet == "terminal" else sound)
    page = read_page(doctored if outlet == "page" else sound)
    assert list(rule(sound, person, terminal, page)) != []


def test_every_rule_has_its_fault() -> None:
    assert {rule for rule, _, _ in FAULTS} == set(rules.RULES)
    assert {rule for rule, _, _ in OUTLET_FAULTS} == set(outlets.OUTLET_RULES)


def test_numbers_are_those_with_a_sign_or_a_unit() -> None:
    assert numbers_in("\u22121.5 (\u22123.0 to +0.5), 90\u00a0% of 12 people, 1,200 mg on 2026-11-01, T -2.5") == [
        "\u22121.5", "\u22123.0", "+0.5", "90 %", "1,200 mg", "\u22122.5",
    ]  # fmt: skip


def test_the_object_is_read_text_by_text() -> None:
    reading = read_json(answer_about(BROKEN))
    assert {"verdict.headline", "flags.*.text"} <= {block.place for block in reading.blocks}
    assert len(reading.numbers()) > 5
