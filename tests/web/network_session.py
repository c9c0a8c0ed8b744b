"""A whole way through the application on a network: ``python network_session.py PORT CERTIFICATE``.

Prints one JSON object of what it saw. A process of its own, since tests may open no sockets.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import sys
import time
from typing import Any
from urllib.parse import urlencode

HOST, PASSWORD = "bones.test", "tidal copper lantern moth"


class Browser:
    """Sends requests as a browser does."""

    def __init__(self, port: int, certificate: str) -> None:
        self._port, self._cookie = port, ""
        self.context = ssl.create_default_context(cafile=certificate)

    def wrapped(self, context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
        """An encrypted connection, opened."""
        made = socket.create_connection(("127.0.0.1", self._port), timeout=120)
        return (context or self.context).wrap_socket(made, server_hostname=HOST)

    def __call__(self, method: str, address: str, body: Any = None, *, form: bool = False) -> tuple[int, str]:
        connection = http.client.HTTPSConnection(HOST, self._port)
        connection.sock = self.wrapped()
        headers = {"origin": f"https://{HOST}:{self._port}", "x-osteotwin": "1", "accept": "text/html"}
        headers |= {"cookie": self._cookie} if self._cookie else {}
        headers["content-type"] = "application/x-www-form-urlencoded" if form else "application/json"
        sent = urlencode(body) if form else json.dumps(body) if body is not None else None
        connection.request(method, address, sent, headers)
        answered = connection.getresponse()
        given = answered.getheader("set-cookie")
        if given:
            self._cookie = given.partition(";")[0]
        text = answered.read().decode("utf-8", "replace")
        connection.close()
        return answered.status, text


def whole_way(ask: Browser) -> dict[str, Any]:
    """From signing in to signed out."""
    seen: dict[str, Any] = {"before": ask("GET", "/")[0]}
    seen["signed_in"] = ask("POST", "/login", {"password": PASSWORD}, form=True)[0]
    answers = {
        "sex": "male",
        "birth_date": "1972-05-14",
        "name": "Alex",
        "height": "181 cm",
        "weight": "86 kg",
    }
    answers |= {"drug": "anastrozole", "drug_dose": "1 mg", "drug_from": "2026-02-01"}
    person = json.loads(ask("POST", "/api/v1/people", answers)[1])["id"]
    base = f"/api/v1/people/{person}"
    keys = {"date": "2026-11-01", "what": "bmd_total_hip", "value": "0.98 g/cm^2", "device": "hologic"}
    seen["scan"] = ask("POST", f"{base}/entries", {"path": ["measurement"], "keys": keys})[0]
    job = json.loads(ask("POST", f"{base}/outlook")[1])
    while job["state"] not in ("done", "failed", "cancelled"):
        time.sleep(0.2)
        job = json.loads(ask("GET", f"/api/v1/jobs/{job['id']}")[1])
    seen["job"] = job["state"]
    pages = [f"/people/{person}/{page}" for page in ("outlook", "diary", "report", "report.html", "settings")]
    seen["pages"] = [
        ask("GET", page)[0] for page in ["/", "/style.css", "/static/app.js", "/account", *pages]
    ]
    seen["moved"] = ask("POST", f"{base}/outlook/levers", {"dose": 0.5, "preview": True})[0]
    seen["export"] = ask("GET", f"{base}/export.zip")[0]
    seen["erased"] = ask("DELETE", base)[0]
    seen["signed_out"] = ask("POST", "/logout", {}, form=True)[0]
    seen["after"] = ask("GET", "/")[0]
    return seen


def slow(ask: Browser) -> dict[str, Any]:
    """Who sends nothing, or only half of a head, is cut off; so is who speaks an old TLS."""
    seen: dict[str, Any] = {}
    for name, sent in (("silent", b""), ("half a head", b"GET / HTTP/1.1\r\nHost: bones.te")):
        connection = ask.wrapped()
        connection.sendall(sent)
        seen[name] = _end(connection)
    with ask.wrapped() as connection:
        seen["tls"] = connection.version()
        seen["forward secrecy"] = (connection.cipher() or ("",))[0]
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    try:
        ask.wrapped(old)
        seen["old tls"] = "taken"
    except (ssl.SSLError, OSError):
        seen["old tls"] = "refused"
    return seen


def _end(connection: ssl.SSLSocket) -> str:
    try:
        return "ended" if connection.recv(1) == b"" else "answered"
    except TimeoutError:
        return "kept"
    except OSError:
        return "ended"


if __name__ == "__main__":
    import warnings

    warnings.simplefilter("ignore", DeprecationWarning)  # old TLS is asked for on purpose
    browser = Browser(int(sys.argv[1]), sys.argv[2])
    print(json.dumps({**whole_way(browser), **slow(browser)}))
