"""Plans that several tests ask about, made once."""

from __future__ import annotations

import pytest
from tests.planning.people import man

import osteotwin as ot
from osteotwin.planning.plan import Planned


@pytest.fixture(scope="session")
def planned() -> Planned:
    """Of a man on a drug who may train at a gym; no test changes it."""
    return ot.plan(man(), 40, seed=3)
