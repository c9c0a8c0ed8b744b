"""Two of the three lines on top: does the plan undo what the drug takes, and is bone kept; guidelines are the first.

What the drug takes is counted from the same life without it: testosterone, taken for its own sake, goes on there.

Both are answered for the reader's own plan, without what a hard flag forbids, and only as far as trials covered it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from osteotwin.body.sites import DECIDING_SITES, DIAGNOSTIC_SITES, SITE_LABELS, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.scans import least_significant_change
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.bands import Json, json_number, median_of
from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.questions import (
    answer_class,
    probability_of_keeping,
    probability_of_offset,
)
from osteotwin.explaining.scenarios import (
    DRUG_ONLY,
    LIFESTYLE,
    PLAN,
    TESTOSTERONE_ONLY,
    testosterone_of,
    without_takers,
)
from osteotwin.protocol.conditions import CONDITIONS, STATED_DRUGS, STATED_LOSSES
from osteotwin.protocol.drug_groups import (
    drug_class_of,
    is_bone_drug,
    is_drug,
    is_simulated,
    label_of,
    takes_bone,
)
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.library import NamedDrug, named_drug, named_drugs
from osteotwin.safety.refused import Refused, without_refused
from osteotwin.units import ENOUGH_FOR_SHARES, listed, share_in_words

#: As many reasons why a year is open fit into a sentence.
_MOST_REASONS = 3
#: Below it a change is written as none, without a sign.
_HALF_DIGIT = 0.05
_CAVEAT = " The model is not calibrated."


@dataclass(frozen=True)
class Asked:
    """Whose plan is asked about, and what the answer may not say.

    Attributes
    ----------
    plan : Protocol
        From today on, as the file has it.
    conditions : tuple of str
        Of the person: some stand for drugs that take bone.
    before_menopause : bool
        Whether ovaries work: some drugs then take bone that otherwise keep it.
    refused : tuple of Refused
        What hard flags forbid of it.
    outside : tuple of Beyond
        What of it no trial or cohort covered.
    contradicting : tuple of str
        Measurements that contradict all others.
    calibrated : bool
    outside_model : tuple of str
        Drugs that the model does not have and that are known to move bone or sex hormones.
    lost_by : tuple of str
        What was found in the person and takes bone in a way that is not simulated, within a sentence.
    """

    plan: Protocol
    conditions: tuple[str, ...] = ()
    before_menopause: bool = False
    refused: tuple[Refused, ...] = ()
    outside: tuple[Beyond, ...] = ()
    contradicting: tuple[str, ...] = ()
    calibrated: bool = True
    outside_model: tuple[str, ...] = ()
    lost_by: tuple[str, ...] = ()

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """Groups of the plan that are left, in order."""
        return self.left.groups()

    @cached_property
    def left(self) -> Protocol:
        """The plan without what is refused."""
        return without_refused(self.plan, self.refused)

    @cached_property
    def taking(self) -> tuple[str, ...]:
        """Drugs of the plan that take bone, and that the numbers hold."""
        return tuple(group for group in self.allowed if self.takes(group) and is_simulated(group))

    @cached_property
    def unseen(self) -> tuple[str, ...]:
        """Drugs of the plan that the numbers leave out."""
        return tuple(group for group in self.allowed if not is_simulated(group))

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """What takes bone and is not simulated, in words: by drugs of the plan, by conditions, by what was found."""
        drugs = [group for group in self.unseen if self.takes(group)]
        stated = [
            CONDITIONS[name].label
            for name, drug_class in STATED_DRUGS.items()
            if name in self.conditions and drug_class not in map(drug_class_of, drugs)
        ]
        losses = [CONDITIONS[name].label for name in STATED_LOSSES if name in self.conditions]
        named = [name for name, drug in self._named if drug.on_bone == "down"]
        return (*map(label_of, drugs), *stated, *named, *self.lost_by, *losses)

    @cached_property
    def clouding(self) -> tuple[str, ...]:
        """Drugs outside the model that may move bone up, or either way, in words: with them no answer stands."""
        return tuple(name for name, drug in self._named if drug.on_bone != "down")

    @cached_property
    def may_take(self) -> tuple[str, ...]:
        """Those of them that may take bone: by sex hormones, or by dose."""
        return tuple(
            name
            for name, drug in self._named
            if drug.on_bone != "down" and (drug.moves_hormones or drug.on_bone == "either")
        )

    @cached_property
    def _named(self) -> tuple[tuple[str, NamedDrug], ...]:
        """Name within a sentence, and what is known of it."""
        return tuple(
            (name if name.isupper() else f"{name[:1].lower()}{name[1:]}", named_drugs()[identifier])
            for name in self.outside_model
            if (identifier := named_drug(name)) is not None
        )

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Testosterone of the plan, which is on both sides."""
        return testosterone_of(self.allowed) if without_takers(self.left) == TESTOSTERONE_ONLY else ()

    @cached_property
    def helping(self) -> tuple[str, ...]:
        """What of the plan could make up for it, in order."""
        left_out = {*self.taking, *self.unseen, *self.kept, "unloading"}
        return tuple(group for group in self.allowed if group not in left_out)

    def takes(self, group: str) -> bool:
        """Whether a group is a drug that takes bone of this person."""
        return takes_bone(group) or (self.before_menopause and drug_class_of(group) == "serm")


