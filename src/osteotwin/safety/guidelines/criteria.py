"""The named criteria of guidelines: each looks at one fact and says what it finds.

A table writes a criterion as ``{ name = operand }``: a number, a list of names, or ``[endpoint, number]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from osteotwin.body.sites import DIAGNOSTIC_SITES, SITE_LABELS
from osteotwin.constants import DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import MEASURED
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.guidelines.facts import NOT_KNOWN, STOPPED, SUPPRESSED, WORKING, Facts, Score
from osteotwin.safety.guidelines.finding import Finding
from osteotwin.safety.guidelines.intakes import requirement_of
from osteotwin.safety.situation import limits

_SCAN: Final = "a DXA scan of hip and spine"
#: Tablets for a shorter time, or of a smaller dose, are not what guidelines mean by glucocorticoid use
#: (American College of Rheumatology 2022: 2.5 mg a day or more for more than three months).
_GLUCOCORTICOID_MG, _GLUCOCORTICOID_DAYS = 2.5, 3 * DAYS_PER_MONTH


def _sex(facts: Facts, sex: str) -> Finding:
    return Finding(facts.sex == sex)


def _age_at_least(facts: Facts, years: float) -> Finding:
    return Finding(facts.age >= years, _age(facts))


def _age_over(facts: Facts, years: float) -> Finding:
    return Finding(facts.age > years, _age(facts))


def _age_under(facts: Facts, years: float) -> Finding:
    return Finding(facts.age < years, _age(facts))


def _age(facts: Facts) -> str:
    return f"{int(facts.age)} years old"


def _ovaries(facts: Facts, states: tuple[str, ...]) -> Finding:
    """Whether the ovaries are in one of some states; men's are in none."""
    if facts.sex == "male":
        return Finding(False)
    if facts.ovaries == NOT_KNOWN:
        return Finding(None, tell="menopause_age, or premenopausal among the conditions")
    words = {WORKING: "the ovaries work", STOPPED: "after menopause", SUPPRESSED: "ovaries suppressed"}
    return Finding(facts.ovaries in states, words[facts.ovaries])


def _t_scores_apply(facts: Facts, wanted: bool) -> Finding:
    """Whether T-scores make a diagnosis: of men from 50 on, of women after menopause and about it (ISCD 2019)."""
    if facts.sex == "male":
        return Finding((facts.age >= 50.0) == wanted, _age(facts))
    if facts.ovaries == NOT_KNOWN:
        tell = _ovaries(facts, (STOPPED,)).tell
        return Finding(wanted if facts.age >= 50.0 else None, "about menopause", tell)
    words = "after menopause" if facts.ovaries == STOPPED else "before menopause"
    return Finding((facts.ovaries == STOPPED) == wanted, words)


def _lowest(scores: tuple[Score, ...]) -> Score | None:
    """The lowest of the sites that make the diagnosis."""
    found = [score for score in scores if score.site in DIAGNOSTIC_SITES]
    return min(found, key=lambda score: score.value) if found else None


def _score_finding(scores: tuple[Score, ...], letter: str, holds: Callable[[float], bool]) -> Finding:
    score = _lowest(scores)
    if score is None:
        return Finding(None, tell=_SCAN)
    whence = (
        "the twin's density today, not measured"
        if score.measured_on is None
        else "; ".join(filter(None, (f"scan of {score.measured_on}", score.note)))
    )
    because = f"{letter} {score.value:.1f} at the {SITE_LABELS[score.site]} ({whence})"
    return Finding(holds(round(score.value, 1)), because, _SCAN if score.measured_on is None else "")


def _t_score_at_most(facts: Facts, line: float) -> Finding:
    return _score_finding(facts.t_scores, "T", lambda value: value <= line)


def _t_score_under(facts: Facts, line: float) -> Finding:
    return _score_finding(facts.t_scores, "T", lambda value: value < line)


def _z_score_at_most(facts: Facts, line: float) -> Finding:
    return _score_finding(facts.z_scores, "Z", lambda value: value <= line)


def _no_scan_for(facts: Facts, years: float) -> Finding:
    if facts.last_scan is None:
        return Finding(True, "no scan is given")
    age = (facts.today - facts.last_scan).days / DAYS_PER_YEAR
    return Finding(age >= years, f"last scan on {facts.last_scan}")


