"""What all requests share: the diary, the worker, the outlooks, the plans, the files that were read in."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.diary.diary import Diary
from osteotwin.web.imports import Imports
from osteotwin.web.jobs import Worker
from osteotwin.web.outlooks import Outlooks
from osteotwin.web.plans import Plans


@dataclass(frozen=True)
class State:
    """One of each."""

    diary: Diary
    worker: Worker
    outlooks: Outlooks
    imports: Imports
    plans: Plans

    def stop(self) -> None:
        """Let nobody follow work any more, so that the server can end."""
        self.worker.stopping = True

    def close(self) -> None:
        """End the worker and close the diary."""
        self.worker.close()
        self.outlooks.close()
        self.diary.close()
