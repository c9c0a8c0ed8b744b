"""Drugs that are given at one place, such as an eye or a knee: their dose is none of the whole body."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_JOINT: Final = (
    r"(?:knees?|shoulders?|elbows?|wrists?|ankles?|hips?|joints?|thumbs?|fingers?|bursa|tendon|heels?)"
)
_LOCAL: Final = later(
    r"\beyes?\b|\beye ?drops?\b|\bophthalm\w*|\bintra-?(?:vitreal|ocular|cameral)\w*|\bconjunctiv\w*|\baugen\w*|"
    r"\bocular\b|\bears?\b|\bear ?drops?\b|\botic\b|\baural\b|\bohren\w*|\b(?:intra-?)?nas(?:al|en)\w*|"
    r"\bnostrils?\b|\bnose\b|"
    r"\bcreams?\b|\bointments?\b|\blotion\b|\bshampoo\b|\bscalp\b|\bto (?:the )?(?:affected )?(?:skin|areas?)\b|"
    r"\bsalbe\b|\bmouth-?\s?wash\b|\bgargle\b|\bswish\b|\bbuccal\w*|\bvagin\w*|\bpessar\w*|\bre[ck]t(?:al\w*|um)\b|"
    r"\benemas?\b|"
    r"\bsuppositor\w*|\bz[äa]pfchen\b|\bintra-?arti[ck]ul\w*|\bintra-?(?:lesion|bursal|dermal|thecal|synovial)\w*|"
    r"\bepidural\w*|\bperineural\w*|\biontophoresis\b|\bphonophoresis\b|"
    rf"\b(?:in(?:to)?|to) (?:the |his |her |my )?(?:left |right |l |r |both )?{_JOINT}\b",
    re.IGNORECASE,
)  # fmt: skip


def local_way(words: str) -> str:
    """Return why a drug is given at one place alone, and no dose of it counts for the body; empty where it is not.

    What is inhaled is none of them: bone is lost by that, too, and the library knows such drugs.

    Examples
    --------
    >>> local_way("dexamethasone 5 mg - into left eye"), local_way("Prednisone 5 mg daily by mouth")
    ('"left eye": given at one place, which is no dose of the whole body; write the entry by hand if it is one', '')
    """
    found = _LOCAL.search(words)
    if found is None:
        return ""
    side = re.search(r"\b(?:left|right|both|each)\s+$", words[: found.start()], re.IGNORECASE)
    said = words[side.start() if side else found.start() : found.end()]
    return f'"{said}": given at one place, which is no dose of the whole body; write the entry by hand if it is one'
