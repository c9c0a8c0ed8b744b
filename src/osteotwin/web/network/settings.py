"""How the application is opened to a network, checked as a whole: without password and encryption it is not."""

from __future__ import annotations

import ipaddress
import os
import re
import ssl
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from osteotwin.errors import InputError, Problem
from osteotwin.web.network.proxies import Proxies
from osteotwin.web.security import is_loopback

_NAME: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)
_ENCRYPTED: Final = "a certificate with its key, or a proxy that encrypts"


@dataclass(frozen=True)
class Settings:
    """Where it listens, under which names, and what encrypts.

    Attributes
    ----------
    host : str
    names : tuple of str
    certificate, key : Path or None
    proxies : Proxies
    """

    host: str
    names: tuple[str, ...]
    certificate: Path | None
    key: Path | None
    proxies: Proxies

    @classmethod
    def of(
        cls,
        host: str,
        names: Sequence[str],
        certificate: Path | None,
        key: Path | None,
        proxies: Sequence[str],
    ) -> Settings:
        """Read and check the options.

        Raises
        ------
        InputError
            With each that is wrong, and where encryption is missing.
        """
        trusted = Proxies.of(proxies, "--behind-proxy")
        host = "127.0.0.1" if host == "localhost" else host
        problems = _problems(host, names, certificate, key, trusted)
        if problems:
            raise InputError(problems)
        own = () if _is_everywhere(host) else (host.lower(),)
        return cls(host, (*own, *(name.lower() for name in names)), certificate, key, trusted)

    @property
    def open(self) -> bool:
        """Whether it is for a network."""
        return not is_loopback(self.host) or self.certificate is not None or bool(self.proxies.networks)

    def address(self, port: int) -> str:
        """Return what to write into a browser."""
        name = self.names[-1]
        name = f"[{name}]" if ":" in name else name
        return f"https://{name}/" if self.certificate is None else f"https://{name}:{port}/"

    def is_proxy(self, address: str) -> bool:
        """Whether all may come from an address, because a proxy before the application has it."""
        return is_loopback(address) or self.proxies.trusts(address)

    def check_files(self) -> None:
        """Refuse a certificate that does not work, and a key that others can read.

        Raises
        ------
        InputError
        """
        if self.certificate is None or self.key is None:
            return
        files = {"--tls-cert": self.certificate, "--tls-key": self.key}
        problems = [_missing(option, file) for option, file in files.items() if not file.is_file()]
        if not problems and os.name == "posix" and self.key.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            fix = f'run chmod 640 "{self.key}"'
            problems = [Problem("--tls-key", "", f"{self.key}, which everybody on this machine can read",
                                "a file that only its owner and group can read", fix)]  # fmt: skip
        if not problems:
            try:
                ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
                    self.certificate, self.key, _no_password
                )
            except (ssl.SSLError, OSError, _LockedError) as error:
                found = f"{self.certificate} with {self.key} ({getattr(error, 'reason', None) or error})"
                problems = [Problem("--tls-cert", "", found, "a certificate chain and its key, both in PEM, "
                                    "without a password", "name the two files that belong together")]  # fmt: skip
        if problems:
            raise InputError(problems)


class _LockedError(Exception):
    """A key that asks for a password, where nobody is to give it."""


def _no_password() -> str:
    raise _LockedError("the key asks for a password")


def _problems(
    host: str, names: Sequence[str], certificate: Path | None, key: Path | None, proxies: Proxies
) -> list[Problem]:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        fix = "write --host 0.0.0.0 for every address of this machine, and its names with --allow-host"
        return [Problem("--host", "", f'"{host}"', "an address of this machine", fix)]
    fix = "write for example --allow-host bones.example.org"
    problems = [
        Problem("--allow-host", "", f'"{name}"', "a name without port and slashes", fix)
        for name in names
        if len(name) > 253 or not (_NAME.fullmatch(name) or _is_address(name))
    ]
    if (certificate is None) != (key is None):
        option, other = ("--tls-key", "--tls-cert") if certificate is None else ("--tls-cert", "--tls-key")
        problems.append(Problem(option, "", f"no {other} beside it", "both", f"give {other} FILE, too"))
    is_open = not is_loopback(host) or proxies.networks or certificate or key
    if not is_loopback(host) and not (certificate or key or proxies.networks):
        found = f"{host}, which is open to a network, without encryption"
        fix = "give --tls-cert FILE and --tls-key FILE, or --behind-proxy ADDRESS"
        problems.append(Problem("--host", "", found, _ENCRYPTED, fix))
    elif is_open and not names and (_is_everywhere(host) or proxies.networks):
        fix = "write --allow-host NAME, with the name that people write into their browsers"
        problems.append(Problem("--allow-host", "", "no name of this server", "at least one", fix))
    if names and not is_open:
        fix = "leave it out, or open the application to a network with --host"
        problems.append(Problem("--allow-host", "", "no network to be asked from", "--host or --behind-proxy beside it",
                                fix))  # fmt: skip
    return problems


def _missing(option: str, file: Path) -> Problem:
    return Problem(option, "", f"no file {file}", "a file in PEM", "name the file that is there")


def _is_everywhere(host: str) -> bool:
    return ipaddress.ip_address(host).is_unspecified


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
