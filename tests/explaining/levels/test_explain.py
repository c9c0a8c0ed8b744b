"""An explanation says what the answer says, rests each statement on a source, and speaks of nothing else."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Any

import pytest
from tests.schemas import validate

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.explaining.not_simulated import with_drugs_apart
from osteotwin.explaining.references import load_references
from osteotwin.explaining.tables.content import LEVELS, Explanation, Sentence
from osteotwin.explaining.tables.nutrients import fillers, load_nutrients
from osteotwin.explaining.tables.wording import in_words
from osteotwin.protocol.library import load_drugs, load_exercises, load_foods

PERSONS = ("demo", "woman", "unmeasured", "fractured", "old")
NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d[\d,]*(?:\.\d+)?(?![A-Za-z\d])")
#: Numbers that belong to a sign or to how results are written: 90 % interval, less than 0.1 points, T-scores' line.
OF_WRITING = {"90", "0.1"}

Answer = dict[str, Any]


def marks_of(name: str) -> list[pytest.MarkDecorator]:
    """All but two of the persons, each of whom is simulated, are slow."""
    return [] if name in ("demo", "fractured") else [pytest.mark.slow]


CASES = [pytest.param((name, level), marks=marks_of(name)) for name in PERSONS for level in LEVELS]


@pytest.fixture(params=CASES, ids=lambda one: "-".join(one))
def case(request: pytest.FixtureRequest, answers: dict[str, Answer]) -> tuple[str, Answer, Explanation]:
    """Each person at each level."""
    name, level = request.param
    return name, answers[name], ot.explain(answers[name], level)


def sentences(found: Explanation) -> list[Sentence]:
    return [one for section in found.sections for one in section.sentences]


def words(found: Explanation) -> str:
    cells = [
        cell
        for section in found.sections
        for table in section.tables
        for row in table.rows
        for cell in row.cells
    ]
    return "\n".join([*(one.text for one in sentences(found)), *cells])


def numbers(text: str) -> set[str]:
    return {one.group().rstrip(",") for one in NUMBER.finditer(text)}


def written(value: float) -> Iterator[str]:
    for digits in range(4):
        yield f"{abs(value):,.{digits}f}"


def of_the_run(answer: Answer) -> set[str]:
    """What may be read from an answer: bands on the days that are spoken of, contributions, intakes, times."""
    years = answer["years"]
    places = {
        min(range(len(years)), key=lambda place: abs(years[place] - at)) for at in (0, 0.25, 1, years[-1])
    }
    values: list[float | None] = [answer["uncertainty"]["people"], *(years[place] for place in places)]
    values += [round(12 * years[place]) for place in places]
    bands = [signal[which] for signal in answer["series"].values() for which in ("plan", "nothing")]
    bands += [
        site[which]
        for site in answer["sites"].values()
        for which in ("bone", "bmd", "t_score")
        if which in site
    ]
    values += [band[of][place] for band in bands for of in ("median", "lo90", "hi90") for place in places]
    for site in answer["contributions"].values():
        for group in site.values():
            values += [v for key, one in group.items() if key.isdigit() for v in one.values()]
            values += [float(key) for key in group if key.isdigit()]
    intakes = answer["intake"].items()
    values += [
        max(load_nutrients()[name].aim - max(one["before"], one["plan"] or 0), 0) for name, one in intakes
    ]
    values += [value for one in answer["intake"].values() for value in (one["before"], one["plan"])]
    found = {text for value in values if value is not None for text in written(value)}
    return found | {text.removesuffix(".0") for text in found}


def allowed(sentence: Sentence, answer: Answer, found: Explanation) -> set[str]:
    """The numbers that a sentence's own sources hold."""
    sources = {source.key: source for source in found.sources}
    result = set(OF_WRITING)
    for key in sentence.sources:
        result |= numbers(f"{sources[key].supports} {sources[key].text if key.startswith('drug') else ''}")
        if key in ("run", "file"):
            result |= of_the_run(answer)
        if key == "file":
            rows = [one for signal in answer["series"].values() for one in signal["measured"]]
            result |= numbers(" ".join(f"{one['as_given']} {in_words(one['date'])}" for one in rows))
        if key == "usda":
            for name, nutrient in load_nutrients().items():
                intake = answer["intake"][name]
                missing = max(nutrient.aim - max(intake["before"], intake["plan"] or 0), 0)
                result |= set(written(missing))
                for one in fillers(name, missing):
                    result |= {f"{one.servings:g}", *numbers(one.serving), *numbers(one.food)}
    return result


