"""What is eaten and taken on a day of a plan, against what is needed; and what to buy for a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from osteotwin.planning.choice import TABLET_MG, Choice
from osteotwin.planning.frame import Frame
from osteotwin.planning.menu import MEALS
from osteotwin.safety.guidelines.intakes import requirement_of

#: Grams of protein a day for each kilogram, from 65 on and before (ESCEO, Rizzoli 2018, 10.1007/s00198-018-4534-5, and
#: the recommended dietary allowance).
_PROTEIN: Final = (1.0, 0.8)
_OLDER: Final = 65.0


@dataclass(frozen=True)
class Serving:
    """One thing that is eaten or taken.

    Attributes
    ----------
    meal, what, amount : str
    calcium_mg, vitamin_d_iu, protein_g : float
    """

    meal: str
    what: str
    amount: str
    calcium_mg: float
    vitamin_d_iu: float
    protein_g: float


@dataclass(frozen=True)
class Target:
    """A day's total against what is needed.

    Attributes
    ----------
    nutrient, unit : str
    usual, added : float
        From habits, where they are known, and by the plan.
    needed, most : float
        What covers nearly everybody, and the upper limit; infinite where there is none.
    """

    nutrient: str
    unit: str
    usual: float | None
    added: float
    needed: float
    most: float


def servings_of(choice: Choice, frame: Frame) -> tuple[Serving, ...]:
    """Return what a day of the plan adds, by meal; tablets of calcium at different meals."""
    nutrition = choice.nutrition
    rows = [row for row in frame.foods if row.daily][: nutrition.servings]
    found = [
        Serving(
            row.meal,
            row.item.name,
            row.item.serving,
            row.item.calcium_mg,
            row.item.vitamin_d_iu,
            row.item.protein_g,
        )
        for row in rows
    ]
    # Calcium is absorbed better apart from calcium-rich meals.
    eaten = {meal: sum(one.calcium_mg for one in found if one.meal == meal) for meal in MEALS}
    free = sorted(MEALS, key=lambda meal: (eaten[meal], -MEALS.index(meal)))
    found += [
        Serving(free[k], "calcium citrate", f"one tablet of {TABLET_MG:g} mg of calcium", TABLET_MG, 0.0, 0.0)
        for k in range(nutrition.calcium_tablets)
    ]
    if nutrition.vitamin_d:
        dose = float(nutrition.vitamin_d)
        found.append(Serving("breakfast", "vitamin D", f"one tablet of {dose:g} IU", 0.0, dose, 0.0))
    return tuple(sorted(found, key=lambda one: MEALS.index(one.meal)))


def targets_of(choice: Choice, frame: Frame) -> tuple[Target, ...]:
    """Return the day's calcium, vitamin D and protein against what is needed."""
    person, profile, servings = frame.person, frame.profile, servings_of(choice, frame)
    rows = (
        ("calcium", "mg", profile.calcium_mg_per_day, sum(one.calcium_mg for one in servings)),
        ("vitamin_d", "IU", profile.vitamin_d_iu_per_day, sum(one.vitamin_d_iu for one in servings)),
    )
    older = person.age_at_start >= _OLDER
    protein = profile.weight_kg * _PROTEIN[0 if older else 1]
    return (
        *(
            Target(
                name,
                unit,
                usual,
                added,
                requirement_of(name, "recommended", person.sex, person.age_at_start),
                frame.bounds[f"{name}_total"].value,
            )
            for name, unit, usual, added in rows
        ),
        Target("protein", "g", None, sum(one.protein_g for one in servings), protein, float("inf")),
    )


def shopping_of(choice: Choice, frame: Frame) -> tuple[str, ...]:
    """Return what to buy for a week."""
    return tuple(f"7 x {one.what}, {one.amount}" for one in servings_of(choice, frame))
