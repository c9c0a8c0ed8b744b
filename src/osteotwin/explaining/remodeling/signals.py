"""What is looked at where bone is remodeled, in the order in which the signal travels."""

from __future__ import annotations

from typing import Final

from osteotwin.body.sites import TOTAL_HIP, bmd_key
from osteotwin.endpoints import OUTPUTS, Endpoint

#: The site that is drawn: nitric oxide and prostaglandin E2 are those of its cells.
SITE: Final = TOTAL_HIP
#: What osteocytes sense of strain, as a logarithm against what they are used to.
STRAIN: Final = f"{SITE}_stimulus"
MINERAL: Final = bmd_key(SITE)

_LOOKED_AT: Final = (
    "estradiol", STRAIN, "nitric_oxide", "prostaglandin_e2", "sclerostin", "wnt", "rankl", "opg", "rankl_opg",
    "osteoclasts", "osteoblasts", "osteocytes", "25ohd", "1_25ohd", "pth", "serum_calcium", "ctx", "p1np", MINERAL,
)  # fmt: skip
#: Endpoints that are looked at.
SIGNALS: Final[dict[str, Endpoint]] = {name: OUTPUTS[name] for name in _LOOKED_AT}
