"""What is asked of somebody new: eight questions in words, or fields; each as a person's file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

import osteotwin as ot
from osteotwin.web.problems import EXAMPLES, without_commands

#: The outlook of the first page looks so far ahead [year].
_YEARS = 3


#: Questions about the same entries: without the drugs, their doses and days say nothing.
_OF_DRUGS = ("drugs", "dose", "since")
#: An answer [signs].
LONGEST: Final = 2000
_Words = Annotated[str, Field(max_length=LONGEST)]


class Asked(BaseModel):
    """What is asked of an answer, and whole answers that settle it: any of them may take its place."""

    says: str
    doubt: str = Field(description="what is not clear, in a short sentence")
    ways: list[str] = []


class Told(BaseModel):
    """Answers in plain words, those of ``osteotwin new``; what is blank is skipped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    drugs: _Words = ""
    dose: _Words = ""
    since: _Words = ""
    person: _Words = ""
    scans: _Words = ""
    labs: _Words = ""
    training: _Words = ""
    food: _Words = ""

    def said(self) -> dict[str, str]:
        """Return what is answered, by question."""
        return {key: said for key, said in self.model_dump(exclude={"name"}).items() if said}


class Answers(Told):
    """The answers of the first page, and what somebody is called."""

    name: str = Field(default="", max_length=100)

    def read(self, today: date) -> Read:
        """Return what is understood, and what is asked of the rest."""
        answers = self.said()
        asked: dict[str, list[Asked]] = {}
        while True:
            try:
                new = ot.new_person(answers, today=today)
            except ot.InputError as error:
                for one in error.problems:
                    plain = replace(one, fix=without_commands(one.fix, EXAMPLES))
                    told = Asked(says=plain.question(), doubt=plain.doubt, ways=list(one.ways))
                    asked.setdefault(one.field, []).append(told)
                left_out = _with_its_drugs({one.field for one in error.problems}, "drugs" in answers)
                kept = {key: said for key, said in answers.items() if key not in left_out}
                if len(kept) == len(answers):
                    # Of a question that is not answered: the diet of who leaves out foods.
                    return Read({}, asked)
                answers = kept
            else:
                return Read(dict(new.understood), asked, {} if asked else tomllib.loads(new.text))


def _with_its_drugs(at_fault: set[str], has_drugs: bool) -> set[str]:
    """Return what cannot be read beside what is at fault: doses and days without their drugs."""
    if at_fault.isdisjoint(_OF_DRUGS):
        return at_fault
    if has_drugs and "drugs" not in at_fault:
        return at_fault | {"dose", "since"}
    return at_fault | {*_OF_DRUGS}


@dataclass(frozen=True)
class Read:
    """Answers as far as they are understood.

    Attributes
    ----------
    understood : mapping of str to str
        One sentence for each question that is answered.
    asked : mapping of str to list of Asked
        What is to be mended, by question.
    document : mapping
        The person's file; empty where anything is asked.
    """

    understood: dict[str, str]
    asked: dict[str, list[Asked]]
    document: dict[str, Any] = field(default_factory=dict)


class Questions(BaseModel):
    """What is asked of somebody new by a program; only sex and birth date must be answered."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = Field(default="", max_length=100)
    sex: Literal["male", "female"]
    birth_date: date
    height: str = Field(default="", max_length=40, description='with its unit: "181 cm"')
    weight: str = Field(default="", max_length=40, description='with its unit: "86 kg"')
    drug: str = Field(
        default="", max_length=100, description="its name in the library; nothing where none is taken"
    )
    drug_dose: str = Field(default="", max_length=60, description='with its unit: "1 mg"')
    drug_every: str = Field(default="1 day", max_length=40)
    drug_from: date | None = None
    training: int = Field(
        default=0, ge=0, le=21, description="sessions of strength training with jumps a week"
    )
    calcium: str = Field(default="", max_length=40, description='of food, with its unit: "750 mg/day"')

    def document(self, today: date) -> dict[str, Any]:
        """Return the answers as a person's file whose outlook begins today."""
        person: dict[str, Any] = {"name": self.name, "sex": self.sex, "birth_date": self.birth_date}
        person |= {"height": self.height, "weight": self.weight}
        document: dict[str, Any] = {"person": {key: value for key, value in person.items() if value != ""}}
        habits: dict[str, Any] = {"calcium": self.calcium} if self.calcium else {}
        if self.training:
            sessions = {"kind": "resistance_and_impact", "sessions_per_week": self.training}
            habits["training"] = [sessions]
        if habits:
            document["habits"] = habits
        if self.drug:
            begins = self.drug_from or today
            drug: dict[str, Any] = {"name": self.drug, "dose": self.drug_dose, "every": self.drug_every}
            drug["already_since" if begins < today else "from"] = begins
            document["plan"] = {"drug": [{key: value for key, value in drug.items() if value != ""}]}
        # 29 February has no day in most years.
        until = today.replace(year=today.year + _YEARS, day=min(today.day, 28))
        document["outlook"] = {"from": today, "until": until}
        return document
