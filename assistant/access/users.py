"""Who may come in: names, argon2 hashes and hashes of tokens, in a file that only this user may read.

A line is `name:hash`, or `name:hash:token` where the user's programs may come in too. The file is looked at anew for
every request and read where it changed, so `assistant user` needs no restart of the server.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from assistant.errors import AccessError
from assistant.settings import Settings

_NAME = re.compile(r"[\w.@-]{1,64}")
MIN_PASSWORD = 10
"""Characters; length is what makes guessing hopeless behind a rate limit."""
_MAX_PASSWORD = 256


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is kept of a user: nothing that lets anybody in."""

    password: str
    """Its argon2id hash."""
    token: str = ""
    """The SHA-256 of the token; a token is 256 random bits, so no slow hash is needed. Empty where there is none."""


class Users:
    """The users file. Safe to share between threads."""

    def __init__(self, path: Path, hasher: PasswordHasher | None = None) -> None:
        """`hasher` is argon2's with its own defaults, unless a test cannot wait for it."""
        self._path = path
        self._hasher = hasher or PasswordHasher()
        self._lock = threading.Lock()
        self._read: tuple[object, Mapping[str, Credentials]] = (None, {})

    def names(self) -> list[str]:
        """All names, in order."""
        return sorted(self._all())

    def has_token(self, name: str) -> bool:
        """Whether programs may come in as this user."""
        kept = self._all().get(name)
        return kept is not None and bool(kept.token)

    def check(self, name: str, password: str) -> bool:
        """Whether this is the password of that user."""
        kept = self._all().get(name)
        try:
            # Checked where the name is unknown too, so that a wrong name takes as long as a wrong password.
            right = self._hasher.verify(kept.password if kept else self._nobody, password)
        except (Argon2Error, InvalidHashError):
            return False
        return right and kept is not None

    def user_of_token(self, token: str) -> str | None:
        """Whose token this is; None where it is nobody's."""
        hashed = _hashed(token)
        found = [name for name, kept in self._all().items() if kept.token and hmac.compare_digest(kept.token, hashed)]
        return found[0] if found else None

    def stamp(self, name: str) -> str | None:
        """What stays the same while the user's password does; None where there is no such user (any more)."""
        kept = self._all().get(name)
        return _hashed(kept.password) if kept else None

    def add(self, name: str, password: str) -> None:
        """Add a user. Raises AccessError for a name or password that will not do, and for a name that is there."""
        if not _NAME.fullmatch(name):
            raise AccessError(
                "a name has 1 to 64 letters, digits or . _ @ -",
                message_zh="用户名由 1 到 64 个字母、数字、汉字或 . _ @ - 组成。",
            )
        if name in self._all():
            raise AccessError(f"there is a user {name!r}", message_zh=f"已有用户“{name}”。")
        self._write({**self._all(), name: Credentials(self._hash(password))})

    def change_password(self, name: str, password: str) -> None:
        """Set another password; sessions of the old one end. Raises AccessError, see `add`."""
        kept = self._known(name)
        self._write({**self._all(), name: replace(kept, password=self._hash(password))})

    def remove(self, name: str) -> None:
        """Take a user out, with sessions and token. Raises AccessError where there is none of that name."""
        self._known(name)
        self._write({each: kept for each, kept in self._all().items() if each != name})

    def give_token(self, name: str) -> str:
        """A new token for the user's programs, in the place of the old one; it is kept nowhere and shown only now."""
        kept, token = self._known(name), secrets.token_urlsafe(32)
        self._write({**self._all(), name: replace(kept, token=_hashed(token))})
        return token

    def revoke_token(self, name: str) -> None:
        """No program comes in as this user any more."""
        self._write({**self._all(), name: replace(self._known(name), token="")})

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe(32))

    def _hash(self, password: str) -> str:
        if not MIN_PASSWORD <= len(password) <= _MAX_PASSWORD:
            raise AccessError(
                f"a password has {MIN_PASSWORD} to {_MAX_PASSWORD} characters",
                message_zh=f"密码长度为 {MIN_PASSWORD} 到 {_MAX_PASSWORD} 个字符。",
            )
        return self._hasher.hash(password)

    def _known(self, name: str) -> Credentials:
        kept = self._all().get(name)
        if kept is None:
            raise AccessError(f"there is no user {name!r}", message_zh=f"没有用户“{name}”。")
        return kept

    def _all(self) -> Mapping[str, Credentials]:
        with self._lock:
            version, held = self._read
            now = self._version()
            if now != version:
                held = self._parsed() if now else {}
                self._read = (now, held)
            return held

    def _version(self) -> object:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _parsed(self) -> dict[str, Credentials]:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        parts = [line.split(":") for line in lines if line.count(":") in (1, 2)]
        return {name: Credentials(*rest) for name, *rest in parts}

    def _write(self, users: Mapping[str, Credentials]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lines = (
            ":".join([name, kept.password, *([kept.token] if kept.token else [])])
            for name, kept in sorted(users.items())
        )
        fresh = self._path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        fresh.replace(self._path)


def users_of(settings: Settings) -> Users:
    """The users of a data folder."""
    return Users(settings.data_dir / "users.txt")


def _hashed(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
