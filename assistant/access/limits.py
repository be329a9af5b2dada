"""How often: failed logins are slowed down, and nobody takes the server away from the others."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable

FAILURES_OF_ADDRESS = 5
FAILURES_OF_NAME = 20
"""More than of an address: from one address nobody keeps a user out, from many nobody guesses a password."""
_WINDOW_SECONDS = 300
_KEPT = 10_000


class Failures:
    """Counts failed logins by address and by name, within the last five minutes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[str, list[float]] = {}

    def blocked(self, address: str, name: str = "") -> bool:
        """Whether from there, or for that name, it was tried in vain too often of late."""
        with self._lock:
            return (
                len(self._recent(f"address:{address}")) >= FAILURES_OF_ADDRESS
                or len(self._recent(f"name:{name}")) >= FAILURES_OF_NAME
            )

    def failed(self, address: str, name: str = "") -> None:
        """Count a failure; without a name, for the address alone."""
        with self._lock:
            for key in (f"address:{address}", *([f"name:{name}"] if name else [])):
                self._failed[key] = [*self._recent(key), self._clock()][-FAILURES_OF_NAME:]
            if len(self._failed) > _KEPT:
                self._failed = {key: times for key in self._failed if (times := self._recent(key))}

    def _recent(self, key: str) -> list[float]:
        since = self._clock() - _WINDOW_SECONDS
        return [at for at in self._failed.get(key, ()) if at > since]


class Allowance:
    """So many requests a minute for each visitor, a quarter of them at once; what is unused fills up again."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._most = max(1.0, per_minute / 4)
        self._clock = clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}
        """By visitor: what was left, and when that was."""

    def wait(self, visitor: str) -> float:
        """Take one request; seconds to wait where there is none left, else 0."""
        now = self._clock()
        with self._lock:
            left, since = self._left.get(visitor, (self._most, now))
            left = min(self._most, left + (now - since) * self._rate)
            if left < 1:
                self._left[visitor] = (left, now)
                return (1 - left) / self._rate
            self._left[visitor] = (left - 1, now)
            if len(self._left) > _KEPT:
                full = self._most / self._rate
                self._left = {key: kept for key, kept in self._left.items() if now - kept[1] < full}
        return 0.0


def origin_of(host: str | None) -> str:
    """An address as limits count it: of IPv6 the network of 64 bits, which one household or machine has whole."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or ""
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)
