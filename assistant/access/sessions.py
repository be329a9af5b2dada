"""Who is logged in: unguessable tokens that expire. In memory, so a restart logs everybody out."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from assistant.access.users import Users

SESSION_SECONDS = 12 * 3600


class _Session(NamedTuple):
    user: str
    stamp: str
    """Of the password it was begun with."""
    until: float


class Sessions:
    """The sessions of the users of one server; one ends with its time, its user or the user's password."""

    def __init__(self, users: Users, clock: Callable[[], float] = time.monotonic) -> None:
        self._users = users
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, _Session] = {}

    def begin(self, user: str) -> str:
        """A new session's token. The user must be there: the password was just checked."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._held = {key: session for key, session in self._held.items() if session.until > now}
            self._held[token] = _Session(user, self._users.stamp(user) or "", now + SESSION_SECONDS)
        return token

    def user(self, token: str | None) -> str | None:
        """Whose session it is; None where it is nobody's any more."""
        with self._lock:
            session = self._held.get(token or "")
        if session is None or session.until <= self._clock():
            return None
        return session.user if self._users.stamp(session.user) == session.stamp else None

    def end(self, token: str | None) -> None:
        """Log out."""
        with self._lock:
            self._held.pop(token or "", None)