def test_every_statement_has_a_source_and_every_source_is_used(case: tuple[str, Answer, Explanation]) -> None:
    _, _, found = case
    keys = {source.key for source in found.sources}
    cited: set[str] = set()
    for section in found.sections:
        rows = [row for table in section.tables for row in table.rows]
        for one in (*section.sentences, *rows):
            assert one.sources, one
            cited |= set(one.sources)
    assert cited == keys
    assert all(source.text for source in found.sources)


def test_no_number_comes_from_nowhere(case: tuple[str, Answer, Explanation]) -> None:
    _, answer, found = case
    for one in sentences(found):
        if one.text == answer["verdict"]["lines"][0]["text"]:
            continue
        if one.sources[0].startswith("flag."):
            assert one.text == answer["flags"][int(one.sources[0].removeprefix("flag."))]["text"]
            continue
        assert numbers(one.text) <= allowed(one, answer, found), one.text


def test_most_statements_carry_a_number_of_the_persons(case: tuple[str, Answer, Explanation]) -> None:
    name, answer, found = case
    own = [one for section in found.sections if section.id != "mind" for one in section.sentences]
    bare = [one.text for one in own if not numbers(one.text)]
    named = [
        text
        for text in bare
        if "You do that with" in text
        or re.search(r"which (?:is|are) not advised", text)
        or "protocol" in text
    ]
    assert bare == named, name
    assert len(own) >= 5
    assert answer["disclaimer"] in words(found)


def test_a_number_of_the_answer_moves_the_text(answers: dict[str, Answer]) -> None:
    for level in LEVELS:
        changed = copy.deepcopy(answers["demo"])
        before = words(ot.explain(changed, level))
        signal = changed["series"]["estradiol"]["plan"]
        signal["median"] = [54.4 for _ in signal["median"]]
        changed["series"]["rankl_opg"]["plan"]["median"] = [77.0 for _ in signal["median"]]
        changed["sites"]["total_hip"]["bone"]["lo90"] = [-43.7 for _ in signal["median"]]
        changed["contributions"]["lumbar_spine"]["deadlift"]["3"]["median"] = 36.7
        changed["intake"]["calcium"]["before"] = 617.0
        after = words(ot.explain(changed, level))
        for number in ("54 pg/mL", "+77", "43.7", "36.7", "617"):
            assert number in after, (level, number)
            assert number not in before


def test_nothing_is_said_of_what_the_plan_does_not_have(case: tuple[str, Answer, Explanation]) -> None:
    _, answer, found = case
    groups = {item["group"] for item in answer["inputs"]["plan"]}
    text = "\n".join(
        one.text for section in found.sections if section.id != "mind" for one in section.sentences
    )
    text += "\n".join(
        cell for s in found.sections for t in s.tables for row in t.rows for cell in row.cells[:1]
    )
    taken = {drug.label.lower() for name, drug in load_drugs().items() if name in groups}
    for drug in load_drugs().values():
        if drug.label.lower() not in taken and drug.id not in ("estradiol_gel", "testosterone_gel"):
            assert not re.search(
                rf"\b{re.escape(drug.label.lower())}\b", text.lower()
            ) or drug.label.lower() == ("anastrozole"), drug.label
    if "training" not in groups:
        assert not re.search(r"training|exercise|lift|impact|jump|squat", text, re.IGNORECASE)
    if not groups:
        assert not re.search(r"\bplan\b", words(found))
        assert " plan" not in " ".join(c for s in found.sections for t in s.tables for c in t.columns)
    assert not re.search(r"\byou (?:do not|don't|lack)\b|\bno (?:drug|training|supplement|exercise)\b", text)