def _lost_beyond_error(facts: Facts, multiple: float) -> Finding:
    loss = facts.loss
    if loss is None:
        return Finding(
            False, "no two scans of one site to compare", "a second scan of the same site and maker"
        )
    because = (
        f"{loss.percent:+.1f} % measured at the {SITE_LABELS[loss.site]} from {loss.first} to {loss.last} "
        f"(least significant change {loss.least:.1f} %)"
    )
    return Finding(-loss.percent >= multiple * loss.least, because)


def _fragility_fractures_at_least(facts: Facts, count: float) -> Finding:
    known = max(facts.fragility_fractures, int(facts.vertebral_fracture), int(facts.hip_fracture is True))
    return Finding(known >= count, f"{known} fragility fracture{'s' * (known != 1)}")


def _vertebral_fracture(facts: Facts, wanted: bool) -> Finding:
    words = "a vertebral fracture" if facts.vertebral_fracture else "no vertebral fracture is known"
    return Finding(facts.vertebral_fracture == wanted, words)


def _hip_fracture(facts: Facts, wanted: bool) -> Finding:
    if facts.hip_fracture is None:
        return Finding(None, "a fragility fracture, its bone not stated", "which bone broke")
    words = "a hip fracture" if facts.hip_fracture else "no hip fracture is stated"
    return Finding(facts.hip_fracture == wanted, words)


def _frax_at_least(percent: float | None, line: float, what: str, key: str) -> Finding:
    if percent is None:
        return Finding(None, tell=f"FRAX, {what} ({key})")
    return Finding(percent >= line, f"FRAX {percent:g} % for {what}")


def _frax_hip_at_least(facts: Facts, percent: float) -> Finding:
    return _frax_at_least(facts.frax_hip_percent, percent, "a hip fracture", "frax_hip")


def _frax_major_at_least(facts: Facts, percent: float) -> Finding:
    return _frax_at_least(facts.frax_major_percent, percent, "a major fracture", "frax_major")


def _has(facts: Facts, conditions: tuple[str, ...]) -> Finding:
    present = [CONDITIONS[name].label for name in conditions if name in facts.conditions]
    if present:
        return Finding(True, " and ".join(present))
    return Finding(False, f"not stated: {' or '.join(CONDITIONS[name].label for name in conditions)}")


def _bmi_under(facts: Facts, line: float) -> Finding:
    if facts.bmi is None:
        return Finding(None, tell="height and weight")
    return Finding(facts.bmi < line, f"BMI {facts.bmi:.1f}")


def _labels(courses: tuple[DrugCourse, ...]) -> str:
    return " and ".join(dict.fromkeys(within_sentence(load_drugs()[course.drug].label) for course in courses))


