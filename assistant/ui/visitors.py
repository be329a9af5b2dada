"""Who is at the page: the user who logged in, or the browser that an unguessable name was given to."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict

import gradio as gr

_NAME = re.compile(r"[\w-]{40,64}", re.ASCII)


class Kept(TypedDict):
    """What the browser keeps: the visitor's name and the conversation that was open. No word of any conversation."""

    name: str
    talk: str | None


def browser_state(data_dir: Path) -> gr.BrowserState:
    """The part of the page that lives in the browser, readable again after this server was restarted."""
    return gr.BrowserState(None, storage_key="rectification-assistant", secret=_secret(data_dir))


def kept(value: object, talk: str | None = None) -> Kept:
    """What the browser gave back, or a new name where it gave nothing that could be one."""
    if isinstance(value, Mapping) and _NAME.fullmatch(str(value.get("name", ""))):
        opened = value.get("talk")
        return Kept(name=str(value["name"]), talk=opened if isinstance(opened, str) else None)
    return Kept(name=secrets.token_urlsafe(32), talk=talk)


def owner(value: object, request: Any) -> str:
    """Whose conversations these are: the user's, wherever there is a login; else the browser's."""
    user = getattr(request, "username", None)
    return f"user:{user}" if user else f"browser:{kept(value)['name']}"


def _secret(data_dir: Path) -> str:
    """What encrypts the browser's part; made once, readable by this user only."""
    path = data_dir / "page.secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(16))
    return path.read_text()