def test_women_are_told_of_women(answers: dict[str, Answer]) -> None:
    for level in LEVELS:
        found = ot.explain(answers["woman"], level)
        # The model's reference is a man, and its parameters say so.
        spoken = replace(
            found,
            sections=tuple(
                replace(s, tables=s.tables[: -1 if s.equations else None]) for s in found.sections
            ),
        )
        assert not re.search(r"\b(?:men|man|he|his|him)\b", words(spoken), re.IGNORECASE), level
        assert not any(source.men_only for source in found.sources)
    assert "Men make estradiol" in words(ot.explain(answers["demo"], "intermediate"))


def test_what_a_hard_flag_forbids_is_not_advised(answers: dict[str, Answer]) -> None:
    answer = answers["fractured"]
    forbidden = {what for flag in answer["flags"] if flag["severity"] == "do_not" for what in flag["forbids"]}
    assert {"jogging", "rope_jumping"} <= forbidden
    for level in LEVELS:
        found = ot.explain(answer, level)
        outside = [
            one.text
            for s in found.sections
            if s.id != "mind"
            for one in s.sentences
            if "not advised" not in one.text
        ]
        rows = [row.cells for s in found.sections for t in s.tables for row in t.rows]
        for what in forbidden:
            name = load_exercises()[what].name
            assert not any(name.lower() in text.lower() for text in outside), (level, name)
            assert not any(cells[0] == name for cells in rows)
            assert any(name.lower() in one.text for one in sentences(found) if "not advised" in one.text)
    assert "back squat" not in " ".join(one.text for one in sentences(ot.explain(answer, "fundamentals")))
    assert "After 5 years of a bisphosphonate" in words(ot.explain(answer, "intermediate"))


def test_food_fills_the_gap_and_not_much_more() -> None:
    foods = {food.name: food for food in load_foods().values()}
    for nutrient, content in (("calcium", "calcium_mg"), ("vitamin_d", "vitamin_d_iu")):
        for missing in (1.0, 333.0, 650.0):
            found = list(fillers(nutrient, missing))
            assert found
            for one in found:
                each = getattr(foods[one.food], content)
                assert one.servings * each >= missing > (one.servings - 0.5) * each
                assert ceil(2 * one.servings) == 2 * one.servings
        assert list(fillers(nutrient, 0.0)) == []


def test_a_nutrient_that_is_forbidden_is_not_advised(answers: dict[str, Answer]) -> None:
    changed = copy.deepcopy(answers["demo"])
    changed["intake"]["vitamin_d"]["plan"] = changed["intake"]["vitamin_d"]["before"]  # which leaves a gap
    changed["flags"].append(
        {"severity": "do_not", "text": "No.", "source": "x", "forbids": ["calcium"], "open": True}
    )
    for level in LEVELS:
        found = ot.explain(changed, level)
        tables = [t for s in found.sections for t in s.tables if t.caption == "Calcium and vitamin D"]
        assert (
            tables[0].rows[0].cells[-1] == "not offered: a hard rule speaks against what your plan has of it"
        )
        assert "serving" in tables[0].rows[1].cells[-1]


