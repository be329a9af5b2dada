"""The endpoint: chat completions, plain and streamed, over HTTP on a free loopback port."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from evals.simulator.brain import Brain, ChatRequest, Reply


class Simulator:
    """Serves a brain between `with` and its end; `base_url` is what an OpenAI client takes."""

    def __init__(self, brain: Brain) -> None:
        self._server = _Server(brain)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    def __init__(self, brain: Brain) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.brain = brain


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        request = ChatRequest(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        reply = self.server.brain.reply(request)
        time.sleep(reply.stall)
        try:
            self._send(request, reply)
        except (BrokenPipeError, ConnectionResetError):
            # The client gave up waiting: that is what some simulated models are for.
            self.close_connection = True

    def _send(self, request: ChatRequest, reply: Reply) -> None:
        if reply.status != 200:
            self._send_json(reply.status, {"error": {"message": reply.content, "type": "simulated"}})
        elif request.wants_stream:
            self._send_stream(request, reply)
        else:
            self._send_json(200, _completion(request, reply))

    def _send_json(self, status: int, value: dict[str, Any]) -> None:
        data = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _send_stream(self, request: ChatRequest, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for at in range(0, len(reply.content), 8):
            delta = {"content": reply.content[at : at + 8]}
            self._send_event(_chunk(request, {"delta": delta, "index": 0, "finish_reason": None}))
        self._send_event(_chunk(request, {"delta": {}, "index": 0, "finish_reason": reply.finish_reason}))
        self._send_event(_chunk(request, None) | {"usage": _usage(request, reply)})
        self.wfile.write(b"data: [DONE]\n\n")

    def _send_event(self, value: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: requests hold notices' text."""


def _usage(request: ChatRequest, reply: Reply) -> dict[str, int]:
    read, written = len(request.text), len(reply.content)
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _chunk(request: ChatRequest, choice: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": "simulated", "object": "chat.completion.chunk", "created": 0, "model": request.body.get("model", ""),
        "choices": [] if choice is None else [choice],
    }  # fmt: skip


def _completion(request: ChatRequest, reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.content}
    if called := reply.tool or (request.schema_name if request.body.get("tools") else None):
        call = {"name": called, "arguments": reply.content}
        message = {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "1", "type": "function", "function": call}],
        }
    return {
        "id": "simulated", "object": "chat.completion", "created": 0, "model": request.body.get("model", ""),
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish_reason}],
        "usage": _usage(request, reply),
    }  # fmt: skip