def within_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: what is spelled in capitals, as GnRH, keeps them."""
    spelled = label.partition(" ")[0]
    return label if spelled[1:].lower() != spelled[1:] else label[:1].lower() + label[1:]


def _takes(facts: Facts, classes: tuple[str, ...]) -> Finding:
    courses = facts.taking(*classes)
    return Finding(bool(courses), _labels(courses))


def _takes_for_weeks(facts: Facts, classes: tuple[str, ...]) -> Finding:
    """As ``takes``, where the drugs, with what was taken before, act long enough to be watched for."""
    days = sum(_acts_for(course) for course in facts.ever_taking(*classes))
    found = _takes(facts, classes)
    return Finding(bool(found.met) and days >= limits()["exposure_monitored"].value, found.because)


def _deprived_by(facts: Facts, classes: tuple[str, ...]) -> Finding:
    """As ``takes``, where nothing stands in for the sex hormones that the drugs take away.

    With prostate cancer estradiol is itself a way to take testosterone away, and what guidelines say stays.
    """
    return _unless_replaced(facts, _takes(facts, classes))


def _deprived_for_weeks_by(facts: Facts, classes: tuple[str, ...]) -> Finding:
    """As ``takes_for_weeks``, where nothing stands in for the sex hormones that the drugs take away."""
    return _unless_replaced(facts, _takes_for_weeks(facts, classes))


def _unless_replaced(facts: Facts, found: Finding) -> Finding:
    given = tuple(c for c in facts.taking("estradiol", "testosterone") if c.from_day <= 0.0)
    if not found.met or not given or "prostate_cancer" in facts.conditions:
        return found
    return Finding(False, f"{found.because}, with {_labels(given)} in its place")


def _acts_for(course: DrugCourse) -> float:
    """Days for which a course acts; a single dose for as long as the usual interval between doses."""
    until = course.until_day - course.from_day
    return max(until, load_drugs()[course.drug].usual_interval_days) if course.is_single else until


def _took(facts: Facts, classes: tuple[str, ...]) -> Finding:
    courses = facts.ever_taking(*classes)
    return Finding(bool(courses), _labels(courses))


def _glucocorticoid_courses(facts: Facts) -> list[tuple[float, DrugCourse]]:
    found = [(c.dose / c.interval_days, c) for c in facts.taking("glucocorticoid")]
    return [(a_day, c) for a_day, c in found if c.until_day - c.from_day > _GLUCOCORTICOID_DAYS]


def _glucocorticoid_at_least(facts: Facts, mg_per_day: float) -> Finding:
    """Prednisone a day for over three months; a condition without dose is taken for the least that counts."""
    doses = [a_day for a_day, _ in _glucocorticoid_courses(facts)]
    if doses:
        return Finding(max(doses) >= mg_per_day, f"prednisone {max(doses):g} mg a day")
    if "glucocorticoid_use" not in facts.conditions:
        return Finding(False, "no glucocorticoid tablets")
    if mg_per_day <= _GLUCOCORTICOID_MG:
        return Finding(True, "glucocorticoid tablets")
    return Finding(None, "glucocorticoid tablets, dose not stated", "the dose of the tablets and since when")


def _level(facts: Facts, what: str, holds: Callable[[float, str], bool | None]) -> Finding:
    row = MEASURED[what]
    level = facts.levels.get(what)
    if level is None:
        return Finding(None, tell=row.name)
    whence = "simulated" if level.measured_on is None else f"measured on {level.measured_on}"
    because = f"{row.label} {level.shown(row.unit)} ({whence})"
    met = holds(level.value, level.bound)
    return Finding(met, because, row.name if met is None or level.measured_on is None else "")


def _level_over(facts: Facts, operand: tuple[str, float]) -> Finding:
    what, line = operand

    def holds(value: float, bound: str) -> bool | None:
        if bound == "above":
            return True if value >= line else None
        if bound == "below":
            return False if value <= line else None
        return value > line

    return _level(facts, what, holds)


def _measured_over(facts: Facts, operand: tuple[str, float]) -> Finding:
    """As ``level_over``, of what was measured: a simulated value is none."""
    level = facts.levels.get(operand[0])
    if level is None or level.measured_on is None:
        return Finding(None, tell=MEASURED[operand[0]].name)
    return _level_over(facts, operand)


def _simulated_over(facts: Facts, operand: tuple[str, float]) -> Finding:
    """Whether nobody measured it and the model expects more than a line."""
    level = facts.levels.get(operand[0])
    if level is None or level.measured_on is not None:
        return Finding(False)
    return _level_over(facts, operand)


def _level_under(facts: Facts, operand: tuple[str, float]) -> Finding:
    what, line = operand

    def holds(value: float, bound: str) -> bool | None:
        if bound == "below":
            return True if value <= line else None
        if bound == "above":
            return False if value >= line else None
        return value < line

    return _level(facts, what, holds)


def _estradiol_without_ovaries(facts: Facts, wanted: bool) -> Finding:
    found = facts.estradiol_without_ovaries
    if found is None:
        return Finding(not wanted, "no estradiol so low was measured")
    return Finding(wanted, f"estradiol {found.shown('pg/mL')} (measured on {found.measured_on})")


def _injected_testosterone_over(facts: Facts, mg_per_week: float) -> Finding:
    a_week = [
        DAYS_PER_WEEK * c.dose / c.interval_days
        for c in facts.taking("testosterone")
        if c.drug in _WEEKLY_ESTERS
    ]
    most = max(a_week, default=0.0)
    return Finding(most > mg_per_week, f"{most:.0f} mg of injected testosterone a week")


#: Esters whose labelled dose is told per one to four weeks; undecanoate lasts for months and propionate for days.
_WEEKLY_ESTERS: Final = ("testosterone_enanthate", "testosterone_cypionate")


def _calcium_under(facts: Facts, name: str) -> Finding:
    return _intake(facts, name, facts.calcium_mg_per_day, "calcium", "mg", under=True)


def _calcium_over(facts: Facts, name: str) -> Finding:
    return _intake(facts, name, facts.calcium_mg_per_day, "calcium", "mg", under=False)


def _vitamin_d_under(facts: Facts, name: str) -> Finding:
    return _intake(facts, name, facts.vitamin_d_iu_per_day, "vitamin D", "IU", under=True)


def _vitamin_d_over(facts: Facts, name: str) -> Finding:
    return _intake(facts, name, facts.vitamin_d_iu_per_day, "vitamin D", "IU", under=False)


def _intake(facts: Facts, name: str, found: float | None, what: str, unit: str, *, under: bool) -> Finding:
    if found is None:
        return Finding(None, tell=f"what you eat and take of {what} a day")
    line = requirement_of("calcium" if unit == "mg" else "vitamin_d", name, facts.sex, facts.age)
    words = f"{found:.0f} {unit} of {what} a day (line: {line:g})"
    return Finding(found < line if under else found > line, words)


def _denosumab_uncovered(facts: Facts, wanted: bool) -> Finding:
    uncovered = facts.denosumab_uncovered
    return Finding((uncovered is not None) == wanted, uncovered or "denosumab goes on in time or is followed")


def _teriparatide_after_denosumab(facts: Facts, wanted: bool) -> Finding:
    first = min((c.from_day for c in facts.ever_taking("rankl_antibody")), default=None)
    later = [c for c in facts.taking("pth_analog") if first is not None and c.from_day > first]
    return Finding(
        bool(later) == wanted, "teriparatide begins after denosumab" if later else "not that order"
    )


#: name -> how it is evaluated, and what its operand is: ``"number"``, ``"sex"``, ``"flag"``, ``"intake"``,
#: ``"ovaries"``, ``"conditions"``, ``"classes"`` or ``"level"``.
CRITERIA: Final[Mapping[str, tuple[Callable[[Facts, Any], Finding], str]]] = MappingProxyType({
    "sex": (_sex, "sex"),
    "age_at_least": (_age_at_least, "number"),
    "age_over": (_age_over, "number"),
    "age_under": (_age_under, "number"),
    "ovaries": (_ovaries, "ovaries"),
    "t_scores_apply": (_t_scores_apply, "flag"),
    "t_score_at_most": (_t_score_at_most, "number"),
    "t_score_under": (_t_score_under, "number"),
    "z_score_at_most": (_z_score_at_most, "number"),
    "no_scan_for": (_no_scan_for, "number"),
    "lost_beyond_error": (_lost_beyond_error, "number"),
    "fragility_fractures_at_least": (_fragility_fractures_at_least, "number"),
    "vertebral_fracture": (_vertebral_fracture, "flag"),
    "hip_fracture": (_hip_fracture, "flag"),
    "frax_hip_at_least": (_frax_hip_at_least, "number"),
    "frax_major_at_least": (_frax_major_at_least, "number"),
    "has": (_has, "conditions"),
    "bmi_under": (_bmi_under, "number"),
    "takes": (_takes, "classes"),
    "takes_for_weeks": (_takes_for_weeks, "classes"),
    "took": (_took, "classes"),
    "deprived_by": (_deprived_by, "classes"),
    "deprived_for_weeks_by": (_deprived_for_weeks_by, "classes"),
    "glucocorticoid_at_least": (_glucocorticoid_at_least, "number"),
    "estradiol_without_ovaries": (_estradiol_without_ovaries, "flag"),
    "level_over": (_level_over, "level"),
    "level_under": (_level_under, "level"),
    "measured_over": (_measured_over, "level"),
    "simulated_over": (_simulated_over, "level"),
    "injected_testosterone_over": (_injected_testosterone_over, "number"),
    "calcium_under": (_calcium_under, "intake"),
    "calcium_over": (_calcium_over, "intake"),
    "vitamin_d_under": (_vitamin_d_under, "intake"),
    "vitamin_d_over": (_vitamin_d_over, "intake"),
    "denosumab_uncovered": (_denosumab_uncovered, "flag"),
    "teriparatide_after_denosumab": (_teriparatide_after_denosumab, "flag"),
})  # fmt: skip

#: Criteria that compare a level of blood or urine.
BY_LEVEL: Final = tuple(name for name, (_, kind) in CRITERIA.items() if kind == "level")
