"""The model of one assistant, opened at its first use and shared by all conversations and by extraction."""

from __future__ import annotations

import threading

from assistant.llm.embedded import EmbeddedServer
from assistant.llm.opening import choose_model, model_file, open_chat
from assistant.llm.port import ChatModel
from assistant.settings import Settings


class Models:
    """Owns the embedded model's server: one process for all who ask, ended by `close`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._server: EmbeddedServer | None = None
        self._chat: ChatModel | None = None

    def chat(self) -> ChatModel | None:
        """The model that the settings come to; None for none. Nothing starts before the first request.

        Raises ConfigurationError or ModelMissingError where a model is asked for by name and is not there.
        """
        with self._lock:
            if self._chat is None:
                choice = choose_model(self._settings)
                if choice == "local":
                    threads = self._settings.local_threads
                    self._server = EmbeddedServer(model_file(self._settings), threads=threads)
                self._chat = open_chat(self._settings, choice, self._server)
            return self._chat

    def close(self) -> None:
        """Let go of connections and end the server, if it runs. The model may be asked for again."""
        with self._lock:
            if self._chat is not None:
                self._chat.close()
            if self._server is not None:
                self._server.stop()
            self._chat = self._server = None