def verdict_of(outlooks: Mapping[str, Outputs], asked: Asked) -> Json:
    """The answers by year, and the sentences for the last of them.

    Parameters
    ----------
    outlooks : mapping of scenario to Outputs
        Of the plan without what is refused.
    asked : Asked

    Returns
    -------
    dict
        ``on_top``: what is lost and in no number, else empty; ``years``, each with ``offset`` (``None`` where the plan
        has no drug that takes bone), ``kept`` and, where a bone drug is left out for it, ``lifestyle``; ``lines``,
        ``headline``, ``refused``.
    """
    plan, without = outlooks[PLAN], outlooks[without_takers(asked.left)]
    years: dict[str, Json] = {}
    for year in plan.whole_years:
        is_open = bool(_reasons(asked, year))
        found: dict[str, Json | None] = {
            "offset": None,
            "kept": _answer(probability_of_keeping(plan, year), is_open, asked),
        }
        if asked.hidden or asked.may_take:
            found["offset"] = _answer(float("nan"), True, asked)
        if asked.taking:
            found["offset"] = _answer(probability_of_offset(plan, without, year), is_open, asked)
            if LIFESTYLE in outlooks:
                alone = probability_of_offset(outlooks[LIFESTYLE], without, year)
                found["lifestyle"] = _answer(alone, is_open, asked)
        years[str(year)] = found
    lines = _lines(years, plan, asked)
    return {
        "years": years,
        "lines": lines,
        "headline": _headline(outlooks, plan, asked),
        "on_top": _on_top(asked),
        "refused": [asdict(one) for one in asked.refused],
    }


def no_verdict(why: str) -> Json:
    """No answer, and why."""
    return {"years": {}, "lines": [], "headline": why, "on_top": "", "refused": []}


def _answer(probability: float, is_open: bool, asked: Asked) -> Json:
    """The share, its class and what the share alone says: with a loss that is not simulated no more than "open"."""
    found = answer_class(probability, is_open=is_open)
    return {
        "probability": json_number(probability),
        "class": "open" if asked.clouding or (asked.hidden and found == "yes") else found,
        "share_alone": answer_class(probability),
    }


def _lines(years: Mapping[str, Json], plan: Outputs, asked: Asked) -> list[Json]:
    """One sentence for each question at the last whole year."""
    if not years:
        return []
    year = int(list(years)[-1])
    found = years[str(year)]
    counted = len(plan) - len(plan.failures)
    few = _few(counted) if counted < ENOUGH_FOR_SHARES else ""
    why = _listed(_reasons(asked, year))
    beyond = f" Open, since {why}." if why else ""
    caveat = few + beyond + ("" if asked.calibrated else _CAVEAT)
    offset = found["offset"]
    offset_text = _offset_text(offset, found.get("lifestyle"), year, counted, asked)
    kept = found["kept"]
    limits = ", ".join(
        f"{SITE_LABELS[site]} {least_significant_change(site):.1f} %" for site in DIAGNOSTIC_SITES
    )
    keeping = share_in_words(kept["probability"], counted)
    kept_text = (
        f"After {_span(year)}, {keeping} of the virtual people lose no more bone than two scans can tell "
        f"({limits})."
    )
    asked_offset: Json = {
        "question": "offset",
        "class": "none" if offset is None else offset["class"],
        "text": offset_text + _unseen(offset, asked) + caveat
        if offset is not None and asked.taking
        else offset_text,
    }
    if offset is not None and asked.taking:
        asked_offset["against"] = _against(asked)
    elif offset is not None:
        asked_offset["in_short"] = _cannot_be_said(asked)
    return [
        asked_offset,
        {"question": "kept", "class": kept["class"], "text": kept_text + _unseen(kept, asked) + caveat},
    ]


def _on_top(asked: Asked) -> str:
    """What is lost beside what the numbers hold."""
    if not asked.hidden:
        return ""
    return f"The loss by {_names(asked.hidden, labels=True)} is not in these numbers: it comes on top."


def _cannot_be_said(asked: Asked) -> str:
    """Why there is no share, in a few words."""
    lost = [f"the loss by {_names(asked.hidden, labels=True)}"] if asked.hidden else []
    missing = [*lost, *asked.may_take]
    are = "is" if len(missing) == 1 else "are"
    return f"cannot be said, because {listed(missing)} {are} not in the numbers"


