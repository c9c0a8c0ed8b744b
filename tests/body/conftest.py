"""Bodies to evaluate the equations in: the reference and random ones around it."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from osteotwin.body import whole
from osteotwin.parameters import starting_values

#: Amounts of drug that are met in use, in the state's unit.
DRUG_SCALE = {"ug": 1000.0, "ug/L": 50.0, "mg": 20.0}
#: Inputs that are a rate or a share and are 0 without a drug.
INPUT_SCALE = {"ug/day": 1000.0, "mg/day": 5.0, "mmol/day": 30.0, "kIU/day": 2.0}


def random_body(seed: int) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Return states, parameters and inputs of one random body, drugs on board."""
    random = np.random.default_rng(seed)
    values = starting_values().values()
    values |= {
        "male": float(seed % 2),
        "age_at_start": random.uniform(25, 85),
        "weight": random.uniform(50, 130),
    }
    p = whole.namespace(values)
    states = whole.reference_state(p)
    for name, unit in whole.STATES.items():
        if unit in DRUG_SCALE:
            states[name] = DRUG_SCALE[unit] * random.uniform(0, 1)
        elif name.endswith("log_set_point"):
            states[name] = random.uniform(-0.7, 0.7)
        elif states[name] == 0:
            states[name] = random.uniform(0, 1)
        elif name in ("calcium", "phosphate"):  # held tightly in any living body
            states[name] *= random.uniform(0.9, 1.1)
        else:
            states[name] *= np.exp(random.normal(0, 0.4))
    states["age"] = random.uniform(20, 90)
    inputs = whole.reference_inputs(p)
    for name, unit in whole.INPUTS.items():
        inputs[name] = INPUT_SCALE.get(unit, 1.0) * random.uniform(0.05, 1.0)
    return states, values, inputs


@pytest.fixture(params=range(8), ids=lambda seed: f"body{seed}")
def body(request: pytest.FixtureRequest) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """States, parameters and inputs of a random body."""
    return random_body(request.param)


@pytest.fixture(scope="session")
def p() -> SimpleNamespace:
    """The central parameters of the reference man who does not age."""
    return whole.namespace(starting_values().values() | {"ageing": 0.0})
