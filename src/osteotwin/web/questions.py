"""The eight questions of the first page, as a person's file."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

#: The outlook of the first page looks so far ahead [year].
_YEARS = 3


class Questions(BaseModel):
    """What is asked of somebody new; only sex and birth date must be answered."""

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
