"""One criterion as a table writes it: ``{ name = operand }``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from osteotwin.endpoints import MEASURED
from osteotwin.inputs.values import Mistake, Schema, Value
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.library.drugs import DRUG_CLASSES
from osteotwin.safety.guidelines.criteria import CRITERIA
from osteotwin.safety.guidelines.facts import STOPPED, SUPPRESSED, WORKING, Facts
from osteotwin.safety.guidelines.finding import Finding
from osteotwin.units import shown_value

#: operand -> the names that may stand in it
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": ("male", "female"),
    "intake": ("average", "recommended", "upper"),
    "ovaries": (WORKING, STOPPED, SUPPRESSED),
    "conditions": tuple(CONDITIONS),
    "classes": DRUG_CLASSES,
}
_LISTS: Final = ("ovaries", "conditions", "classes")


@dataclass(frozen=True)
class Criterion:
    """One criterion: the name of a row of :data:`CRITERIA` and what it is compared with."""

    name: str
    operand: Any

    def of(self, facts: Facts) -> Finding:
        """Return what it finds."""
        return CRITERIA[self.name][0](facts, self.operand)


class CriterionValue(Value):
    """``{ name = operand }``."""

    @property
    def expected(self) -> str:
        return "one criterion with its operand"

    @property
    def example(self) -> str:
        return "{ t_score_at_most = -2.5 }"

    def read(self, written: object) -> Criterion:
        table = cast("dict[str, object]", written) if isinstance(written, dict) else {}
        if len(table) != 1:
            raise Mistake(shown_value(written), self.expected, f"write {{key}} as {self.example}")
        ((name, operand),) = table.items()
        if name not in CRITERIA:
            raise Mistake(shown_value(name), f"one of {', '.join(CRITERIA)}", "correct it")
        return Criterion(name, _operand(name, operand))

    def schema(self) -> Schema:
        return {"type": "object", "minProperties": 1, "maxProperties": 1}


def _operand(name: str, written: object) -> Any:
    kind = CRITERIA[name][1]
    match kind, written:
        case "number", (int() | float()) as number if not isinstance(number, bool):
            return float(number)
        case "flag", bool() as flag:
            return flag
        case (("sex" | "intake"), str() as word) if word in _NAMES[kind]:
            return word
        case (("ovaries" | "conditions" | "classes"), list()):
            words = cast("list[object]", written)
            if words and all(word in _NAMES[kind] for word in words):
                return tuple(words)
        case "level", [str() as what, (int() | float()) as line] if what in MEASURED:
            return what, float(line)
        case _:
            pass
    allowed = f"from {', '.join(_NAMES[kind])}" if kind in _NAMES else f"a {kind}"
    raise Mistake(
        shown_value(written), f"{name} with {'a list ' if kind in _LISTS else ''}{allowed}", "correct it"
    )
