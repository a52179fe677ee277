"""Who asks: the address that a question comes from, and the token that the visitor's browser made.

A browser may make as many tokens as it likes, so an address comes first: turns go round by address, and within an
address by token.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from contextvars import ContextVar
from typing import NamedTuple

LONGEST = 200  # characters of an address that are looked at
NETWORK = 64  # bits of an IPv6 address that belong to one household, which may choose the rest

_address: ContextVar[str] = ContextVar("address", default="")
_token: ContextVar[str] = ContextVar("token", default="")


class Visitor(NamedTuple):
    """Whoever asks."""

    address: str
    token: str


def visitor() -> Visitor:
    """Who asked the question that is being answered; of nobody's where none is."""
    return Visitor(_address.get(), _token.get())


def comes_from(address: str) -> None:
    """Remember, for the request that is being answered, where it comes from."""
    _address.set(household(address))


def asks(token: str) -> None:
    """Remember, for the request that is being answered, whose browser sent it."""
    _token.set(token)


def household(address: str) -> str:
    """An IPv4 address as it is, of an IPv6 address the network; anything else as it is, in short."""
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address[:LONGEST]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, NETWORK), strict=False))
    return str(found)


def forwarded(values: Iterable[str], public: bool) -> str:
    """The address that a proxy told in ``X-Forwarded-For``: the last one, which the proxy itself wrote.

    Args:
        public: there are several proxies, one behind the other: the last address that is not of their own network.
    """
    told = [_portless(part.strip()) for value in values for part in value.split(",") if part.strip()]
    if public:
        told = [part for part in told if _public(part)] or told
    return told[-1] if told else ""


def _portless(text: str) -> str:
    """Some proxies write the port of the connection too, which is another every time."""
    host, _, port = text.rpartition(":")
    return host if port.isdigit() and (host.endswith("]") or ":" not in host) and host else text


def _public(text: str) -> bool:
    try:
        return ipaddress.ip_address(text.strip("[]")).is_global
    except ValueError:
        return False
