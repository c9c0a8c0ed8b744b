"""The trial files: all that ship are whole, and each mistake of another is reported."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.evidence import cite, load_trial, load_trials, protocol_from_arm, read_arm
from osteotwin.evidence.files.describe import describe_arm
from osteotwin.evidence.files.trial import Dispersion
from osteotwin.evidence.scoring.measured_rows import measured_rows
from osteotwin.protocol.interventions import DrugCourse, Supplement

VALID = """
id = "small"
title = "A small trial"
design = "rct"
read_as = "abstract"
duration_weeks = 52
topics = ["aromatase_inhibitor"]

[population]
sex = "male"
age_mean = 60

[[arm]]
id = "drug"
control = false
n = 25
  [arm.baseline]
  estradiol_pg_ml = 26
  [[arm.drug]]
  name = "anastrozole"
  dose = "1 mg"
  every = "1 day"
  from_week = 0
  to_week = 52
  [[arm.training]]
  kind = "resistance"
  exercises = ["back squat"]
  [[arm.observation]]
  endpoint = "bmd_lumbar_spine"
  week = 52
  kind = "percent_change"
  value = -2.0
  unit = "percent"
  sd = 2.5

[[arm]]
id = "placebo"
control = true

[[contrast]]
arm = "drug"
versus = "placebo"
endpoint = "bmd_lumbar_spine"
week = 52
kind = "percent_difference"
value = -2.5
unit = "percent"
ci95 = [-4.0, -1.0]
"""

OBSERVED = "[[arm.observation]]"
BOLUS = '[[arm.diet]]\n  vitamin_d_bolus = { dose = "300000 IU", every = "52 week" }\n  to_week = 0\n'

#: What is changed, into what, and a word of the sentence that tells it.
BROKEN = {
    "broken TOML": ('id = "small"', 'id = "small', "quoted"),
    "unknown drug": ('name = "anastrozole"', 'name = "anastrazolol"', "anastrozole"),
    "unknown endpoint": ('endpoint = "bmd_lumbar_spine"\n  week', 'endpoint = "bmd_spine_x"\n  week', "bmd_spine_x"),
    "unknown key": ("n = 25", "size = 25", "size"),
    "missing arm": ('versus = "placebo"', 'versus = "control"', "control"),
    "weeks the wrong way": ("to_week = 52", "to_week = -1", "before from_week"),
    "the wrong way from the start on": ("from_week = 0\n  to_week = 52", "to_week = -1", "before from_week"),
    "a drug after the end": ("from_week = 0\n  to_week = 52", "from_week = 52", "not before the end"),
    "training without time": (
        'kind = "resistance"', 'kind = "resistance"\n  from_week = 4\n  to_week = 4', "nothing would be done",
    ),
    "a diet without time": (
        OBSERVED, f"[[arm.diet]]\n  vitamin_d_iu_per_day = 800\n  to_week = 0\n{OBSERVED}",
        "nothing would be done",
    ),
    "unloading after the end": (
        OBSERVED, f"[[arm.unloading]]\n  fraction_of_habitual_load = 0\n  from_week = 60\n{OBSERVED}",
        "nothing would be done",
    ),
    "no training at all": ('kind = "resistance"', 'kind = "knitting"', "resistance_and_impact"),
    "share of men among men": ('sex = "male"', 'sex = "male"\npercent_male = 60', "only with sex"),
    "more than all of them": ('sex = "male"', 'sex = "mixed"\npercent_male = 160', "0 to 100"),
    "observation before the start": ("week = 52\n  kind", "week = -4\n  kind", "before the start"),
    "contrast before the start": ("week = 52\nkind", "week = -4\nkind", "before the start"),
    "unit of another endpoint": ('kind = "percent_change"', 'kind = "absolute"', "percent"),
    "unit of a percent change": (
        'value = -2.0\n  unit = "percent"', 'value = -2.0\n  unit = "g/cm2"', "g/cm2",
    ),
    "dose without a unit": ('dose = "1 mg"', 'dose = "1"', "unit"),
    "dose in an impossible unit": ('dose = "1 mg"', 'dose = "1 furlong"', "furlong"),
    "text for a number": ("week = 52\n  kind", 'week = "52"\n  kind', "week"),
    "two dispersions": ("sd = 2.5", "sd = 2.5\n  se = 0.5", "se"),
    "interval the wrong way": ("[-4.0, -1.0]", "[-1.0, -4.0]", "ci95"),
    "unknown design": ('design = "rct"', 'design = "rtc"', "rct"),
    "unknown topic": ('["aromatase_inhibitor"]', '["aromatase"]', "aromatase"),
    "no population": ("[population]", "[populace]", "population"),
    "two arms of one name": ('id = "placebo"', 'id = "drug"', "twice"),
    "another version": ('id = "small"', 'schema = 9\nid = "small"', "schema"),
    "an empty file": (VALID, "", "empty"),
}  # fmt: skip


def written(folder: Path, text: str, name: str = "small.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_all_shipped_trials_load() -> None:
    loaded = load_trials()
    assert loaded.problems == ()
    assert len(loaded.trials) == len(list((files("osteotwin.evidence") / "trials").iterdir())) >= 99
    assert [t.id + ".toml" for t in loaded.trials] == [t.file for t in loaded.trials]
    assert all(trial.contrasts or any(arm.observations for arm in trial.arms) for trial in loaded.trials)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to_week = 52", "to_week = 0"),
        (OBSERVED, BOLUS + OBSERVED),
        ('sex = "male"', 'sex = "mixed"\npercent_male = 62'),
        ('kind = "resistance"', 'kind = "weight lifting"'),
    ],
)  # fmt: skip
def test_what_may_be_written(old: str, new: str, tmp_path: Path) -> None:
    assert old in VALID
    load_trial(written(tmp_path, VALID.replace(old, new, 1)))


def test_a_valid_file_is_read_word_for_word(tmp_path: Path) -> None:
    trial = load_trial(written(tmp_path, VALID))
    arm = trial.arm("drug")
    assert (arm.drugs[0].name, arm.drugs[0].dose_mg, arm.drugs[0].every_days) == ("anastrozole", 1.0, 1.0)
    assert arm.training[0].exercises == ("back_squat",)
    assert arm.observations[0].dispersion == Dispersion("sd", (2.5,))
    assert Dispersion("sd", (2.5,)).standard_error(25) == pytest.approx(0.5)
    assert trial.contrasts[0].dispersion is not None
    assert trial.contrasts[0].dispersion.standard_error(None) == pytest.approx(3 / 3.92, rel=1e-3)
    with pytest.raises(KeyError):
        trial.arm("nobody")


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_reported(mistake: str, tmp_path: Path) -> None:
    old, new, word = BROKEN[mistake]
    assert old in VALID
    with pytest.raises(InputError) as caught:
        load_trial(written(tmp_path, VALID.replace(old, new, 1)))
    sentences = [problem.sentence() for problem in caught.value.problems]
    assert any(word in sentence for sentence in sentences), sentences
    assert all(p.found and p.expected and p.fix for p in caught.value.problems)


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    text = VALID.replace('"anastrozole"', '"anastrozolol"').replace('versus = "placebo"', 'versus = "x"')
    with pytest.raises(InputError) as caught:
        load_trial(written(tmp_path, text))
    assert {p.field for p in caught.value.problems} >= {"arm[0].drug[0].name", "contrast[0].versus"}


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    written(tmp_path, VALID)
    written(tmp_path, "nonsense", "broken.toml")
    written(tmp_path, VALID, "copy.toml")
    loaded = load_trials(tmp_path)
    assert [trial.id for trial in loaded.trials] == ["small"]
    assert {Path(p.file).name for p in loaded.problems} == {"broken.toml", "small.toml"}


#: What is changed in an entry, into what, and the key that the mistake is reported for.
IN_AN_ENTRY = {
    "value": ("value = -2.0", 'value = "low"', "value"),
    "unit": ('value = -2.0\n  unit = "percent"', 'value = -2.0\n  unit = "g/cm2"', "unit"),
    "week": ("week = 52\n  kind", "week = -4\n  kind", "week"),
    "endpoint": ('endpoint = "bmd_lumbar_spine"\n  week', 'endpoint = "bmd_spine"\n  week', "endpoint"),
    "dispersion": ("sd = 2.5", "sd = -2.5", "sd"),
    "contrast": ("[-4.0, -1.0]", "[-1.0, -4.0]", "ci95"),
    "drug": ('name = "anastrozole"', 'name = "anastrazolol"', "name"),
    "dose": ('dose = "1 mg"', 'dose = "1 furlong"', "dose"),
    "training": ('exercises = ["back squat"]', "exercises = 3", "exercises"),
    "baseline": ("estradiol_pg_ml = 26", "estradiol_pg_ml = -26", "estradiol_pg_ml"),
    "number of people": ("n = 25", "n = 25.5", "n"),
    "unknown key of an arm": ("n = 25", "size = 25", "size"),
}


@pytest.mark.parametrize("mistake", IN_AN_ENTRY)
def test_a_mistake_in_an_entry_names_the_line_of_its_key_and_keeps_the_rest(
    mistake: str, tmp_path: Path
) -> None:
    old, new, key = IN_AN_ENTRY[mistake]
    text = VALID.replace(old, new, 1)
    loaded = load_trials(written(tmp_path, text).parent)
    (problem,) = loaded.problems
    assert problem.line is not None
    assert text.splitlines()[problem.line - 1].strip().startswith(f"{key} =")
    assert problem.field.endswith(f".{key}")
    (trial,) = loaded.trials
    assert [arm.id for arm in trial.arms] == ["drug", "placebo"]
    arm, valid = trial.arms[0], load_trial(written(tmp_path, VALID)).arms[0]
    if problem.field.startswith("contrast"):
        assert (arm, trial.contrasts) == (valid, ())
        assert trial.values_left_out == ("contrast[0]",)
    elif ".observation" in problem.field:
        assert (arm.mistakes, arm.observations, len(trial.contrasts)) == ((), (), 1)
        assert trial.values_left_out == ("arm[0].observation[0]",)
    else:
        assert arm.mistakes == (problem.field,)
        assert arm.observations == valid.observations
        assert (protocol_from_arm(read_arm(trial, arm)).refused or "").startswith("a mistake in arm[0]")
        assert protocol_from_arm(read_arm(trial, trial.arms[1])).refused is None


def test_an_arm_without_a_name_takes_its_contrasts_with_it(tmp_path: Path) -> None:
    written(tmp_path, VALID.replace('id = "placebo"\n', ""))
    loaded = load_trials(tmp_path)
    (trial,) = loaded.trials
    assert ([arm.id for arm in trial.arms], trial.contrasts) == (["drug"], ())
    assert {problem.field for problem in loaded.problems} == {"arm[1].id", "contrast[0].versus"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sex = "male"', 'sex = "men"'),
        ('title = "A small trial"', "title = 3"),
        ("duration_weeks = 52", "duration_weeks = -1"),
        ('read_as = "abstract"\n', ""),
        ("age_mean = 60", "age_mean = 600"),
    ],
)
def test_a_mistake_about_the_whole_trial_leaves_it_out(old: str, new: str, tmp_path: Path) -> None:
    assert old in VALID
    written(tmp_path, VALID.replace(old, new, 1))
    loaded = load_trials(tmp_path)
    assert loaded.trials == ()
    assert len(loaded.problems) == 1


# An arm's drug as sources print it, and what the arm is given: dose [mg], interval [day], or a word of the reason.
PRINTED = {
    "a rate of a patch": (
        'name = "estradiol_patch"\ndose = "50 ug/24h"\nevery = "twice a week"',
        (0.05, 3.5),
    ),
    "a rate of a patch a week": (
        'name = "estradiol_patch"\ndose = "0.7 mg/week"\nevery = "3.5 day"',
        (0.1, 3.5),
    ),
    "a rate of a tablet": ('name = "anastrozole"\ndose = "1 mg/day"', (1.0, 1.0)),
    "a rate in another rhythm": ('name = "alendronate"\ndose = "10 mg/day"\nevery = "weekly"', (70.0, 7.0)),
    "a frequency": ('name = "letrozole"\ndose = "2.5 mg"\nevery = "3 times a week"', (2.5, 7 / 3)),
    "clomiphene": ('name = "clomifene citrate"\ndose = "25 mg"\nevery = "1 day"', (25.0, 1.0)),
    "pellets": ('name = "testosterone pellets"\ndose = "600 mg"\nevery = "every 4 months"', "pellets"),
    "a dose in IU": ('name = "hCG"\ndose = "1500 IU"\nevery = "2 day"', "cannot be turned into a mass"),
    "a library's drug in IU": ('name = "teriparatide"\ndose = "400 IU"\nevery = "1 day"', "cannot be turned"),
    "a dose for each kg": ('name = "zoledronate"\ndose = "0.05 mg/kg"', "cannot be turned"),
    "a drug that nobody knows": ('name = "imaginary-12"\ndose = "3 mg"', "no drug of this name"),
}


@pytest.mark.parametrize("which", PRINTED)
def test_what_an_arm_was_given_is_read_or_kept_with_the_reason(which: str, tmp_path: Path) -> None:
    table, expected = PRINTED[which]
    text = VALID.replace('name = "anastrozole"\n  dose = "1 mg"\n  every = "1 day"', table)
    trial = load_trial(written(tmp_path, text))
    arm = trial.arms[0]
    if isinstance(expected, str):
        assert arm.drugs == ()
        assert expected in (protocol_from_arm(read_arm(trial, arm)).refused or "")
        assert describe_arm(arm)[0].startswith(arm.unmodelled[0].label)
    else:
        assert (arm.drugs[0].dose_mg, arm.drugs[0].every_days) == pytest.approx(expected)
        assert protocol_from_arm(read_arm(trial, arm)).refused is None


# Units of another type of result, and what the fix names.
OTHER_TYPES = [
    ("percent_change", "T-score", "t_score"),
    ("percent_change", "g/cm2", "absolute_change"),
    ("absolute", "percent", "percent_change"),
    ("percent_change", "ratio", "ratio_to_baseline"),
    ("percent_change", "percent/year", "percent_change_per_year"),
]


@pytest.mark.parametrize(("result_type", "unit", "meant"), OTHER_TYPES)
def test_a_unit_of_another_type_names_that_type(
    result_type: str, unit: str, meant: str, tmp_path: Path
) -> None:
    old = 'kind = "percent_change"\n  value = -2.0\n  unit = "percent"'
    assert old in VALID
    text = VALID.replace(old, f'kind = "{result_type}"\n  value = -2.0\n  unit = "{unit}"')
    with pytest.raises(InputError) as caught:
        load_trial(written(tmp_path, text))
    (problem,) = caught.value.problems
    assert problem.field == "arm[0].observation[0].unit"
    assert "kind = " in problem.fix
    assert f'"{meant}"' in problem.fix


# Arms of more published trials, each by what it has that others have not.
ARMS = {
    "scores and ages of each arm": "[arm.baseline]\nage_mean = 69.9\nt_score_lumbar_spine = -2.78\n25ohd_ng_ml = 20.97",
    "one set of many repetitions": (
        '[[arm.training]]\nkind = "resistance"\nsessions_per_week = 3\nsets = 1\nreps = 13\nload_percent_1rm = 50\n'
        "from_week = 0\nto_week = 24"
    ),
    "a patch by what it delivers": '[[arm.drug]]\nname = "estradiol_patch"\ndose = "0.014 mg"\nevery = "1 day"',
    "drugs without doses": '[[arm.drug]]\nname = "antiandrogen"\n[[arm.drug]]\nname = "estradiol_oral"\nto_week = 52',
    "two drugs at once": (
        '[[arm.drug]]\nname = "teriparatide"\ndose = "20 ug"\nevery = "1 day"\n'
        '[[arm.drug]]\nname = "denosumab"\ndose = "60 mg"\nevery = "182 day"'
    ),
    "a dispersion without a word": (
        '[[arm.observation]]\nendpoint = "bmd_femoral_neck"\nweek = 104\nkind = "percent_change"\nvalue = 6.8\n'
        'unit = "percent"\nsd = 3.6\nassumed_dispersion = true\nwhere = "abstract"'
    ),
    "a monthly bolus": '[[arm.diet]]\nvitamin_d_bolus = { dose = "12000 IU", every = "30.4 day" }\nto_week = 52',
    "a confidence interval": (
        '[[arm.observation]]\nendpoint = "sclerostin"\nweek = 52\nkind = "percent_change"\nvalue = -8\n'
        'unit = "percent"\nci95 = [-13, -4]\nwhere = "abstract"'
    ),
    "a median after a few weeks": (
        '[[arm.observation]]\nendpoint = "ctx"\nweek = 4.35\nkind = "percent_change"\nvalue = -70.9\n'
        'unit = "percent"\nstatistic = "median"\nwhere = "results text"'
    ),
}


@pytest.mark.parametrize("sex", ["male", "female", "mixed"])
@pytest.mark.parametrize("which", ARMS)
def test_arms_of_more_trials_are_read_and_simulated(which: str, sex: str, tmp_path: Path) -> None:
    text = VALID.split("[[arm]]")[0].replace('sex = "male"', f'sex = "{sex}"\nmenopause = "post"')
    trial = load_trial(written(tmp_path, f'{text}\n[[arm]]\nid = "a"\ncontrol = false\n{ARMS[which]}\n'))
    reading = read_arm(trial, trial.arms[0])
    assert protocol_from_arm(reading).refused is None
    assert all(row.output is not None for row in measured_rows(trial))


@pytest.mark.parametrize("start", ["", "from_week = 26\n"])
def test_what_is_given_once(start: str, tmp_path: Path) -> None:
    drug = f'name = "zoledronate"\ndose = "5 mg"\nevery = "once"\n{start}'
    text = VALID.replace('name = "anastrozole"\n  dose = "1 mg"\n  every = "1 day"\n  from_week = 0\n', drug)
    bolus = f'[[arm.diet]]\nvitamin_d_bolus = {{ dose = "300000 IU", every = "once" }}\n{start}'
    trial = load_trial(written(tmp_path, text.replace(OBSERVED, bolus + OBSERVED, 1)))
    courses = protocol_from_arm(read_arm(trial, trial.arms[0])).protocol.interventions
    given = [course for course in courses if isinstance(course, DrugCourse | Supplement)]
    assert len(given) == 2
    assert all(course.is_single and course.from_day == (182.0 if start else 0.0) for course in given)


def test_a_t_score_at_the_start_is_the_arms_baseline(tmp_path: Path) -> None:
    row = OBSERVED + '\nendpoint = "bmd_{}"\nweek = 0\nkind = "t_score"\nvalue = -1.5\nunit = "T-score"\n'
    text = VALID.replace(OBSERVED, row.format("total_hip") + row.format("trochanter") + OBSERVED, 1)
    arm = load_trial(written(tmp_path, text)).arms[0]
    assert arm.baseline["t_score_total_hip"] == -1.5
    assert [row.endpoint for row in arm.observations] == ["bmd_trochanter", "bmd_lumbar_spine"]


@pytest.mark.parametrize("folder", ["missing", "empty", "file"])
def test_a_folder_without_trials_is_refused(folder: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError):
        load_trials(tmp_path / folder)


def test_units_of_absolute_values_are_converted(tmp_path: Path) -> None:
    text = VALID.replace('kind = "percent_change"', 'kind = "absolute"')
    text = text.replace('value = -2.0\n  unit = "percent"', 'value = 1050\n  unit = "mg/cm2"')
    value = load_trial(written(tmp_path, text)).arm("drug").observations[0]
    assert (value.value, value.unit) == (pytest.approx(1.05), "g/cm2")
    assert value.dispersion is not None
    assert value.dispersion.values[0] == pytest.approx(0.0025)


def test_citations_say_what_was_read() -> None:
    loaded = load_trials()
    line = cite(loaded.trial("burnettbowie2009_anastrozole"))
    assert line.startswith("Burnett-Bowie SA et al. (2009). Anastrozole")
    assert "doi:10.1210/jc.2009-0739" in line
    assert all(trial.title.rstrip(".") in cite(trial) and "\n" not in cite(trial) for trial in loaded.trials)


def test_the_example_of_the_documentation_loads(repository: Path, tmp_path: Path) -> None:
    page = (repository / "docs" / "reference" / "trial-format.md").read_text(encoding="utf-8")
    trial = load_trial(written(tmp_path, page.split("```toml\n")[1].split("```")[0]))
    assert [arm.id for arm in trial.arms] == ["denosumab_jumps", "placebo"]
