"""The skeletal sites, and which of them carry the calcium ledger.

The femoral neck lies inside the total-hip region and the trabecular core inside the lumbar spine:
they are simulated with their own turnover but own no calcium of their own, or it would be counted twice.
"""

from __future__ import annotations

LUMBAR_SPINE = "lumbar_spine"
TRABECULAR_SPINE = "trabecular_spine"
TOTAL_HIP = "total_hip"
FEMORAL_NECK = "femoral_neck"
RADIUS_33 = "radius_33"
REST = "rest_of_skeleton"

#: In the order of the state vector.
SITES = (LUMBAR_SPINE, TRABECULAR_SPINE, TOTAL_HIP, FEMORAL_NECK, RADIUS_33, REST)

#: Sites whose mineral adds up to the whole skeleton.
LEDGER_SITES = (LUMBAR_SPINE, TOTAL_HIP, RADIUS_33, REST)

#: Sites read by DXA as areal density.
DXA_SITES = (LUMBAR_SPINE, TOTAL_HIP, FEMORAL_NECK, RADIUS_33)

#: Sites whose T-score makes the diagnosis of osteoporosis (International Society for Clinical Densitometry, 2019).
DIAGNOSTIC_SITES = (LUMBAR_SPINE, TOTAL_HIP, FEMORAL_NECK)

#: Sites at which a loss counts: one of trabecular and one of mixed bone, where fractures weigh most.
DECIDING_SITES = (LUMBAR_SPINE, TOTAL_HIP)

#: What a site is called, within a sentence.
SITE_LABELS = {
    LUMBAR_SPINE: "lumbar spine",
    TRABECULAR_SPINE: "trabecular spine",
    TOTAL_HIP: "total hip",
    FEMORAL_NECK: "femoral neck",
    RADIUS_33: "one-third radius",
    REST: "rest of the skeleton",
}

#: Which load acts on a site (the trabecular core is loaded with its vertebra).
LOAD_OF_SITE = {
    LUMBAR_SPINE: LUMBAR_SPINE,
    TRABECULAR_SPINE: LUMBAR_SPINE,
    TOTAL_HIP: TOTAL_HIP,
    FEMORAL_NECK: FEMORAL_NECK,
    RADIUS_33: RADIUS_33,
    REST: REST,
}

#: Sites with a load of their own.
LOADED_SITES = (LUMBAR_SPINE, TOTAL_HIP, FEMORAL_NECK, RADIUS_33, REST)


def site_key(site: str, quantity: str) -> str:
    """The flat name of a site's state, input or parameter, for example ``"total_hip_osteoid"``."""
    return f"{site}_{quantity}"


def bmd_key(site: str) -> str:
    """The endpoint of a site's areal density, for example ``"bmd_total_hip"``."""
    return f"bmd_{site}"