def test_what_a_limit_stands_against_is_neither_praised_nor_offered(answers: dict[str, Answer]) -> None:
    changed = copy.deepcopy(answers["demo"])
    trained = dict.fromkeys(
        item["part"] for item in changed["inputs"]["plan"] if item["category"] == "training"
    )
    changed["advice"] = {
        "exercises": dict.fromkeys(trained, "Not so."),
        "nutrients": {"calcium": "with stones a clinician decides first"},
        "without_lactose": True,
    }
    names = [load_exercises()[name].name.lower() for name in trained]
    assert names
    for level in LEVELS:
        before, after = (ot.explain(answer, level) for answer in (answers["demo"], changed))
        spoken = [" ".join(one.text for one in sentences(found)).lower() for found in (before, after)]
        assert [any(name in text for name in names) for text in spoken] == [True, False], level
        (row, other), *_ = [
            t.rows for s in after.sections for t in s.tables if t.caption == "Calcium and vitamin D"
        ]
        assert row.cells[-1] == "not offered: with stones a clinician decides first"
        assert not re.search("yogurt|milk, low", " ".join(other.cells), re.IGNORECASE)
        assert "yogurt" not in spoken[1]


@pytest.mark.parametrize("standing", ["below", "within", "above", None])
def test_a_measured_hormone_is_spoken_of_beside_the_simulated_one(
    answers: dict[str, Answer], standing: str | None
) -> None:
    changed = copy.deepcopy(answers["demo"])
    earlier, later = (
        {"date": day, "value": 1.0, "as_given": text, "standing": standing}
        for day, text in (("2025-01-12", "99 pg/mL"), ("2025-11-02", "7.7 pg/mL"))
    )
    changed["series"]["estradiol"]["measured"] = [later, earlier]
    for level in LEVELS:
        text = " ".join(one.text for one in sentences(ot.explain(changed, level)))
        assert "Your blood test of 2 November 2025 found 7.7 pg/mL of estradiol" in text
        assert "99 pg/mL" not in text
        assert (f"{standing} the usual range" if standing else "may read too high") in text


@pytest.mark.slow
def test_the_plain_text_is_plain_and_short(answers: dict[str, Answer]) -> None:
    for name in PERSONS:
        found = ot.explain(answers[name], "fundamentals")
        text = " ".join(one.text for s in found.sections if s.id != "mind" for one in s.sentences)
        assert grade(text) <= 8, name
        assert 300 <= len(f"{text} {found.disclaimer}".split()) <= 500, name


def grade(text: str) -> float:
    """The grade of a United States school at which a text is read (Flesch and Kincaid), numbers left out."""
    stops = len(re.findall(r"[.:!?](?=\s|$)", text))
    found = [word for word in re.findall(r"[A-Za-z][A-Za-z'-]*", text) if len(word) > 1 or word in "aAI"]
    syllables = sum(max(len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))), 1) for word in found)
    return 0.39 * len(found) / stops + 11.8 * syllables / len(found) - 15.59


def test_a_grade_tells_plain_from_learned_words() -> None:
    assert grade("The cat sat on the mat. It was fat.") < 1
    assert grade("Osteocytes transduce mechanical deformation into biochemical communication.") > 15


def test_each_level_goes_deeper(answers: dict[str, Answer]) -> None:
    plain, middle, full = (ot.explain(answers["demo"], level) for level in LEVELS)
    assert len(words(plain)) < len(words(middle)) < len(words(full))
    assert not any(s.equations for found in (plain, middle) for s in found.sections)
    assert sum(len(s.equations) for s in full.sections) > 15
    for found in (plain, middle, full):
        captions = {table.caption for section in found.sections for table in section.tables}
        assert {"Calcium and vitamin D", "What each part of your plan does"} <= captions
    assert {"sclerostin", "RANKL", "OPG"} <= {term.term for term in full.glossary}


def test_it_keeps_to_its_schema(case: tuple[str, Answer, Explanation]) -> None:
    validate(case[2].to_json(), ot.schema("explanation"))


def test_too_many_failures_leave_nothing_to_explain(answers: dict[str, Answer]) -> None:
    changed = copy.deepcopy(answers["demo"])
    changed["failed"] = {"count": 8, "too_many": True, "reasons": ["the solver gave up"]}
    for level in LEVELS:
        found = ot.explain(changed, level)
        assert [section.id for section in found.sections] == ["failed"]
        assert "the solver gave up" in words(found)


