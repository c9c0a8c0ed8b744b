"""Words of health in clinics' notes and forms: conditions of a person's file in short, and those that are in "
"no number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.asking.person.health_names import health_names
from osteotwin.importing.condition_names import condition_names
from osteotwin.inputs.misspelled import slips
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units.patterns import later

#: What people call a joint that hurts.
_BAD: Final = (
    r"(?:bad|dodgy|sore|painful|crook|gammy|buggered|knackered|stuffed|wonky|ropey|worn[- ]out|creaky)"
)


def _pain(of: str) -> str:
    """Return what people call pain and wear of a joint."""
    side = "(?:both |left |right |bilateral |the |my |lower |upper )*"
    wear = "(?:pains?|aches?|oa|osteoarthritis|arthritis|arthrosis|arthrose)"
    hurts = "(?:hurts?|hurting|aches?|aching|(?:is|are|gets?) (?:sore|painful|bad))"
    return (
        f"{side}{of} {wear}|{wear} (?:in|of) {side}{of}|(?:sore|painful|aching|arthritic|achy) {side}{of}|"
        f"(?:my |both |left |right )+{of} {hurts}"
    )


#: Short names and other languages' names of conditions, beside those that records have.
_SHORT: Final = {
    "hypertension": "htn|hypertensive|h?[iy]pertens[oa]|hypertendue?|hipertensi[o\u00f3]n|iperteso|high bp|hta|"
    "bluthochdruck|hypertonie|arterial "
    "hypertension|hypertension "
    "art\u00e9rielle",
    "diabetes": "(?:t|type ?)[12] ?(?:dm|diabet(?:es(?: mellitus)?|ic))|dm ?(?:type ?)?[12]|t[12]dm?|dm|iddm|niddm|"
    "diabetes(?: mellitus)? ?(?:type?|typ|tipo)? ?[12]?|diabetic|(?:typ[- ]?[12][- ])?diabetiker(?:in)?|"
    "diab[e\u00e9]ti(?:que|c[ao])|diab\u00e8te",
    "chronic_kidney_disease": "ckd ?(?:(?:stage|g)? ?[1-5][ab]?)?|chronic kidney disease(?:,? stage [1-5][ab]?)?",
    "prostate_cancer": "prostate (?:ca|cancer|carcinoma)(?:,? gleason [\\d+=]+)?|pca|cap|ca prostate|prostatakrebs|"
    "prostatakarzinom|cancer de la prostate",
    "breast_cancer": "(?:(?:er|pr|her2|hormone)[- ](?:receptor )?positive )?breast (?:ca|cancer|carcinoma)|"
    "(?:idc|ilc|invasive (?:ductal|lobular|breast) (?:carcinoma|cancer)|ca breast)"
    "(?:,? stage (?:[1-4]|i{1,3}v?)[abc]?)?|brustkrebs|mammakarzinom|"
    "cancer du sein|(?:carcinoma|c[a\u00e1]ncer) de mama",
    "heart_disease": "heart (?:failure|bypass)|cad|chf|ihd|ccf|hfref|hfpef|khk|cabg|heart bypass|coronary "
    "(?:stents?|bypass)",
    "heart_attack_or_stroke": "mi|stemi|nstemi|cva|heart attack|strokes?|herzinfarkt|schlaganfall|infarctus|avc",
    "blood_clots": "pe|dvt|vte|blood clots?|pulmonary embol(?:ism|us)|thrombosis|thrombose|lungenembolie",
    "hypogonadism": "low t|low testosterone|hypogonadal|hypogonadism",
    "rheumatoid_arthritis": "ra|rheumatoid(?: arthritis)?|rheumatoide arthritis",
    "sarcoidosis": "(?:(?:pulmonary|cardiac|lung|neuro|skin|ocular|hepatic)[ -]?(?:and |, |"
    "/)?)*sarcoid(?:osis)?|boeck'?s disease",
    "paget_disease": "paget'?s(?: disease)?(?: of (?:the )?bones?)?(?! (?:disease )?of (?:the |my )?(?:breast|nipple))",
    "osteoporosis": "osteoporo(?:sis|tic|se)|osteoporosi",
    "celiac_disease": "c(?:o)?eliac(?: disease)?|z\u00f6liakie",
    "malabsorption": "gastric (?:sleeve|bypass)|sleeve gastrectomy|bariatric surgery|bowel resection|short bowel",
    "hip_pain": _pain("hips?") + f"|{_BAD} (?:left |right )?hips?",
    "shoulder_pain": _pain("shoulders?") + f"|{_BAD} (?:left |right )?shoulders?",
    "knee_pain": _pain("knees?")
    + "|(?:oa|osteoarthritis|arthritis)(?: of| in)?(?: the)?(?: both| left| right| bilateral)? knees?|"
    "knee oa|"
    f"knee (?:osteo)?arthritis|{_BAD} (?:left |right )?knees?",
    "back_pain": _pain("back")
    + f"|sciatica|lumbago|{_BAD} (?:lower )?back|(?:chronic |low(?:er)? )*back pain",
    "kidney_stones": "(?:kidney|renal) stones?|nephrolithiasis|nierensteine?|calculs r\u00e9naux",
    "skeletal_malignancy_or_radiation": "bone (?:mets?|metast[a-z]+)|knochenmetastasen",
    "premenopausal": "pre-?menopausal|regular (?:cycles|periods)",
    "lactose_intolerance": "lactose[- ]intoleran(?:t|ce)|laktoseintoleran[tz]",
    "liver_disease": "(?:liver )?cirrhosis|leberzirrhose|liver failure|"
    "(?:severe|advanced|end[- ]stage|decompensated)(?: chronic)? liver disease",
    "hyperparathyroidism": "phpt|(?:primary )?hyperparathyroidism",
    "falls": "recurrent falls?|falls? (?:a lot|often)|frequent falls?|(?:poor|bad) balance|unsteady(?: on (?:my|"
    "his|her) feet)?",
}
#: What may be denied in general.
_ANY: Final = (
    r"(?:(?:other|previous|prior|past|chronic|known|significant|relevant|major|current|any|health|medical|"
    r"serious|family|osteoporotic) )*"
    r"(?:conditions?|risk factors?|problems?|issues?|diseases?|illness(?:es)?|diagnos[ei]s|history|pmhx?|pmh|"
    r"comorbidit(?:y|ies)|"
    r"medications?|meds|surger(?:y|ies)|operations?|cancers?|heart (?:problems?|trouble|issues?)|heart disease|"
    r"drink(?:s|ing)?|alcohol|etoh|smok(?:e[sd]?|ing)|steroids?|glucocorticoids?|corticosteroids?|hrt|drug use|"
    r"substance use|recreational drugs|falls?|nothing)"
)


#: Names of conditions of which only some count: what is asked of them.
OPEN: Final = {
    "liver disease": ("how severe it is",
                      'write "severe liver disease" if it is cirrhosis or as severe, else leave it out'),
}  # fmt: skip
#: "Low calcium in the diet" is none of blood.
_OF_FOOD: Final = r"(?!(?: in (?:my |the )?|[- ])(?:diet|food|intake))"
#: Read by words of their own.
_BY_OTHERS: Final = (
    "smoking", "alcohol", "parent_hip_fracture", "vertebral_fracture", "fracture_before_40", "glucocorticoid_use",
)  # fmt: skip
OUTSIDE: Final = health_names()
OUTSIDE_NAMES: Final = later(rf"(?<![\w'-])(?:{OUTSIDE.pattern})")
ANY: Final = later(rf"{_ANY}(?!\w)")


def condition_at(text: str, at: int) -> tuple[str, int] | None:
    """Return the condition with the longest name at a place, and where it ends.

    Examples
    --------
    >>> condition_at("t2dm, htn", 0), condition_at("t2dm, htn", 6)
    (('diabetes', 4), ('hypertension', 9))
    """
    if _any_pattern().match(text, at) is None:
        return None
    found = [
        (row, said.end())
        for row, pattern in _each_pattern().items()
        if (said := pattern.match(text, at)) is not None
    ]
    return max(found, key=lambda one: one[1], default=None)


def without_names(text: str) -> str:
    """Return a text without the names of conditions and of what is in no number.

    Examples
    --------
    >>> without_names("two cats and t2dm, fatty liver").split()
    ['two', 'cats', 'and', ',']
    """
    rest = OUTSIDE_NAMES.sub(lambda name: " " * len(name[0]), text)
    for pattern in _each_in_text():
        rest = pattern.sub(" ", rest)
    return rest


@cache
def _any_pattern() -> re.Pattern[str]:
    """Return a pattern that matches where one of the conditions' does: nearly nowhere."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _each_pattern().values()))


