"""The tables of the diary's page: which keys each has, and how they are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from osteotwin.web.language import Words

#: A day as a browser's own field writes it.
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Column:
    """One key of a table.

    Attributes
    ----------
    key : str
    label : Words
    type : str
        Of the field in which it is entered: ``text``, ``date``, ``number``, ``choice`` for one of a few, ``yes`` for
        yes or no, or ``several`` for a list to tick.
    hint : Words or str
        An example; names of catalogues and units are not translated.
    names : str
        The catalogue that holds its names, if one does.
    required : bool
    of : tuple of tuple
        What is chosen from, as a file writes it and as it is called.
    only : str
        The sex that it is asked of, if it is of one.
    """

    key: str
    label: Words
    type: str = "text"
    hint: Words | str = ""
    names: str = ""
    required: bool = False
    of: tuple[tuple[str, Words], ...] = ()
    only: str = ""

    def field_type(self, written: object) -> str:
        """Return the type of a field that can hold what is written.

        A browser empties a field of numbers or days that is given anything else, and saving would then lose it.

        Examples
        --------
        >>> minutes = Column("minutes", Words("Minutes"), "number")
        >>> minutes.field_type(30), minutes.field_type("30 min"), minutes.field_type("")
        ('number', 'text', 'number')
        """
        if written == "" or self.type not in ("number", "date"):
            return self.type
        if self.type == "number":
            held = isinstance(written, int | float) and not isinstance(written, bool) and written >= 0
        else:
            held = isinstance(written, date) or bool(_DAY.fullmatch(str(written)))
        return self.type if held else "text"


@dataclass(frozen=True)
class Kind:
    """One table.

    Attributes
    ----------
    id : str
    title : Words
    where : str
        ``"file"`` or ``"diary"``.
    path : str
        With points.
    about : Words or str
        What an empty table says.
    columns : tuple of Column
    """

    id: str
    title: Words
    where: str
    path: str
    about: Words | str
    columns: tuple[Column, ...]


_DATE: Final = Column("date", Words("Date"), "date", required=True)
_NOTE: Final = Column("note", Words("Note"))
_FROM: Final = (Column("from", Words("From"), "date"), Column("until", Words("Until"), "date"))


def _amounts(load: str) -> tuple[Column, ...]:
    """Return how much of an exercise is done in a session; the load with an example."""
    return (
        Column("sets", Words("Sets"), "number"),
        Column("reps", Words("Repetitions"), "number"),
        Column("load", Words("Load"), hint=load),
        Column("impacts", Words("Jumps"), "number"),
        Column("minutes", Words("Minutes"), "number"),
    )


_WEEKLY: Final = (
    Column("sessions_per_week", Words("Sessions a week"), "number", required=True),
    *_amounts("80 %1RM"),
)

KINDS: Final = (
    Kind(
        "measurements",
        Words("Scans and laboratory values"),
        "file",
        "measurement",
        Words(
            "Bone scans, hormones, vitamin D: each narrows the outlook. "
            "Write the unit with the number, as on the report."
        ),
        (
            _DATE,
            Column("what", Words("What"), hint="bmd_total_hip", names="endpoints", required=True),
            Column("value", Words("Value with unit"), hint="0.912 g/cm^2", required=True),
            Column("device", Words("Scanner"), hint="hologic"),
        ),
    ),
    Kind(
        "drugs",
        Words("Drugs"),
        "file",
        "plan.drug",
        Words("What acts on hormones or bone, with dose and rhythm."),
        (
            Column("name", Words("Drug"), hint="anastrozole", names="drugs", required=True),
            Column("dose", Words("Dose"), hint="1 mg"),
            Column("every", Words("Every"), hint="1 day"),
            *_FROM,
        ),
    ),
    Kind(
        "training",
        Words("Training of the plan"),
        "file",
        "plan.training",
        Words("What is to be done each week. A plan that is chosen on the page Plan stands here."),
        (
            Column("exercise", Words("Exercise"), hint="back squat", names="exercises", required=True),
            *_WEEKLY,
            *_FROM,
        ),
    ),
    Kind(
        "supplements",
        Words("Supplements"),
        "file",
        "plan.supplement",
        Words("Calcium and vitamin D beside the food: what is taken as tablets, with its unit."),
        (
            Column("nutrient", Words("What"), hint="vitamin_d", required=True),
            Column("dose", Words("Dose"), hint="1000 IU", required=True),
            Column("every", Words("Every"), hint="1 day", required=True),
            *_FROM,
        ),
    ),
    Kind(
        "sessions",
        Words("Training done"),
        "diary",
        "training",
        Words(
            "What was done, on its day: tick it off on the page Plan, or add it here. The plan bends to it."
        ),
        (
            _DATE,
            Column("exercise", Words("Exercise"), hint="back squat", names="exercises", required=True),
            *_amounts("60 kg"),
            _NOTE,
        ),
    ),
    Kind(
        "food",
        Words("Food of a day"),
        "diary",
        "food",
        Words(
            "What was eaten, with its calcium where you know it. What a plan adds is ticked off on the page Plan."
        ),
        (
            _DATE,
            Column("what", Words("What"), hint=Words("yogurt, 2 cups"), required=True),
            Column("calcium", Words("Calcium"), hint="300 mg/day"),
            Column("vitamin_d", Words("Vitamin D"), hint="100 IU/day"),
            _NOTE,
        ),
    ),
    Kind(
        "symptoms",
        Words("Symptoms"),
        "diary",
        "symptom",
        Words(
            "What was felt, from 0 to 10, such as the joint pain of an aromatase inhibitor: two show where it goes."
        ),
        (
            _DATE,
            Column("what", Words("What"), hint=Words("joint pain"), required=True),
            Column("severity", Words("0 to 10"), "number"),
            _NOTE,
        ),
    ),
    Kind(
        "notes",
        Words("Notes"),
        "diary",
        "note",
        Words("Anything else, such as when the next scan is due."),
        (_DATE, Column("text", Words("Text"), required=True)),
    ),
)

#: Kinds of training whose usual session the library has.
_SESSIONS: Final = (
    ("", Words("not said")),
    ("resistance", Words("weights")),
    ("impact", Words("jumps")),
    ("resistance_and_impact", Words("weights and jumps")),
    ("walking", Words("walking")),
    ("jogging", Words("jogging")),
    ("aerobic", Words("endurance")),
    ("football", Words("football")),
    ("isometric", Words("holding still under load")),
)

#: What goes on beside the plan, and what was before it.
LIFE: Final = (
    Kind(
        "habits-training",
        Words("Usual training"),
        "file",
        "habits.training",
        Words("What is trained anyway, whatever the plan asks for: the bone is used to it."),
        (
            Column("exercise", Words("Exercise"), hint="running", names="exercises"),
            Column("kind", Words("Or a usual session of"), "choice", of=_SESSIONS),
            *_WEEKLY,
        ),
    ),
    Kind(
        "habits-food",
        Words("Usual food"),
        "file",
        "habits.food",
        Words(
            "What is eaten each week, all of it. It takes the place of the calcium a day, which is then counted from "
            "it; of foods that are not listed it is told under “Life beside the plan”."
        ),
        (
            Column("food", Words("Food"), hint="milk", names="foods", required=True),
            Column("servings_per_week", Words("Servings a week"), "number", required=True),
        ),
    ),
    Kind(
        "habits-drugs",
        Words("Other drugs"),
        "file",
        "habits.drug",
        Words("Drugs that the model does not have, such as levothyroxine: what is warned of minds them."),
        (
            Column("name", Words("Drug"), hint="levothyroxine", required=True),
            Column("dose", Words("Dose"), hint="100 ug"),
            Column("every", Words("Every"), hint="1 day"),
        ),
    ),
    Kind(
        "history-drugs",
        Words("Drugs that have ended"),
        "file",
        "history.drug",
        Words("What acted on hormones or bone before, and is over."),
        (
            Column("name", Words("Drug"), hint="denosumab", names="drugs", required=True),
            Column("dose", Words("Dose"), hint="60 mg"),
            Column("every", Words("Every"), hint="6 months"),
            *_FROM,
        ),
    ),
)

#: Tables that stand once; their keys are changed in place.
ABOUT: Final = (
    Kind(
        "person",
        Words("The person"),
        "file",
        "person",
        "",
        (
            Column("name", Words("Name")),
            Column(
                "sex",
                Words("Sex"),
                "choice",
                required=True,
                of=(("male", Words("male")), ("female", Words("female"))),
            ),
            Column("birth_date", Words("Born"), "date"),
            Column("height", Words("Height"), hint="181 cm"),
            Column("weight", Words("Weight"), hint="86 kg"),
            Column("menopause_age", Words("Age at menopause"), hint="51 years", only="female"),
            Column(
                "fragility_fractures",
                Words("Fractures from little force since 40, how many"),
                "number",
                hint="0",
            ),
            Column("vertebral_fracture", Words("One of them of a vertebra"), "yes"),
            Column("frax_hip", Words("FRAX, hip fracture in 10 years"), hint="2.1 %"),
            Column("frax_major", Words("FRAX, major fracture in 10 years"), hint="9 %"),
            Column(
                "conditions", Words("Illnesses, drugs and risks that count"), "several", names="conditions"
            ),
        ),
    ),
    Kind(
        "habits",
        Words("Life beside the plan"),
        "file",
        "habits",
        "",
        (
            Column("calcium", Words("Calcium a day"), hint="750 mg/day"),
            Column("other_calcium", Words("Calcium a day beside the foods listed"), hint="250 mg/day"),
            Column("vitamin_d", Words("Vitamin D a day"), hint="150 IU/day"),
        ),
    ),
    Kind(
        "outlook",
        Words("The outlook"),
        "file",
        "outlook",
        "",
        (Column("from", Words("From"), "date"), Column("until", Words("Until"), "date")),
    ),
)
