"""Which language a visitor reads: one page a language at an address of its own, the choice kept in a cookie."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.ui.words import LANGUAGES, Language, Words

COOKIE = "rectification_language"
MOUNTS: dict[Language, str] = {"en": "/en", "zh": ""}
"""Where the page of each language is mounted; the one that catches every path last."""
_SWITCH = "/language/"
_A_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """The language that the visitor chose; the first of all where none was chosen."""
    chosen = request.cookies.get(COOKIE)
    return next((language for language in LANGUAGES if language == chosen), LANGUAGES[0])


def switch_html(w: Words) -> str:
    """The link to the page in the other language, named in that language."""
    other = next(language for language in LANGUAGES if language != w.language)
    return f'<a class="language" href="{_SWITCH}{other}" lang="{other}" hreflang="{other}">{w("page.switch")}</a>'


def gradio_words(w: Words) -> dict[str, dict[str, str]]:
    """Gradio's own words in the language of the page, for whatever language the browser has."""
    own: dict[str, Any] = w.group("gradio")
    return {"en": own, "zh-CN": own, "zh-TW": own}


class LanguageGate:
    """Stands before the pages: `/language/en` keeps the choice, and the bare address leads to what was chosen."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is about the language, and let the rest through."""
        answer = _answer(Request(scope, receive)) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self._app)(scope, receive, send)


def _answer(request: Request) -> RedirectResponse | None:
    path = request.url.path
    if path.startswith(_SWITCH):
        wanted = path.removeprefix(_SWITCH)
        chosen = next((language for language in LANGUAGES if language == wanted), LANGUAGES[0])
        answer = RedirectResponse(f"{MOUNTS[chosen]}/", status_code=303)
        answer.set_cookie(COOKIE, chosen, max_age=_A_YEAR, samesite="lax", httponly=True)
        return answer
    mount = MOUNTS[language_of(request)]
    return RedirectResponse(f"{mount}/", status_code=303) if path == "/" and mount else None
