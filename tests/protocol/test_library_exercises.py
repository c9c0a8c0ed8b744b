"""Every exercise of the library: complete, in range, findable, and ordered as mechanics demands."""

from __future__ import annotations

import pytest
from tests.every import every

from osteotwin.errors import ParameterError
from osteotwin.inputs.names import folded, index_of
from osteotwin.protocol.library import (
    GENERIC_EXERCISES,
    Exercise,
    NotInLibraryError,
    exercises,
    find_exercise,
    generic_exercise,
    load_exercises,
    tables,
)

ALL = tuple(load_exercises().values())
SITES = ("spine", "hip", "forearm")
# Names that published trials use for what their arms did.
TRIAL_NAMES = (
    "box_jump_off", "calf_raise", "circuit_training", "deadlift", "double_leg_jump", "fast_walking",
    "high_impact_exercise", "isometric_axial_compression_machine", "jogging",
    "jumping_chin_up_with_drop_landing", "low_intensity_jump", "lunge", "maximal_vertical_jump",
    "overhead_press", "single_leg_jump", "squat", "squat_jump", "stair_climbing", "step_aerobics", "vest_jump",
    "vest_lower_body_resistance", "walking",
)  # fmt: skip
TRAINING_TYPES = (
    "resistance", "impact", "resistance_and_impact", "walking", "jogging", "aerobic", "football", "isometric",
)  # fmt: skip
each = every("exercise", ALL, ids=lambda e: e.id)


def usual_load(exercise: Exercise) -> float:
    return exercise.load_bodyweights(80.0)


def usual_force(name: str, site: str) -> float:
    exercise = find_exercise(name)
    return exercise.site_force(site, usual_load(exercise))


def test_there_are_enough() -> None:
    assert len(ALL) >= 50


@each
def test_forces_are_those_of_a_body(exercise: Exercise) -> None:
    heaviest = exercise.one_rep_max_bodyweights or exercise.default_load_bodyweights or 0.0
    for site in SITES:
        assert 0.0 < exercise.site_force(site) <= exercise.site_force(site, heaviest) <= 25.0
    assert 0.05 <= exercise.frequency_hz <= 5.0


@each
def test_text_and_sources_are_there(exercise: Exercise) -> None:
    assert exercise.how.endswith(".")
    assert exercise.source
    assert all(len(source) > 20 for source in exercise.source)
    assert exercise.note or exercise.evidence_level in ("measured", "published_fit")


@each
def test_an_estimate_is_not_called_measured(exercise: Exercise) -> None:
    from_estimate = [s for s in exercise.source if s.startswith("osteotwin estimate")]
    if len(from_estimate) == len(exercise.source):
        assert exercise.evidence_level == "assumption"


@each
def test_the_usual_prescription_is_complete(exercise: Exercise) -> None:
    assert exercise.default_cycles_per_session >= 1
    assert 1 <= exercise.default_minutes <= 120
    assert 1 <= exercise.default_sessions_per_week <= 7
    if exercise.counted_by == "minutes":
        assert exercise.cycles_per_minute is not None
        cycles = exercise.cycles_per_minute * exercise.default_minutes
        assert exercise.default_cycles_per_session == pytest.approx(cycles)
    else:
        assert exercise.cycles_per_minute is None
    assert (exercise.default_load_fraction_1rm is None) == (exercise.one_rep_max_bodyweights is None)


@each
def test_impacts_and_bent_backs_are_kept_from_broken_vertebrae(exercise: Exercise) -> None:
    if exercise.impact_level in ("moderate", "high") or exercise.spinal_flexion_under_load:
        assert "vertebral_fracture" in exercise.contraindicated_with
    if exercise.spinal_flexion_under_load:
        assert "osteoporosis" in exercise.contraindicated_with


@pytest.mark.slow
@each
def test_every_name_finds_its_exercise(exercise: Exercise) -> None:
    for name in (exercise.id, exercise.name, *exercise.aliases):
        assert find_exercise(name) is exercise
        assert find_exercise(name.upper().replace(" ", "-")) is exercise


def test_aliases_are_unique() -> None:
    names = [folded(n) for e in ALL for n in dict.fromkeys((e.id, e.name, *e.aliases))]
    by_exercise = {(folded(n), e.id) for e in ALL for n in (e.id, e.name, *e.aliases)}
    assert len({name for name, _ in by_exercise}) == len(by_exercise) <= len(names)


