"""Assays of hormones, brought to one scale."""

from __future__ import annotations

from osteotwin.cohort.reference_population import reference_population


def true_estradiol(measured_pg_ml: float) -> float:
    """Return estradiol on the mass-spectrometry scale [pg/mL] from an immunoassay value [pg/mL]."""
    assay = reference_population().immunoassay
    return max(measured_pg_ml - assay.offset, assay.floor)
