"""Which addresses may be spoken to: https anywhere, plain http on this machine alone."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address is this machine."""
    if not host:
        return False
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_local(url: str) -> bool:
    """Whether a URL leads to this machine."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and is_loopback(parts.hostname)
    except ValueError:
        return False


def is_safe(url: str) -> bool:
    """Whether a secret may be sent to the URL: https, or this machine (tests and developers)."""
    try:
        parts = urlsplit(url)
        return (parts.scheme == "https" and bool(parts.hostname)) or is_local(url)
    except ValueError:
        return False


def is_own_machine(url: str) -> bool:
    """Whether a URL is https, or leads to this machine or its host (link-local: Azure's 169.254.169.254)."""
    try:
        host = urlsplit(url).hostname or ""
        return is_safe(url) or (urlsplit(url).scheme == "http" and ipaddress.ip_address(host).is_link_local)
    except ValueError:
        return False
