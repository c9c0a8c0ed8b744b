"""A proxy that ends the encryption: whose word is taken, and for what."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from osteotwin.errors import InputError, Problem
from osteotwin.web.security import Asked, Reply

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Proxies:
    """Addresses whose ``X-Forwarded-*`` are believed.

    Attributes
    ----------
    networks : tuple
        Empty: there is no proxy, and nobody is believed.
    """

    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, given: Sequence[str], option: str) -> Proxies:
        """Read addresses and networks.

        Raises
        ------
        InputError
        """
        found: list[Network] = []
        problems: list[Problem] = []
        for text in (one.strip() for words in given for one in words.split(",")):
            try:
                network = ipaddress.ip_network(text)
            except ValueError:
                problems.append(_problem(option, text, "no address"))
                continue
            if network.prefixlen == 0:
                problems.append(_problem(option, text, "no proxy but everybody"))
            found.append(network)
        if problems:
            raise InputError(problems)
        return cls(tuple(found))

    def refusal(self, asked: Asked) -> Reply | None:
        """Refuse what did not come through the proxy, or came to it unencrypted."""
        if not self.networks:
            return None
        if not self.trusts(asked.peer):
            said = "This application is reached through its proxy only. Fix: use the address of the proxy."
            return Reply(403, said, why="past the proxy")
        if asked.headers.get("x-forwarded-proto", "").strip().lower() != "https":
            said = (
                "The connection to the proxy is not encrypted. Fix: use https://, and let the proxy say so."
            )
            return Reply(403, said, why="not encrypted")
        return None

    def client(self, asked: Asked) -> str:
        """Return who asks: the last address that no proxy of ours has."""
        if not self.trusts(asked.peer):
            return asked.peer
        for text in reversed(asked.headers.get("x-forwarded-for", "").split(",")):
            address = text.strip().removeprefix("[").removesuffix("]")
            try:
                ipaddress.ip_address(address)
            except ValueError:
                return asked.peer
            if not self.trusts(address):
                return address
        return asked.peer

    def trusts(self, address: str) -> bool:
        """Whether an address is a proxy's."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        return any(found in network for network in self.networks)


def _problem(option: str, text: str, found: str) -> Problem:
    return Problem(
        option, "", f'{found} ("{text}")', "the address of the proxy, or a network such as 10.0.0.0/24",
        f"write for example {option} 127.0.0.1",
    )  # fmt: skip
