"""What `deploy/` starts is what the command takes, and it starts behind a proxy only."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from osteotwin.cli import serve
from osteotwin.cli.main import main
from osteotwin.web.server import CIPHERS


def _unit(repository: Path, file: str = "osteotwin.service") -> list[str]:
    text = (repository / "deploy" / file).read_text()
    line = re.search(r"^ExecStart=(/.*)$", text, re.M)
    assert line is not None
    return shlex.split(line[1])[1:]


def _unit_with_postgresql(repository: Path) -> list[str]:
    return _unit(repository, "osteotwin-postgresql.conf")


def _image(repository: Path) -> list[str]:
    text = (repository / "deploy" / "Containerfile").read_text()
    command = re.search(r"^ENTRYPOINT (\[.*\])$", text, re.M)
    assert command is not None
    return json.loads(command[1])[1:]


def _composed(repository: Path) -> list[str]:
    text = (repository / "deploy" / "compose.yaml").read_text()
    more = re.search(r"^ +command: (\[.*\])$", text, re.M)
    assert more is not None
    return [*_image(repository), *json.loads(more[1])]


def _composed_with_postgresql(repository: Path) -> list[str]:
    text = (repository / "deploy" / "compose.postgresql.yaml").read_text()
    more = re.search(r"    command:\n((?:      - .*\n)+)", text)
    assert more is not None
    return [*_image(repository), *re.findall(r"- (.*)", more[1])]


@pytest.mark.parametrize("line", [_unit, _composed, _unit_with_postgresql, _composed_with_postgresql])
def test_what_is_deployed_is_open_behind_its_proxy(
    line: Any, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    monkeypatch.setattr(serve, "_run_for_network", lambda *given: started.append(given))
    assert main(line(repository)) == 0
    port, place, settings = started[0]
    assert (port, settings.names[-1], bool(settings.proxies.networks)) == (8340, "bones.example.org", True)
    assert str(place.folder).startswith("/var/lib/osteotwin")
    assert (place.url is not None) == ("postgresql" in line.__name__)
    assert place.url is None or place.url.password is None  # it would stand in the list of processes


def test_the_image_alone_refuses_to_start(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*_image(repository), "--host", "0.0.0.0"]) == 2
    assert "without encryption" in capsys.readouterr().err


def test_the_proxy_of_the_containers_is_the_one_that_is_believed(repository: Path) -> None:
    text = (repository / "deploy" / "compose.yaml").read_text()
    believed = _composed(repository)[_composed(repository).index("--behind-proxy") + 1]
    proxy = text.partition("  proxy:\n")[2]
    assert f"ipv4_address: {believed}" in proxy
    application = re.search(r"ipv4_address: (\S+)", text.partition("  proxy:\n")[0])
    assert application is not None
    assert f"{application[1]}:8340" in (repository / "deploy" / "Caddyfile").read_text()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("server_name bones.example.org;", "the name that the unit allows"),
        ("proxy_pass http://127.0.0.1:8340;", "where the unit listens"),
        ("proxy_set_header Host $http_host;", "origins are held against it, with its port"),
        ("proxy_set_header X-Forwarded-For $remote_addr;", "limits count who asks"),
        ("proxy_set_header X-Forwarded-Proto $scheme;", "nobody comes in without it"),
        ("proxy_buffering off;", "progress is told as it comes"),
        ("proxy_request_buffering off;", "no file of a person on the proxy's disk"),
        ("client_max_body_size 0;", "the application says itself what is too large"),
        ("access_log off;", "the how-to says that it writes none"),
        ("error_log /var/log/nginx/error.log crit;", "lines of lower levels hold requests"),
        ("ssl_protocols TLSv1.2 TLSv1.3;", "as without a proxy"),
        (f"ssl_ciphers {CIPHERS};", "as without a proxy"),
        ("ssl_certificate /etc/ssl/bones/fullchain.pem;", "as the how-to has it"),
        ("ssl_certificate_key /etc/ssl/private/bones.pem;", "as the how-to has it"),
    ],
)
def test_nginx_encrypts_tells_who_asks_and_keeps_nothing(line: str, why: str, repository: Path) -> None:
    text = (repository / "deploy" / "nginx.conf").read_text()
    encrypted = text.partition("listen 443 ssl")[2]
    assert line in [one.strip() for one in encrypted.splitlines()], why


def test_caddy_writes_no_log_of_requests_and_bounds_no_file_itself(repository: Path) -> None:
    text = (repository / "deploy" / "Caddyfile").read_text()
    assert "exclude http.log.error" in text
    assert "flush_interval -1" in text
    assert "max_size" not in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_understands_the_unit_and_calls_it_little_exposed(repository: Path, tmp_path: Path) -> None:
    unit = tmp_path / "osteotwin.service"
    text = (repository / "deploy" / "osteotwin.service").read_text()
    unit.write_text(text.replace("/opt/osteotwin/bin/osteotwin", "/bin/true"))
    verified = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], check=False, capture_output=True, text=True
    )
    assert (verified.returncode, verified.stderr) == (0, "")
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", str(unit)]
    judged = subprocess.run(command, check=False, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout[-200:]
