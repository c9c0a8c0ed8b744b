"""What the identifiers of an answer and of a validation are called on the pages and on the terminal.

Endpoints and sites bring their labels with them; here are those that belong to the pages alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: From what must be stopped to what is good to know; flags stand in this order.
SEVERITIES: Final[Mapping[str, str]] = {
    "do_not": "Do not do this",
    "ask_first": "Ask first",
    "good_to_know": "Good to know",
}
#: The gravest of them, and the mildest.
FORBIDDING, *_, MILDEST = SEVERITIES

#: station of a signal -> title and what it shows, in the order in which the signal travels
STATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "hormones": ("Drugs and hormones", "How much drug is in the body, and what it does to the hormones."),
    "loading": ("Loading", "What training does to the bones."),
    "minerals": ("Minerals", "The calcium and vitamin D balance, and the hormones that keep it."),
    "signals": (
        "Signals between bone cells",
        "What the cells that sense load, remove and build bone signal to each other.",
    ),
    "cells": ("Bone cells", "The cells that remove and build bone."),
    "markers": ("Turnover markers", "What a blood test would show of bone removal and formation."),
}

#: what becomes of an input, where it is used
USES: Final[Mapping[str, str]] = {
    "start only": "sets the weight at the start",
    "conditions": "counts",
    "flags": "used by flags and guidelines",
}

#: part of the summary of a validation
SLICES: Final[Mapping[str, str]] = {
    "all": "Everything",
    "men": "Men",
    "one_year": "About one year",
    "men_one_year": "Men, about one year",
}

#: status of a trial in a validation
STATUSES: Final[Mapping[str, str]] = {
    "simulated": "scored",
    "partly": "scored in part",
    "not_simulated": "not scored",
}

#: How to call a standard error that no source printed.
UNPUBLISHED: Final[Mapping[str, str]] = {
    "assumed": "standard error assumed in the trial file",
    "derived": "standard error derived under an assumption",
}

#: Topics that are not called by their identifier.
TOPICS: Final[Mapping[str, str]] = {"serm": "SERM", "vitamin_d": "Vitamin D"}
