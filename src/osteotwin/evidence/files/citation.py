"""A trial as one line of a list of sources."""

from __future__ import annotations

from osteotwin.evidence.files.heads import TrialHead
from osteotwin.evidence.files.trial import Trial


def cite(trial: Trial | TrialHead) -> str:
    """Return the trial as one line: author, year, title, journal, doi or PubMed number.

    What the source did not show is left out; a trial without an author is named by its identifier.
    """
    author = f"{trial.first_author} et al." if trial.first_author else trial.id
    year = f" ({trial.year})" if trial.year else ""
    parts = [f"{author}{year}".rstrip("."), trial.title.rstrip(".")]
    if trial.journal:
        parts.append(trial.journal)
    if trial.doi:
        parts.append(f"doi:{trial.doi}")
    elif trial.pmid:
        parts.append(f"PMID {trial.pmid}")
    read = {"abstract": "read as abstract", "secondary": "read in a secondary source"}.get(trial.read_as)
    return ". ".join(parts) + (f" [{read}]" if read else "")
