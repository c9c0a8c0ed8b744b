"""``python -m osteotwin`` is the command ``osteotwin``."""

from __future__ import annotations

import sys

from osteotwin.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