@pytest.mark.parametrize("name", TRIAL_NAMES)
def test_trial_names_are_known(name: str) -> None:
    assert find_exercise(name)


@pytest.mark.parametrize("training_type", TRAINING_TYPES)
def test_every_training_type_has_an_exercise(training_type: str) -> None:
    assert generic_exercise(training_type).training_type == training_type
    assert set(GENERIC_EXERCISES) == set(TRAINING_TYPES)


def test_an_unknown_name_brings_the_nearest() -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_exercise("overhed pres")
    assert raised.value.nearest[0] == "Overhead press"
    assert isinstance(raised.value, LookupError)
    assert "overhed pres" in str(raised.value)


@pytest.mark.parametrize(("written", "meant"), [
    ("overhed press", "overhead_press"), ("treadmill at incline", "hill_walking"), ("lat pull downs", "lat_pulldown"),
    ("incline kettlebell press", "bench_press"), ("heavy one-legged RDL", "single_leg_deadlift"),
    ("Bent Over One Arm Row", "dumbbell_row"), ("single arm bent-over row", "dumbbell_row"),
    ("EZ bar skullcrushers", "triceps_extension"), ("nine holes of golf", "golf"),
    ("Shoulder Press (Machine Plates)", "machine_shoulder_press"), ("Plate Squeeze (Svend Press)", "chest_fly"),
    ("Chest Supported T Bar Row", "chest_supported_row"), ("Squat (Suspension)", "bodyweight_squat"),
    ("Front Lever Raise", "dead_hang"), ("belted low bar squats", "back_squat"), ("tng bench press", "bench_press"),
    ("Plank 1:00", "plank"), ("squat 5x5", "back_squat"), ("3x12 lunges", "lunge"),
    ("5's Dumbbell Curls", "biceps_curl"),
    ("Leichtes Joggen", "jogging"), ("Liegestütze auf Knien", "incline_push_up"), ("Les Mills BodyJam", "dancing"),
    ("hip abductors", "hip_abduction_band"), ("hip thrusts", "hip_thrust"), ("bulgarian spilt squats", "split_squat"),
    ("Triceps Stretch", "yoga"), ("1 arm row", "dumbbell_row"), ("12-3-30", "hill_walking"), ("10k", "running"),
])  # fmt: skip
def test_a_name_is_found_by_what_it_loads(written: str, meant: str) -> None:
    assert find_exercise(written).id == meant


@pytest.mark.parametrize(("written", "asked"), [
    ("Pull Up (Assisted)", "lat pulldown"), ("band-assisted dips", "triceps extension"),
    ("Assisted Pistol Squats", "body-weight squat"), ("rucking 20kg", '"20kg" as its load'),
    ("bench press 100 kg", '"100 kg" as its load'), ("Lying Neck Curls (Weighted)", "leave it out"),
    ("Treadmill", "treadmill running"), ("Deadlift (Bench Press)", ""), ("Up Downs", ""), ("spilt", ""),
])  # fmt: skip
def test_what_is_open_of_a_name_is_asked(written: str, asked: str) -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_exercise(written)
    assert asked in raised.value.instead


@pytest.mark.parametrize(
    "name", ["back squat", "deadlift", "overhead press", "lunge", "band squat", "leg press"]
)
def test_more_load_more_force(name: str) -> None:
    exercise = find_exercise(name)
    forces = [[exercise.site_force(site, load) for load in (0.0, 0.3, 0.9)] for site in ("spine", "hip")]
    assert all(light < middle < heavy for light, middle, heavy in forces)


def test_half_squat_is_cappozzos_line() -> None:
    squat = find_exercise("half squat")
    assert squat.site_force("spine", 0.8) == pytest.approx(6.0)
    assert squat.site_force("spine", 1.6) == pytest.approx(10.0)


def test_a_competition_deadlift_reaches_what_was_measured() -> None:
    newtons = find_exercise("deadlift").site_force("spine", 3.0) * 90.0 * 9.81
    assert newtons == pytest.approx(17_192, rel=0.05)
    assert find_exercise("sumo deadlift").spine.slope == pytest.approx(
        0.9 * find_exercise("deadlift").spine.slope, rel=0.01
    )


