"""What stands in the fields beside a value of a record: only words that are known to change nothing leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from osteotwin.importing.remarks import is_ordinary
from osteotwin.importing.row_cells import why_of_cell
from osteotwin.importing.scan_words import DENSITY, T_SCORE, Z_SCORE, mentions_of, with_sites_in_full
from osteotwin.inputs.notes import printable

_SMALL: Final = "of the and at by in on for from or with to a an is as using via"
_DXA: Final = (
    "dxa dexa dual energy x ray xray absorptiometry osteodensitometry densitometry densitometer bone "
    "bones mineral "
    "density bmd knochendichte knochendichtemessung densitometria densitométrie ostéodensitométrie "
    "axial central"
)
_MAKERS: Final = (
    "hologic horizon discovery delphi explorer qdr apex ge lunar healthcare medical medicals systems "
    "prodigy advance "
    "primo idxa encore dpx norland stratos dms osteocore medix swissray"
)
#: Kind of field -> the words that it may hold.
_KNOWN: Final = {
    "name": (
        f"{_SMALL} {_DXA} {_MAKERS} score scores value values total left right bilateral both mean lumbar "
        "spine ap pa hip hips femoral femur femurs neck proximal forearm radius distal third ultradistal "
        "33 1 3 mid region site measured measurement scan study result results whole body trochanter nhanes "
        "iii young adult l r sd col fémoral fémorale hanche totale rachis lombaire cadera cuello columna "
        "colonna collo areal area mass volume views content subtotal pelvis links rechts gesamt "
        "minus standard deviation deviations age matched z t"
    ),
    "scan": (
        f"{_SMALL} {_DXA} {_MAKERS} scan scanner machine device system unit fan pencil beam lumbar spine "
        "hip femur neck total left right technique method imaging study procedure measurement nhanes "
        "iii"
    ),
    "lab": (
        f"{_SMALL} lc ms gc tandem mass spec spectrometry liquid gas chromatography hplc uhplc uplc high "
        "performance immunoassay immuno assay enzyme linked chemiluminescence chemiluminescent "
        "electrochemiluminescence electrochemiluminescent microparticle clia cmia eclia elisa ria "
        "radioimmunoassay enzymatic colorimetric photometric photometry spectrophotometry "
        "spectrophotometric ise ion selective electrode direct indirect turbidimetric turbidimetry "
        "immunoturbidimetric nephelometry arsenazo bcp bcg jaffe kinetic compensated rate roche elecsys "
        "cobas abbott architect alinity siemens atellica centaur immulite advia dimension vista beckman "
        "coulter access dxi dxc unicel au diasorin liaison xl quest labcorp mayo ortho vitros tosoh aia "
        "ids isys e2 ii iii iv v gen generation new sensitive ultrasensitive hypersensitive sensitivity "
        "blood serum plasma whole venipuncture venous venepuncture draw phlebotomy analyzer analyser "
        "automated method test laboratory analysis quantitative measured fasting competitive sandwich "
        "paramagnetic particle"
    ),
    "egfr": (
        f"{_SMALL} ckd epi mdrd equation formula creatinine cystatin calculated estimated calculation "
        "2009 2012 2021 race free based gfr egfr"
    ),
    "body": (
        f"{_SMALL} standing scale scales digital calibrated stadiometer measured measurement bed chair "
        "clinic home bathroom tape wall body weight height weighing "
        "apple health withings garmin omron tanita fitbit seca index smart"
    ),
    "reading": (
        f"{_SMALL} who interval confirmed high low normal abnormal critical very slightly mildly above "
        "below within outside "
        "upper lower reference range ranges limit limits postmenopausal premenopausal menopausal male "
        "female adult osteopenia osteopenic osteoporosis osteoporotic deficient insufficient sufficient "
        "deficiency insufficiency sufficiency optimal elevated decreased increased reduced "
        "significantly see comment comments note notes expected age than less greater low bone mass "
        "mild moderate severe off scale detected suppressed h l n hh ll hu lu u d hoch niedrig erhöht "
        "erniedrigt élevé bas alto bajo"
    ),
    "category": (
        f"{_SMALL} {_DXA} laboratory lab labs vital signs vitals imaging exam examination procedure "
        "survey social history therapy activity results result test tests clinical hematology chemistry "
        "endocrinology endocrine hormone hormones radiology rad nuclear medicine diagnostic blood serum "
        "biochemistry anthropometry body measurement measurements core characteristics general routine"
    ),
}
_SETS: Final = {kind: frozenset(words.split()) for kind, words in _KNOWN.items()}
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzàáâäæçèéêëìíîïñòóôöœùúûüß"
_TOKEN: Final = re.compile(r"[^\W_]+")
#: Makers, and words for a machine, beside which a model or a serial number changes nothing.
_MADE_BY: Final = frozenset(
    f"{_MAKERS} dxa dexa scanner analyzer analyser roche elecsys cobas abbott architect alinity "
    "siemens atellica "
    "centaur immulite advia beckman coulter access diasorin liaison vitros tosoh withings garmin "
    "omron tanita fitbit "
    "seca scale".split()
) - {"healthcare", "medical", "medicals", "systems"}
_HOW: Final = frozenset(("scan", "lab", "body", "egfr"))
_SERIAL: Final = re.compile(
    r"(?!(?:19|20)\d\d$)[^\W_]*\d[^\W_]*|1000|2000|im|s|n|sn|serial|model|no|nr|version|software"
)
_IS_DXA: Final = re.compile(
    r"(?:dual[\s-]?energy )?x[\s-]?ray absorptiometry|dual[\s-]?energy x[\s-]?ray|\bxr\b(?=.*\bi?de?xa\b)",
    re.IGNORECASE,
)
_NOT_THEIRS: Final = re.compile(
    r"\bnot (?:this|the right|my) patient\b|\bpatient (?:id )?mismatch\b", re.IGNORECASE
)


def unknown_words(text: str, *kinds: str) -> str:
    """Return the words of a field that are not known to change nothing of the value beside it.

    Parameters
    ----------
    text : str
    *kinds : str
        Of which fields words are known: ``"name"`` of a number of a scan, ``"scan"`` and ``"lab"`` of how it was
        measured, ``"reading"`` of how it is to be read, ``"category"``.

    Examples
    --------
    >>> unknown_words("Left total hip T-score", "name"), unknown_words("Total hip T-score in 5 years", "name")
    ('', '5 years')
    """
    rest = text
    if "name" in kinds:
        rest = with_sites_in_full(rest)
        for _, start, stop in mentions_of(rest):
            end = stop + len(rest[stop:]) - len(rest[stop:].lstrip(_LETTERS))
            rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
        rest = re.sub(rf"{T_SCORE}|{Z_SCORE}|{DENSITY}", " ", rest, flags=re.IGNORECASE)
    known = frozenset[str]().union(*(_SETS[kind] for kind in kinds))
    words = [one for one in _TOKEN.findall(rest) if one.casefold() not in known]
    if _HOW.issuperset(kinds) and any(one.casefold() in _MADE_BY for one in _TOKEN.findall(rest)):
        words = [one for one in words if _SERIAL.fullmatch(one.casefold()) is None]
    return printable(" ".join(words)[:80])


def why_unknown(field: str, texts: Iterable[str], *kinds: str) -> str:
    """Return why a value is not taken, by the words of a field; empty where all of them are known."""
    for text in texts:
        if not is_ordinary(text) and unknown_words(text, *kinds):
            return f'its {field} says "{printable(text[:80])}", and it is not known what that changes; write it by hand'
    return ""


def why_another_kind(field: str, text: str, name: str = "") -> str:
    """Return why words beside a value make it of another specimen, device or person; empty where they do not.

    Examples
    --------
    >>> why_another_kind("report", "Urinalysis", "Calcium")
    "its report says Urinalysis, and a person's file holds values of blood"
    >>> why_another_kind("report", "XR DXA bone density")
    ''
    """
    if _NOT_THEIRS.search(text):
        return f"its {field} says {printable(text[:60])}: it is about somebody else"
    if "urine" in name.casefold():
        return ""
    return why_of_cell(field, _IS_DXA.sub("", text), (name,)).replace("its column ", "its ", 1)
