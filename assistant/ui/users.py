"""Who may come in: names and argon2 hashes in a file that only this user may read.

`python -m assistant.ui.users add NAME` asks for a password and writes the line; `remove NAME` takes it out.
"""

from __future__ import annotations

import getpass
import os
import re
from pathlib import Path
from typing import Annotated, Literal

import typer
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from assistant.settings import Settings

_NAME = re.compile(r"[\w.@-]{1,64}")
MIN_PASSWORD = 10
"""Characters; length is what makes guessing hopeless behind a rate limit."""


class Users:
    """The users file: a line `name:hash` each. Read anew at every login, so a change needs no restart."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._hasher = PasswordHasher()
        # Checked where the name is unknown, so that a wrong name takes as long as a wrong password.
        self._nobody = self._hasher.hash("nobody has this password")

    def names(self) -> list[str]:
        """All names, in order."""
        return sorted(self._hashes())

    def check(self, name: str, password: str) -> bool:
        """Whether this is the password of that user."""
        hashed = self._hashes().get(name)
        try:
            right = self._hasher.verify(hashed or self._nobody, password)
        except (Argon2Error, InvalidHashError):
            return False
        return right and hashed is not None

    def add(self, name: str, password: str) -> None:
        """Add a user or change the password. Raises ValueError for a name or password that will not do."""
        if not _NAME.fullmatch(name):
            msg = "a name has 1 to 64 letters, digits or . _ @ -"
            raise ValueError(msg)
        if len(password) < MIN_PASSWORD:
            msg = f"a password has at least {MIN_PASSWORD} characters"
            raise ValueError(msg)
        self._write({**self._hashes(), name: self._hasher.hash(password)})

    def remove(self, name: str) -> None:
        """Take a user out; no change where there is none of that name."""
        self._write({each: hashed for each, hashed in self._hashes().items() if each != name})

    def _hashes(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return dict(line.split(":", 1) for line in lines if ":" in line)

    def _write(self, hashes: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{name}:{hashed}\n" for name, hashed in sorted(hashes.items()))
        fresh = self._path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(self._path)


def users_of(settings: Settings) -> Users:
    """The users of a data folder."""
    return Users(settings.data_dir / "users.txt")


def main(
    action: Literal["add", "remove", "list"],
    name: Annotated[str, typer.Argument(help="用户名。")] = "",
    data_dir: Annotated[Path | None, typer.Option("--data-dir", help="数据库所在文件夹，默认 ./data。")] = None,
) -> None:
    """Add, remove or list the users who may log in to the page."""
    users = users_of(Settings(data_dir=data_dir) if data_dir else Settings())
    if action == "list":
        typer.echo("\n".join(users.names()))
    elif action == "remove":
        users.remove(name)
    else:
        try:
            users.add(name, getpass.getpass(f"{name} 的密码（至少 {MIN_PASSWORD} 位）："))
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error


if __name__ == "__main__":
    typer.run(main)
