"""``osteotwin serve`` as a user starts it."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from osteotwin.cli import diary_place, serve
from osteotwin.cli.main import main
from osteotwin.web.network.password import Password

#: Asks the application, from a process that may open sockets.
ASK = """
import json, sys, urllib.error, urllib.request
def status(address):
    try:
        return urllib.request.urlopen(address).status
    except urllib.error.HTTPError as error:
        return error.code
whole = sys.argv[1]
opened = urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(whole)
print(json.dumps([status(whole.split("?")[0]), opened.status, "Eight questions" in opened.read().decode()]))
"""


@pytest.mark.slow
def test_it_prints_the_only_address_that_opens_it_and_stops_when_told(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "osteotwin",
        "serve",
        "--port",
        "0",
        "--no-browser",
        "--data",
        str(tmp_path / "d"),
    ]
    # A pipe is buffered, unless the machine of the tests says otherwise; who waits for the address in vain is told.
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=buffered)
    assert process.stdout is not None
    in_vain = threading.Timer(120.0, process.kill)
    in_vain.start()
    found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", process.stdout.readline())
    assert found is not None
    assert str(tmp_path / "d") in process.stdout.readline()
    asked = subprocess.run([sys.executable, "-c", ASK, found[0]], check=True, capture_output=True, text=True)
    assert json.loads(asked.stdout) == [403, 200, True]
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    in_vain.cancel()
    assert process.returncode == 0
    assert (tmp_path / "d" / "diary.sqlite").is_file()


def test_a_port_that_cannot_be_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "80"]) == 2
    assert "--port: 80 is not valid; expected 0, or a whole number from 1024" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    assert main(["serve"]) == 1
    assert "pip install 'osteotwin[web]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("system", "variable", "expected"),
    [("linux", "XDG_DATA_HOME", "osteotwin"), ("win32", "LOCALAPPDATA", "osteotwin")],
)
def test_the_diary_lies_where_the_system_keeps_data(
    system: str, variable: str, expected: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(diary_place.sys, "platform", system)
    monkeypatch.setenv(variable, str(tmp_path))
    assert diary_place.data_folder() == tmp_path / expected


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0, which is open to a network, without encryption"),
        (["--host", "::"], "without encryption"),
        (["--host", "192.0.2.1"], "give --tls-cert FILE and --tls-key FILE, or --behind-proxy ADDRESS"),
        (["--host", "bones.example"], "an address of this machine"),
        (["--host", "0.0.0.0", "--behind-proxy", "10.0.0.5"], "--allow-host: no name of this server"),
        (
            ["--behind-proxy", "nobody", "--allow-host", "bones.example"],
            '--behind-proxy: no address ("nobody")',
        ),
        (["--behind-proxy", "0.0.0.0/0", "--allow-host", "bones.example"], "no proxy but everybody"),
        (["--tls-cert", "cert.pem"], "--tls-cert: no --tls-key beside it"),
        (["--tls-key", "key.pem"], "--tls-key: no --tls-cert beside it"),
        (["--tls-cert", "no.pem", "--tls-key", __file__], "--tls-cert: no file no.pem"),
        (["--allow-host", "bones.example"], "no network to be asked from"),
        (
            ["--behind-proxy", "10.0.0.5", "--allow-host", "https://bones.example/"],
            "without port and slashes",
        ),
        (["--behind-proxy", "10.0.0.5", "--allow-host", "bones.example"], "no password; expected one"),
    ],
)
def test_without_password_and_encryption_it_is_not_opened_to_a_network(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["serve", "--data", str(tmp_path / "d"), *options]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert not (tmp_path / "d").exists()


def test_a_key_that_everybody_can_read_or_that_does_not_fit_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_text("no PEM")
    files = ["--tls-cert", str(tmp_path / "cert.pem"), "--tls-key", str(tmp_path / "key.pem")]
    (tmp_path / "key.pem").chmod(0o644)
    assert main(["serve", "--data", str(tmp_path / "d"), *files]) == 2
    assert "which everybody on this machine can read" in capsys.readouterr().err
    (tmp_path / "key.pem").chmod(0o600)
    assert main(["serve", "--data", str(tmp_path / "d"), *files]) == 2
    assert "name the two files that belong together" in capsys.readouterr().err


def test_a_password_is_read_from_a_pipe_and_only_its_hash_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(diary_place.sys, "stdin", io.StringIO("short\n"))
    assert main(["serve", "--data", str(tmp_path), "--set-password"]) == 2
    assert "it has 5 signs" in capsys.readouterr().err
    monkeypatch.setattr(diary_place.sys, "stdin", io.StringIO("tidal copper lantern moth\r\n"))
    assert main(["serve", "--data", str(tmp_path), "--set-password"]) == 0
    assert Password(tmp_path).is_right("tidal copper lantern moth")
    assert "tidal" not in capsys.readouterr().out
