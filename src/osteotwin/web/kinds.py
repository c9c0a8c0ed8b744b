"""The tables of the diary's page: which keys each has, and how they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Column:
    """One key of a table.

    Attributes
    ----------
    key, label : str
    type : str
        Of the field in which it is entered: ``text``, ``date``, ``number``, ``choice`` for one of a few, ``yes`` for
        yes or no, or ``several`` for a list to tick.
    hint : str
        An example.
    names : str
        The catalogue that holds its names, if one does.
    required : bool
    of : tuple of tuple
        What is chosen from, as a file writes it and as it is called.
    only : str
        The sex that it is asked of, if it is of one.
    """

    key: str
    label: str
    type: str = "text"
    hint: str = ""
    names: str = ""
    required: bool = False
    of: tuple[tuple[str, str], ...] = ()
    only: str = ""


@dataclass(frozen=True)
class Kind:
    """One table.

    Attributes
    ----------
    id, title : str
    where : str
        ``"file"`` or ``"diary"``.
    path : str
        With points.
    about : str
        What an empty table says.
    columns : tuple of Column
    """

    id: str
    title: str
    where: str
    path: str
    about: str
    columns: tuple[Column, ...]


_DATE: Final = Column("date", "Date", "date", required=True)
_NOTE: Final = Column("note", "Note")
_FROM: Final = (Column("from", "From", "date"), Column("until", "Until", "date"))

KINDS: Final = (
    Kind(
        "measurements",
        "Scans and laboratory values",
        "file",
        "measurement",
        "Bone scans, hormones, vitamin D: each narrows the outlook. Write the unit with the number, as on the report.",
        (
            _DATE,
            Column("what", "What", hint="bmd_total_hip", names="endpoints", required=True),
            Column("value", "Value with unit", hint="0.912 g/cm^2", required=True),
            Column("device", "Scanner", hint="hologic"),
        ),
    ),
    Kind(
        "drugs",
        "Drugs",
        "file",
        "plan.drug",
        "What acts on hormones or bone, with dose and rhythm.",
        (
            Column("name", "Drug", hint="anastrozole", names="drugs", required=True),
            Column("dose", "Dose", hint="1 mg"),
            Column("every", "Every", hint="1 day"),
            *_FROM,
        ),
    ),
    Kind(
        "training",
        "Training of the plan",
        "file",
        "plan.training",
        "What is to be done each week. A plan that is chosen on the page Plan stands here.",
        (
            Column("exercise", "Exercise", hint="back squat", names="exercises", required=True),
            Column("sessions_per_week", "Sessions a week", "number", required=True),
            Column("sets", "Sets", "number"),
            Column("reps", "Repetitions", "number"),
            Column("load", "Load", hint="80 %1RM"),
            Column("impacts", "Jumps", "number"),
            Column("minutes", "Minutes", "number"),
            *_FROM,
        ),
    ),
    Kind(
        "supplements",
        "Supplements",
        "file",
        "plan.supplement",
        "Calcium and vitamin D beside the food: what is taken as tablets, with its unit.",
        (
            Column("nutrient", "What", hint="vitamin_d", required=True),
            Column("dose", "Dose", hint="1000 IU", required=True),
            Column("every", "Every", hint="1 day", required=True),
            *_FROM,
        ),
    ),
    Kind(
        "sessions",
        "Training done",
        "diary",
        "training",
        "What was done, on its day: tick it off on the page Plan, or add it here. The plan bends to it.",
        (
            _DATE,
            Column("exercise", "Exercise", hint="back squat", names="exercises", required=True),
            Column("sets", "Sets", "number"),
            Column("reps", "Repetitions", "number"),
            Column("load", "Load", hint="60 kg"),
            Column("impacts", "Jumps", "number"),
            Column("minutes", "Minutes", "number"),
            _NOTE,
        ),
    ),
    Kind(
        "food",
        "Food of a day",
        "diary",
        "food",
        "What was eaten, with its calcium where you know it. What a plan adds is ticked off on the page Plan.",
        (
            _DATE,
            Column("what", "What", hint="yogurt, 2 cups", required=True),
            Column("calcium", "Calcium", hint="300 mg/day"),
            Column("vitamin_d", "Vitamin D", hint="100 IU/day"),
            _NOTE,
        ),
    ),
    Kind(
        "symptoms",
        "Symptoms",
        "diary",
        "symptom",
        "What was felt, from 0 to 10, such as the joint pain of an aromatase inhibitor: two show where it goes.",
        (
            _DATE,
            Column("what", "What", hint="joint pain", required=True),
            Column("severity", "0 to 10", "number"),
            _NOTE,
        ),
    ),
    Kind(
        "notes",
        "Notes",
        "diary",
        "note",
        "Anything else, such as when the next scan is due.",
        (_DATE, Column("text", "Text", required=True)),
    ),
)

#: What goes on beside the plan, and what was before it.
LIFE: Final = (
    Kind(
        "habits-training",
        "Usual training",
        "file",
        "habits.training",
        "What is trained anyway, whatever the plan asks for: the bone is used to it.",
        (
            Column("exercise", "Exercise", hint="running", names="exercises"),
            Column("kind", "Or a usual session of", hint="heavy lifting"),
            Column("sessions_per_week", "Sessions a week", "number", required=True),
            Column("sets", "Sets", "number"),
            Column("reps", "Repetitions", "number"),
            Column("load", "Load", hint="80 %1RM"),
            Column("impacts", "Jumps", "number"),
            Column("minutes", "Minutes", "number"),
        ),
    ),
    Kind(
        "habits-food",
        "Usual food",
        "file",
        "habits.food",
        "What is eaten each week. It takes the place of the calcium a day, which is then counted from it.",
        (
            Column("food", "Food", hint="milk", names="foods", required=True),
            Column("servings_per_week", "Servings a week", "number", required=True),
        ),
    ),
    Kind(
        "habits-drugs",
        "Other drugs",
        "file",
        "habits.drug",
        "Drugs that the model does not have, such as levothyroxine: what is warned of minds them.",
        (
            Column("name", "Drug", hint="levothyroxine", required=True),
            Column("dose", "Dose", hint="100 ug"),
            Column("every", "Every", hint="1 day"),
        ),
    ),
    Kind(
        "history-drugs",
        "Drugs that have ended",
        "file",
        "history.drug",
        "What acted on hormones or bone before, and is over.",
        (
            Column("name", "Drug", hint="denosumab", names="drugs", required=True),
            Column("dose", "Dose", hint="60 mg"),
            Column("every", "Every", hint="6 months"),
            *_FROM,
        ),
    ),
)

#: Tables that stand once; their keys are changed in place.
ABOUT: Final = (
    Kind(
        "person",
        "The person",
        "file",
        "person",
        "",
        (
            Column("name", "Name"),
            Column("sex", "Sex", "choice", required=True, of=(("male", "male"), ("female", "female"))),
            Column("birth_date", "Born", "date"),
            Column("height", "Height", hint="181 cm"),
            Column("weight", "Weight", hint="86 kg"),
            Column("menopause_age", "Age at menopause", hint="51 years", only="female"),
            Column(
                "fragility_fractures", "Fractures from little force since 40, how many", "number", hint="0"
            ),
            Column("vertebral_fracture", "One of them of a vertebra", "yes"),
            Column("frax_hip", "FRAX, hip fracture in 10 years", hint="2.1 %"),
            Column("frax_major", "FRAX, major fracture in 10 years", hint="9 %"),
            Column("conditions", "Illnesses, drugs and risks that count", "several", names="conditions"),
        ),
    ),
    Kind(
        "habits",
        "Life beside the plan",
        "file",
        "habits",
        "",
        (
            Column("calcium", "Calcium a day", hint="750 mg/day"),
            Column("vitamin_d", "Vitamin D a day", hint="150 IU/day"),
        ),
    ),
    Kind(
        "outlook",
        "The outlook",
        "file",
        "outlook",
        "",
        (Column("from", "From", "date"), Column("until", "Until", "date")),
    ),
)
