"""Refuses to serve on anything but this machine until real sign-in is configured."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

LOCAL_NAMES = ("localhost", "localhost.localdomain")
# Written by proxies: each says that the request did not start where the socket says it did.
_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "x-original-host", "forwarded")


def why_refused(address: str | None, headers: Mapping[str, str], peer: object, *, demo_sign_in: bool) -> str | None:
    """The key of the reason not to serve, or None. Everything must be loopback: bind address, peer, Host, forwarders.

    Streamlit gives no peer for a loopback connection, its address as text for any other.
    """
    if not demo_sign_in:
        return "guard.no_sign_in"
    if not is_loopback(address):
        return "guard.address"
    lowered = {name.lower(): text for name, text in headers.items()}
    if isinstance(peer, str) and not is_loopback(peer):
        return "guard.peer"
    if "host" in lowered and not is_loopback(_without_port(lowered["host"])):
        return "guard.host"
    if not all(_forwarder_is_loopback(lowered[name]) for name in _FORWARDED if name in lowered):
        return "guard.forwarded"
    return None


def is_loopback(host: str | None) -> bool:
    """127.0.0.0/8, ::1 and localhost; an unset bind address means every interface, so it is not."""
    if not host:
        return False
    name = host.strip().strip("[]").rstrip(".").lower()
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _without_port(host: str) -> str:
    text = host.strip()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.rpartition(":")[0] if text.count(":") == 1 else text


def _forwarder_is_loopback(header: str) -> bool:
    hops = [hop.strip() for hop in header.replace(";", ",").split(",")]
    addresses = [
        hop.partition("=")[2].strip('"') if "=" in hop else hop for hop in hops if not hop.startswith("proto=")
    ]
    return bool(addresses) and all(is_loopback(_without_port(address)) for address in addresses)
