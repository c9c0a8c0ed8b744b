"""The record that the driver reads: addresses and numbers, the same for every thread."""

from __future__ import annotations

#: Fields of the record, each 8 bytes; the arrays are described in ``osteotwin.engine.batch``.
FIELDS = (
    "jobs",  # number of jobs
    "next_job",  # address of the shared counter of jobs taken
    "cancel",  # address of a flag; not 0: stop at the next step
    "parameters",  # [job, parameter]
    "initial",  # [job, state]
    "timeline_of",  # [job]
    "segment_start",  # [timeline + 1] first segment of each timeline
    "begin",  # [timeline] first day
    "end",  # [segment] last day
    "inputs",  # [segment, input]
    "dose_start",  # [segment + 1] first dose of each segment
    "dose_state",  # [dose]
    "dose_amount",  # [dose]
    "output_start",  # [timeline + 1] first output day of each timeline
    "output_day",  # [output]
    "row_of",  # [job] first row of the job's results
    "states",  # [row, state], or 0
    "outputs",  # [row, column], or 0
    "final",  # [job, state] the state at the end, or where it failed
    "outcome",  # [job] see below; a job that does not begin as NOT_RUN is skipped
    "day_reached",  # [job]
    "segment_reached",  # [job] counted within the timeline
    "steps",  # [job] accepted and rejected
    "tolerances",  # relative, then absolute of each state
    "first_step",  # day
    "after_change",  # share of the step before with which a segment begins
    "step_limit",
    "columns",  # outputs in a row
    "output_rows",  # address of a function that computes some outputs only, or 0
)

PLACE = {name: k for k, name in enumerate(FIELDS)}

#: Outcome codes of a job.
NOT_RUN, DONE, STEP_TOO_SMALL, TOO_MANY_STEPS, NOT_FINITE, REFUSED = range(6)
