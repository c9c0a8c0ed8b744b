"""What osteotwin knows about drugs, exercises and foods: data with sources, read once and checked.

Each ``load_...`` returns a dictionary by identifier; each ``find_...`` returns the one entry that a text
names, or raises :class:`NotInLibraryError` with the nearest names.
"""

from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.protocol.library.drugs import (
    WITHOUT_PRODUCT,
    Drug,
    DrugWarning,
    GivenSo,
    by_way,
    find_drug,
    is_local,
    load_drugs,
    of_class,
    products_of,
    without_kinetics,
)
from osteotwin.protocol.library.exercise_found import find_exercise
from osteotwin.protocol.library.exercises import (
    GENERIC_EXERCISES,
    Exercise,
    SiteForce,
    generic_exercise,
    load_exercises,
)
from osteotwin.protocol.library.food_table import FoodItem, load_foods
from osteotwin.protocol.library.foods import find_food, search_foods
from osteotwin.protocol.library.named_drugs import (
    NamedDrug,
    all_drug_names,
    called,
    is_drug_name,
    kind_of,
    misspelled,
    named_drug,
    named_drugs,
    what_is_missing,
    what_it_is,
)

__all__ = [
    "GENERIC_EXERCISES",
    "WITHOUT_PRODUCT",
    "Drug",
    "DrugWarning",
    "Exercise",
    "FoodItem",
    "GivenSo",
    "NamedDrug",
    "NotInLibraryError",
    "SiteForce",
    "all_drug_names",
    "by_way",
    "called",
    "find_drug",
    "find_exercise",
    "find_food",
    "generic_exercise",
    "is_drug_name",
    "is_local",
    "kind_of",
    "load_drugs",
    "load_exercises",
    "load_foods",
    "misspelled",
    "named_drug",
    "named_drugs",
    "of_class",
    "products_of",
    "search_foods",
    "what_is_missing",
    "what_it_is",
    "without_kinetics",
]