def test_a_wrong_level_and_a_strange_answer_are_refused(answers: dict[str, Answer]) -> None:
    with pytest.raises(InputError, match="academic"):
        ot.explain(answers["demo"], "acadmic")
    with pytest.raises(InputError, match="simulate again"):
        ot.explain({"schema": "osteotwin/answer/1"}, "academic")
    older = copy.deepcopy(answers["demo"])
    del older["inputs"]["plan"][0]["part"]
    with pytest.raises(InputError, match="simulate again"):
        ot.explain(older, "academic")


def test_the_founding_references_are_held_with_what_they_support() -> None:
    known = load_references()
    for key in (
        "burnettbowie2009_anastrozole", "dawsonhughes1997_cad", "boonen2007", "finkelstein2013_nejm", "finkelstein2016",
        "hinton2015_rt_jump", "vandenput2009", "armamento2007", "gennari2008", "leder2004_anastrozole", "adler2016",
    ):  # fmt: skip
        assert known[key].supports, key
        assert known[key].text
    assert all(one.note for one in known.values() if one.read in ("title", "no"))


@pytest.mark.parametrize("name", [pytest.param(one, marks=marks_of(one)) for one in PERSONS])
def test_the_answer_holds_the_tables_of_its_explanation(
    name: str, answers: dict[str, dict[str, Any]]
) -> None:
    answer = answers[name]
    explained = ot.explain(answer, "intermediate").to_json()
    told = {table["caption"]: table for section in explained["sections"] for table in section["tables"]}
    assert len(answer["tables"]) == 1 + bool(answer["inputs"]["plan"])
    for table in answer["tables"]:
        same = told[table["caption"]]
        assert table["columns"] == same["columns"]
        assert [row["cells"] for row in table["rows"]] == [row["cells"] for row in same["rows"]]
        assert all("This run" not in row["source"] for row in table["rows"])


def with_injected_testosterone(answer: Answer) -> Answer:
    """The same, as of a man who also takes testosterone, which LH then says nothing of."""
    changed = copy.deepcopy(answer)
    changed["inputs"]["plan"].append({
        **next(item for item in changed["inputs"]["plan"] if item["category"] == "drug"),
        "part": "testosterone_enanthate", "group": "testosterone_enanthate", "label": "testosterone enanthate",
    })  # fmt: skip
    changed["series"]["testosterone"]["plan"]["median"] = [
        1317.0 if place else 400.0 for place in range(len(changed["years"]))
    ]
    del changed["series"]["lh"]
    changed["signals_left_out"] = {"lh": "LH is not shown."}
    return changed


def test_testosterone_that_was_injected_was_not_asked_for(answers: dict[str, Answer]) -> None:
    assert "brain then asks" in words(ot.explain(answers["demo"], "fundamentals"))
    changed = with_injected_testosterone(answers["demo"])
    for level in LEVELS:
        text = words(ot.explain(changed, level))
        assert "brain" not in text
        assert "Testosterone enanthate brings testosterone to about 1,317 ng/dL" in text
        assert "LH is not shown." in text
        assert "LH rose" not in text


@pytest.mark.parametrize("drug_class", ["gnrh_agonist", "orchiectomy"])
def test_nor_is_it_without_a_pituitary_or_testes_that_answer(
    answers: dict[str, Answer], drug_class: str
) -> None:
    changed = copy.deepcopy(answers["demo"])
    name = next(drug.id for drug in load_drugs().values() if drug.drug_class == drug_class)
    first = next(item for item in changed["inputs"]["plan"] if item["category"] == "drug")
    changed["inputs"]["plan"].append({**first, "part": name, "group": name, "label": name})
    assert "brain" not in words(ot.explain(changed, "fundamentals"))