@cache
def _each_in_text() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![\w'-])(?:{one.pattern})") for one in _each_pattern().values())


@cache
def _each_pattern() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for row in CONDITIONS:
        if row in _BY_OTHERS:
            continue
        names = {CONDITIONS[row].label.split(",")[0], row.replace("_", " "), *CONDITIONS[row].aliases}
        names |= {name for one in condition_names() if one.what == row for name in one.names}
        plain = sorted((re.escape(name.casefold()) for name in names), key=len, reverse=True)
        of_food = _OF_FOOD if row in ("hypocalcemia", "hypercalcemia") else ""
        names_of = "|".join([*filter(None, (_SHORT.get(row),)), *plain])
        found[row] = re.compile(rf"(?:{names_of})(?![\w']){of_food}")
    return found


def is_near_condition(word: str) -> bool:
    """Tell whether a word is nearly one of a condition's name: a slip, and not a word of no matter.

    Examples
    --------
    >>> is_near_condition("osteoporsis"), is_near_condition("reasonably")
    (True, False)
    """
    if len(word) < _LEAST_LETTERS:
        return False
    most = 2 if len(word) > _LEAST_LETTERS + 2 else 1
    return any(slips(word, name, most) <= most for name in _words_of_conditions())


def is_slip_of_condition(word: str) -> bool:
    """Tell whether a word is a slip of one of a condition's name, and is none of them: "disease" is no slip.

    Examples
    --------
    >>> is_slip_of_condition("osteoporsis"), is_slip_of_condition("disease")
    (True, False)
    """
    return word not in _words_of_conditions() and is_near_condition(word)


#: Shorter words are near to many.
_LEAST_LETTERS: Final = 7


@cache
def _words_of_conditions() -> frozenset[str]:
    names = {name for one in condition_names() for name in one.names}
    names |= {text for row in CONDITIONS.values() for text in (row.label, *row.aliases)}
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name.casefold())}
    return frozenset(word for word in words if len(word) >= _LEAST_LETTERS)
