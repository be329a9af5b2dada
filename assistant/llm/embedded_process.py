"""The process in which the embedded model runs: prints the server's address, ends when its standard input closes.

Started by `assistant.llm.embedded.EmbeddedServer` as `python -m assistant.llm.embedded_process MODEL THREADS CONTEXT`;
the key comes by environment, so that it shows in no process list.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Serve until the starter goes away."""
    import xllamacpp  # the extra `local`; heavy, and only this process needs it

    model, threads, context = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = context
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.api_keys = [os.environ["ASSISTANT_EMBEDDED_KEY"]]
    params.cors_origins = ""
    params.verbosity = -1
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    # The C++ threads hold the interpreter at exit; nothing is left to save.
    os._exit(0)


if __name__ == "__main__":
    main()
