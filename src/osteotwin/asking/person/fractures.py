"""A bone that broke in a fall from standing, with the age then: "broke my wrist falling on ice at 51"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.forms import Slot
from osteotwin.units.patterns import later

_BROKE: Final = later(
    r"\b(?:broke|broken|fractured?|fracturing|breaking|gebrochen|cass\u00e9e?|romp\u00ed|rompi\u00f3|"
    r"(?:\w+)?bruch|fractures?)\b"
)
BONE: Final = (
    r"(?:wrists?|distal radi\w+|radius|radial|colles\w*|(?:fore)?arms?|elbow|humer\w+|shoulder|collar ?bone|"
    r"clavicle|hips?|"
    r"femur|femoral|femoral neck|pelvi\w+|sacr\w+|ribs?|ankles?|tibia\w*|fibula\w*|legs?|knee|kneecap|patella|"
    r"foot|feet|"
    r"metatars\w+|toes?|fingers?|hands?|thumb|tailbone|coccyx|handgelenks?\w*|speichen?\w*|h\u00fcft\w*|"
    r"oberschenkel\w*|oberarm\w*|rippen?\w*|kn\u00f6chel|poignet|hanche|col du f\u00e9mur|cheville|c\u00f4tes?|"
    r"mu\u00f1eca|cadera|"
    r"tobillo|costillas?)"
)
_BONE: Final = later(rf"\b{BONE}\b")
#: How a bone breaks that is frail.
_FELL: Final = later(
    r"\b(?:tripp?(?:ed|ing)?|slipp?(?:ed|ing)?|stumbl(?:ed|ing)|on (?:the |black )?ice|cough\w*|sneez\w*|bending|"
    r"over (?:my|the) (?:own feet|dog|cat|rug|kerb|curb|hose|cord)|auf (?:dem )?eis|glatteis|gestolpert|ausgerutscht|"
    r"gliss\u00e9e?|verglas|resbal\w+|tropec\w+|fragility|low[- ](?:trauma|energy|impact)|"
    r"from (?:a )?standing(?: height)?|aus dem stand|de sa hauteur)\b"
)
#: Of much force, of somebody else, or not so.
NOT_SO: Final = later(
    r"\b(?:stairs?|steps|ladder|roof|tree|horse|bike|bicycle|bik\w+|cycl\w+|ski\w*|snowboard\w*|skat\w+|"
    r"motor\w*|car|crash|accident|"
    r"football|soccer|rugby|climb\w*|scaffold\w*|height|not|never|no|n't|almost|nearly|might|may|if|"
    r"risk|mother|father|mum|mom|dad|sister|brother|wife|husband|friend\w*|her|his|their|he|she|and|or|twice|"
    r"again|both)\b|&"
)
_AGE: Final = later(
    r"\b(?:(?:at|aged?|when i was|at (?:the )?age(?: of)?|mit|im alter von|\u00e0|a los)(?: age)? (?P<n>\d\d)"
    r"(?: (?:years? old|ans|a\u00f1os|jahren))?)(?!\d| ?(?:kg|lb|cm|km|mph))"
)
#: The age from which fractures count.
FROM: Final = 40


def fracture_in(text: str) -> list[Slot] | None:
    """Return one bone that broke in a fall at an age that is told; ``None`` where it is not so plain.

    Examples
    --------
    >>> fracture_in("i broke my wrist falling on ice at 51")[0].value
    1
    >>> fracture_in("i broke my wrist at 51"), fracture_in("fell off a ladder and broke my wrist at 51")
    (None, None)
    """
    ages = [int(one["n"]) for one in _AGE.finditer(text)]
    others = re.findall(r"\d+", _AGE.sub("", text))
    told = [words.search(text) for words in (_BROKE, _BONE, _FELL)]
    plain = _AND_BROKE.sub(" ", text)
    if len(ages) != 1 or others or not all(told) or NOT_SO.search(plain) or len(_BONE.findall(text)) != 1:
        return None
    if ages[0] < FROM:
        return [Slot("conditions", "fracture_before_40")]
    return [Slot("fragility_fractures", 1)]


#: "tripped and broke": one fall.
_AND_BROKE: Final = later(r"\b(?:and|und|et|y)(?= (?:i )?(?:broke|fractured|brach|cass|me))")
