"""What an explanation reads from an answer: levels, changes and what each part of the plan does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from osteotwin.explaining.bands import Json
from osteotwin.explaining.tables.wording import level
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.safety.situation import SEVERITIES

#: Key of the run itself among the sources, and of the person's file.
RUN, FILE = "run", "file"
#: Changes of markers and signals are read here [year]: the fast ones have come to rest, the bone has not moved far.
EARLY_YEARS = 1.0


@dataclass(frozen=True)
class RunNumbers:
    """An answer, with its places by meaning.

    Attributes
    ----------
    answer : dict
        As ``osteotwin.run`` gives it.
    """

    answer: Json

    @property
    def failed(self) -> bool:
        """Whether too many virtual people failed for anything to be said."""
        return bool(self.answer["failed"]["too_many"])

    @property
    def person(self) -> Json:
        """The person as understood."""
        return self.answer["inputs"]["person"]

    @property
    def man(self) -> bool:
        """Whether the person is a man."""
        return self.person["sex"] == "male"

    @property
    def end(self) -> int:
        """Place of the last day."""
        return len(self.answer["years"]) - 1

    @property
    def early(self) -> int:
        """Place of the day that is nearest to :data:`EARLY_YEARS`."""
        years: list[float] = self.answer["years"]
        return min(range(len(years)), key=lambda place: abs(years[place] - EARLY_YEARS))

    def place(self, year: float) -> int:
        """Place of the day nearest to a year."""
        years: list[float] = self.answer["years"]
        return min(range(len(years)), key=lambda place: abs(years[place] - year))

    @property
    def planned(self) -> list[Json]:
        """The entries of the plan, without what a hard flag forbids."""
        refused = self.refused
        return [item for item in self.answer["inputs"]["plan"] if not {item["part"], item["group"]} & refused]

    @property
    def refused(self) -> frozenset[str]:
        """What hard flags forbid: exercises, drugs, ``"calcium"`` or ``"vitamin_d"``."""
        hard = [flag for flag in self.answer["flags"] if flag["severity"] == SEVERITIES[0]]
        return frozenset(what for flag in hard for what in flag["forbids"])

    @property
    def parts(self) -> dict[str, Json]:
        """Part -> its group, label and category, of the plan as far as nothing forbids it."""
        labels = self.answer["contributions"]["lumbar_spine"]
        return {
            item["part"]: {
                "group": item["group"],
                "label": labels.get(item["part"], item)["label"],
                "category": item["category"],
            }
            for item in self.planned
        }

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the drugs of the plan that nothing forbids."""
        return frozenset(drug_class_of(name) for name in self.parts)

    @property
    def left_out(self) -> dict[str, str]:
        """Signals that are no result for this person -> why."""
        return self.answer.get("signals_left_out", {})

    def without(self, signal: str) -> list[str]:
        """Drugs that are in no number and move this sex hormone, or LH by one; nothing for another signal."""
        return self.answer["series"].get(signal, {}).get("without", [])

    @property
    def exercises(self) -> list[Json]:
        """The exercises of the plan that nothing forbids."""
        return [item for item in self.planned if item["category"] == "training"]

    def signal(self, name: str, place: int, scenario: str = "plan", of: str = "median") -> float | None:
        """A signal on one day under the plan or under nothing."""
        return self.answer["series"][name][scenario][of][place]

    def level(self, name: str, place: int) -> str | None:
        """A signal on one day under the plan, written with the unit that the answer has it in."""
        found = level(self.signal(name, place))
        return None if found is None else f"{found} {self.answer['series'][name]['unit']}"

    def site(self, site: str, what: str, place: int, of: str = "median") -> float | None:
        """A site's ``bone``, ``bmd`` or ``t_score`` on one day."""
        return self.answer["sites"][site][what][of][place]

    def effect(self, site: str, part: str) -> dict[str, float | None] | None:
        """What a part contributes to a site by the end, in points of percent, with that year."""
        found: dict[str, Any] = self.answer["contributions"][site].get(part, {})
        years = [key for key in found if key.replace(".", "").isdigit()]
        if not years:
            return None
        last = max(years, key=float)
        return {**found[last], "year": float(last)}

    def worth(self, site: str, part: str) -> float | None:
        """The median of what a part contributes to a site by the end, in points of percent."""
        found = self.effect(site, part)
        return None if found is None else found["median"]

    def not_offered(self, nutrient: str) -> str | None:
        """Why more of a nutrient is not offered; ``None`` where it may be."""
        if nutrient in self.refused:
            return "a hard rule speaks against what your plan has of it"
        return self.answer["advice"]["nutrients"].get(nutrient)

    @property
    def without_lactose(self) -> bool:
        """Whether foods with lactose are left out."""
        return self.answer["advice"]["without_lactose"]

    def latest(self, name: str) -> Json | None:
        """The person's own latest value of a signal."""
        return max(self.answer["series"][name]["measured"], key=lambda one: one["date"], default=None)

    def intake(self, nutrient: str) -> Json:
        """The daily intake of a nutrient: before the plan, and the most of it under the plan."""
        return self.answer["intake"][nutrient]