@pytest.mark.parametrize("lift", ["squat", "deadlift", "overhead press"])
def test_bands_load_less_than_bars(lift: str) -> None:
    for site in ("spine", "hip"):
        assert usual_force(f"band {lift}", site) < usual_force(lift, site)


@pytest.mark.parametrize(
    ("site", "order"),
    [
        ("hip", ("swimming", "cycling", "walking", "stair climbing", "jogging", "running", "drop jump")),
        ("hip", ("walking", "rope jumping", "hopping", "sprinting")),
        (
            "spine",
            (
                "swimming",
                "cycling",
                "walking",
                "brisk walking",
                "jogging",
                "drop jump",
                "back squat",
                "deadlift",
            ),
        ),
        ("forearm", ("walking", "bench press", "pull-up")),
    ],
)
def test_order_of_forces(site: str, order: tuple[str, ...]) -> None:
    forces = [usual_force(name, site) for name in order]
    assert forces == sorted(forces)
    assert len(set(forces)) == len(forces)


def test_load_in_body_weights() -> None:
    squat = find_exercise("back squat")
    assert squat.load_bodyweights(80.0, load_kg=60.0) == pytest.approx(0.75)
    assert squat.load_bodyweights(80.0, load_fraction_1rm=0.8) == pytest.approx(
        0.8 * squat.one_rep_max_bodyweights
    )
    assert find_exercise("vest jump").load_bodyweights(80.0) == pytest.approx(0.10)
    assert find_exercise("cycling").load_bodyweights(80.0) == 0.0
    with pytest.raises(ParameterError, match="no one-repetition maximum"):
        find_exercise("vest jump").load_bodyweights(80.0, load_fraction_1rm=0.5)


def test_a_stated_ground_force_scales_the_bones_forces() -> None:
    jump = find_exercise("countermovement jump")
    doubled = 2 * jump.ground_reaction_bw
    assert jump.site_force("hip", 0.0, doubled) == pytest.approx(2 * jump.site_force("hip"))
    assert jump.site_force("forearm", 0.0, doubled) == jump.site_force("forearm")
    assert find_exercise("cycling").site_force("hip", 0.0, 3.0) == find_exercise("cycling").site_force("hip")


def test_what_takes_no_load_says_so() -> None:
    assert find_exercise("back squat").loadable
    assert not find_exercise("push-up").loadable


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("frequency_hz = 0.3\n", "", "exercises.back_squat.frequency_hz"),
        ("frequency_hz = 0.3\n", "frequency_hz = 30\n", "exercises.back_squat.frequency_hz"),
        ("spine = [2.0, 5.0]", "spine = [2.0]", "exercises.back_squat.spine"),
        ('sources = ["cappozzo1985",', 'sources = ["nobody2000",', "exercises.back_squat.sources"),
        ('impact_level = "none"', 'impact_level = "huge"', "exercises.back_squat.impact_level"),
        ("minutes_per_set = 3.0\n", "", "exercises.back_squat: minutes_per_set missing"),
        ('kind = "resistance"', 'kind = "resistance"\ncycles_per_minute = 3.0', "exercises.back_squat"),
        ('kind = "resistance"', 'kind = "resistance"\ncolour = "red"', "exercises.back_squat.colour"),
    ],
)
def test_gaps_are_refused(old: str, new: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tables.library_text("exercises.toml")
    assert old in text
    broken = text.replace(old, new, 1)
    monkeypatch.setattr(tables, "library_text", lambda _name: broken)
    with pytest.raises(ParameterError, match=rf"exercises\.toml(, line \d+)?: {key}"):
        exercises.load_exercises.__wrapped__()


def test_two_exercises_may_not_share_a_name() -> None:
    entries = [("front_squat", ("Front squat", "squat")), ("back_squat", ("Squats",))]
    with pytest.raises(ParameterError, match="names both"):
        index_of(entries, "x")


def test_what_tells_no_exercise_is_asked_with_what_to_write() -> None:
    for name, said in (("I'm a Roofer", "farmer's carry"), ("10,000 steps a day", "minutes"), ("Triathlon", "cycling"),
                       ("5x5", "resistance"), ("archery", "leave it out")):  # fmt: skip
        with pytest.raises(NotInLibraryError) as asked:
            find_exercise(name)
        assert said in asked.value.instead, name