def test_a_drug_that_leaves_sex_hormones_alone_is_not_named_beside_them(answers: dict[str, Answer]) -> None:
    changed = copy.deepcopy(answers["demo"])
    for item in changed["inputs"]["plan"]:
        if item["category"] == "drug":
            item |= {"part": "glucocorticoid", "group": "glucocorticoid", "label": "prednisone"}
    hormones = next(s for s in ot.explain(changed, "fundamentals").sections if s.id == "hormones")
    assert "rednisone" not in " ".join(one.text for one in hormones.sentences)


@pytest.mark.parametrize(("ways", "told"), [(("down", "down"), True), (("unknown", "unchanged"), False)])
def test_levels_are_told_as_without_a_drug_that_moves_them_and_is_not_simulated(
    answers: dict[str, Answer], ways: tuple[str, str], told: bool
) -> None:
    changed = copy.deepcopy(answers["demo"])
    testosterone, estradiol = ways
    changed["inputs"]["not_simulated"] = [
        {"label": "Nandrolone", "leaves_open": True, "testosterone": testosterone, "estradiol": estradiol,
         "sentence": "Nandrolone is not simulated."}
    ]  # fmt: skip
    changed["series"] = with_drugs_apart(changed["series"], changed["inputs"]["not_simulated"])
    for level in LEVELS:
        found = ot.explain(changed, level)
        said = "are without nandrolone, not simulated" in " ".join(one.text for one in sentences(found))
        assert said == told, level
        rows = [row.cells[0] for s in found.sections for t in s.tables for row in t.rows]
        marked = [cell for cell in rows if "(without nandrolone, not simulated)" in cell]
        assert len(marked) == (3 if told and level != "fundamentals" else 0), level


def test_every_level_minds_what_guidelines_say_and_the_open_flags(
    case: tuple[str, Answer, Explanation],
) -> None:
    _, answer, found = case
    said = [one.text for section in found.sections if section.id == "mind" for one in section.sentences]
    assert said[0] == answer["verdict"]["lines"][0]["text"]
    first = [flag["text"] for flag in answer["flags"] if flag["severity"] == "do_not" or flag["open"]]
    assert first == [text for text in said if text in first]
    hard = {flag["text"] for flag in answer["flags"] if flag["severity"] == "do_not"}
    places = [said.index(text) for text in hard]
    assert sorted(places) == list(range(1, 1 + len(hard)))


def test_enough_of_a_nutrient_is_no_aim(answers: dict[str, Answer]) -> None:
    changed = copy.deepcopy(answers["unmeasured"])
    changed["intake"]["calcium"]["before"] = 1500.0
    changed["advice"]["nutrients"] = {}
    assert "1,500 mg a day, and 1,200 mg is enough" in words(ot.explain(changed, "fundamentals"))
    changed["advice"]["nutrients"] = {"calcium": "with stones urine is measured first"}
    text = words(ot.explain(changed, "fundamentals"))
    assert "is enough" not in text.split("Vitamin D")[0]
    assert "not offered: with stones urine is measured first" in text


@pytest.mark.parametrize(("plan", "offered"), [(1290.0, None), (1000.0, "200 mg"), (790.0, "410 mg")])
def test_what_the_plan_brings_is_not_offered_again(
    answers: dict[str, Answer], plan: float, offered: str | None
) -> None:
    changed = copy.deepcopy(answers["demo"])
    changed["intake"]["calcium"] |= {"before": 790.0, "plan": plan}
    changed["advice"]["nutrients"] = {"vitamin_d": "as is"}
    text = words(ot.explain(changed, "fundamentals"))
    said = "You can add the other"
    assert (f"{said} {offered}" in text) if offered else (said not in text)
    assert (f"up to {plan:,.0f} under your plan" in text) == (plan > 790.0)


def test_no_heading_stands_twice_in_a_row(case: tuple[str, Answer, Explanation]) -> None:
    _, _, found = case
    for section in found.sections:
        assert section.title not in {table.caption for table in section.tables}