def _unseen(answered: Json, asked: Asked) -> str:
    """That something is not simulated, and what follows for an answer."""
    if asked.clouding:
        left_out = _names((*asked.clouding, *asked.hidden), labels=True)
        does = "does" if len((*asked.clouding, *asked.hidden)) == 1 else "do"
        return f' What {left_out} {does} is not simulated, so that no more than "open" can be said.'
    if not asked.hidden:
        return ""
    follows = "and comes on top" if answered["class"] == "no" else 'so that no more than "open" can be said'
    return f" The loss by {_names(asked.hidden, labels=True)} is not simulated, {follows}."


def _offset_text(offset: Json | None, lifestyle: Json | None, year: int, counted: int, asked: Asked) -> str:
    if asked.may_take and not asked.taking:
        left_out = _names((*asked.may_take, *asked.hidden), labels=True)
        return f"The numbers leave out {left_out}: whether the plan makes up for what may be lost cannot be said."
    if asked.hidden and not asked.taking:
        lost = _names(asked.hidden, labels=True)
        return f"The numbers leave out the loss of bone by {lost}: whether the plan makes up for it cannot be said."
    if offset is None:
        if any(asked.takes(one.what) for one in asked.refused):
            left_out = _names([one.label for one in asked.refused], labels=True)
            return f"Without {left_out}, which a hard rule forbids, no drug takes bone: nothing is to be made up for."
        return "The plan holds no drug that takes bone, so there is nothing to make up for."
    drug, share = _names(asked.taking), share_in_words(offset["probability"], counted)
    takes = "takes" if len(asked.taking) == 1 else "take"
    have = (
        f"after {_span(year)}, {share} of the virtual people have at least as much bone as {_against(asked)}"
    )
    if not asked.helping:
        return f"Nothing in the plan makes up for what {drug} {takes}: {have}."
    text = f"{_sentence(_names(asked.helping))} against what {drug} {takes}: {have}."
    if lifestyle is not None:
        bone_drugs = _names([group for group in asked.helping if is_bone_drug(group)])
        text += f" Without {bone_drugs}: {share_in_words(lifestyle['probability'], counted)}."
    others = [group for group in asked.unseen if not asked.takes(group)]
    if others:
        text += f" What {_names(others)} does is left out."
    return text


def _against(asked: Asked) -> str:
    """Name the life that the plan is compared with."""
    alone = f"on {_names(asked.kept)} alone, " if asked.kept else ""
    rest = " and the rest of the plan" if asked.helping else ""
    return f"{alone}without {_names(asked.taking)}{rest}"


def _headline(outlooks: Mapping[str, Outputs], plan: Outputs, asked: Asked) -> str:
    """What happens to spine and hip."""
    years = plan.whole_years
    if not years:
        return "The outlook is shorter than a year: too short for a verdict on bone density."
    last = years[-1]

    def change(outlook: Outputs) -> str:
        return " and ".join(
            f"{_points(median_of(outlook.bone_change_at(bmd_key(site), last)))} at the {word}"
            for site, word in zip(DECIDING_SITES, ("spine", "hip"), strict=True)
        )

    left_out = _names([one.label for one in asked.refused], labels=True)
    own = "this plan" if asked.plan.groups() else "life as it is"
    which = f"the plan without {left_out}, which a hard rule forbids," if left_out else own
    text = f"Over {_span(last)} the model expects bone under {which} to change by {change(plan)}"
    rest = [group for group in asked.helping if not is_drug(group) or is_bone_drug(group)]
    if DRUG_ONLY in outlooks and asked.taking and rest:
        text += f"; without {_names(rest)}, by {change(outlooks[DRUG_ONLY])}"
    return text + "."


def _reasons(asked: Asked, year: int) -> list[str]:
    """Why the year may not be answered with more than "open"."""
    found = [beyond.short for beyond in asked.outside if beyond.from_day < year * DAYS_PER_YEAR]
    if found:
        found = [f"no trial covered this: {_listed(found)}"]
    apart = _listed(asked.contradicting)
    return ([f"measurements contradict each other ({apart})"] if apart else []) + found


def _span(year: int) -> str:
    return f"{year} year{'s' if year > 1 else ''}"


def _names(groups: Sequence[str], *, labels: bool = False) -> str:
    return listed(groups if labels else map(label_of, groups))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(reasons: Sequence[str]) -> str:
    left = len(reasons) - _MOST_REASONS
    return "; ".join([*reasons[:_MOST_REASONS], *([f"and {left} more"] if left > 0 else [])])


def _few(counted: int) -> str:
    people = "one virtual person was" if counted == 1 else f"{counted} virtual people were"
    return f" Only {people} simulated, too few to tell shares from."


def _points(value: float | None) -> str:
    if value is None:
        return "an unknown amount"
    return "0.0 %" if abs(value) < _HALF_DIGIT else f"{value:+.1f} %".replace("-", "−")
