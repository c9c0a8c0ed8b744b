"""A whole session on a real server over TLS, in whose process nothing may open a connection."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.web.certificates import certificate_for

HERE = Path(__file__).parent


@pytest.mark.slow
def test_a_whole_session_over_tls_reaches_nobody_else(tmp_path: Path) -> None:
    certificate = [str(one) for one in certificate_for("bones.test", tmp_path)]
    process = subprocess.Popen(
        [sys.executable, str(HERE / "network_server.py"), str(tmp_path / "data"), *certificate],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        asked = subprocess.run(
            [sys.executable, str(HERE / "network_session.py"), port, certificate[0]],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    finally:
        process.terminate()
        said, log = process.communicate(timeout=60)
    seen = json.loads(asked.stdout)
    assert seen.pop("forward secrecy").startswith("TLS_")
    assert seen.pop("pages") == [200] * 9
    assert seen == {
        "before": 303, "signed_in": 303, "scan": 201, "job": "done", "moved": 200, "export": 200, "erased": 204,
        "signed_out": 303, "after": 303, "silent": "ended", "half a head": "ended", "tls": "TLSv1.3",
        "old tls": "refused",
    }  # fmt: skip
    assert "OUTGOING" not in said
    lines = [json.loads(line) for line in log.splitlines()]
    assert [lines[0]["event"], lines[-1]["event"]] == ["started", "stopped"]
    assert "Alex" not in log
