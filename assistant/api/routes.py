"""The JSON interface beside the page. Who may use it, how often and with how much is settled before it is reached."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response

from assistant.answering.table_file import MEDIA
from assistant.api import model
from assistant.api.inquiry import Core, Inquiry
from assistant.errors import (
    AssistantError,
    ConfigurationError,
    ModelError,
    QuestionError,
    ReadingError,
    StoreError,
    UnknownReportError,
)

PREFIX = "/api"
_AT_ONCE = 4
"""Questions of programs that are worked on at a time: the page is for people, who go first."""
_STATUS: dict[type[AssistantError], int] = {
    UnknownReportError: 404,
    QuestionError: 422,
    ConfigurationError: 503,
    ModelError: 503,
    StoreError: 503,
    ReadingError: 422,
}
Given = TypeVar("Given")
Found = TypeVar("Found")


def build_api(core: Core) -> FastAPI:
    """The interface over a core, to be mounted at `PREFIX`. Its schema is at `openapi.json`; no page shows it, since
    such a page would load its scripts from elsewhere.
    """
    api = FastAPI(title="整改通报问答接口", version="1", docs_url=None, redoc_url=None)
    ask = Inquiry(core)
    limiter = CapacityLimiter(_AT_ONCE)

    async def beside(question: Callable[[Given], Found], given: Given) -> Found:
        return await run_sync(partial(question, given), limiter=limiter)

    @api.get("/reports", description="收录的通报。")
    async def reports(wanted: Annotated[model.Paged, Query()]) -> model.ReportPage:
        """What is loaded."""
        return await beside(ask.reports, wanted)

    @api.get("/findings", description="按条件查询反馈问题，逐条列出，附原文。")
    async def findings(wanted: Annotated[model.FindingFilter, Query()]) -> model.FindingPage:
        """Findings by filter."""
        return await beside(ask.findings, wanted)

    @api.get("/passages", description="在通报原文中查找意思相近的段落。")
    async def passages(wanted: Annotated[model.PassageFilter, Query()]) -> model.PassageList:
        """Passages near to what is sought."""
        return await beside(ask.passages, wanted)

    @api.get("/compare", description="按主题比较各医院。")
    async def compare(wanted: Annotated[model.CompareFilter, Query()]) -> model.ComparisonPage:
        """Hospitals on a theme."""
        return await beside(ask.compare, wanted)

    @api.get("/due", description="整改承诺与时限，逾期在前。")
    async def due(wanted: Annotated[model.DueFilter, Query()]) -> model.DuePage:
        """Commitments on a day."""
        return await beside(ask.due, wanted)

    @api.get("/audit", description="通报内部的前后矛盾。")
    async def audit(wanted: Annotated[model.AuditFilter, Query()]) -> model.AuditPage:
        """Contradictions inside notices."""
        return await beside(ask.audit, wanted)

    @api.post("/ask", description="回答一个问题，附原文出处。")
    async def question(asked: model.AskRequest) -> model.Reply:
        """The answer to a question."""
        return await beside(ask.ask, asked)

    @api.post(
        "/ask/table",
        description="把一个问题的回答存为表格：列出所统计的每一条记录，附原文出处。",
        response_class=Response,
        responses={200: {"content": {media: {} for media in MEDIA.values()}}},
    )
    async def table(asked: model.TableRequest) -> Response:
        """Every record that an answer counts, as a file."""
        named = {"Content-Disposition": f'attachment; filename="answer.{asked.format}"'}
        return Response(await beside(ask.table, asked), media_type=MEDIA[asked.format], headers=named)

    api.add_exception_handler(AssistantError, _failed)
    return api


async def _failed(_: Request, error: Exception) -> JSONResponse:
    """What an error of the core is over HTTP, in the words meant for users."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return JSONResponse({"detail": getattr(error, "message_zh", None) or str(error)}, status)
