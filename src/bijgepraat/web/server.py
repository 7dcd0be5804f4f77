# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Running the site on this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from bijgepraat.pipeline.house import InputError, Store
from bijgepraat.settings import Settings
from bijgepraat.web.app import create_app


def run(store: Store, host: str, port: int, announce: Callable[[str], None], settings: Settings | None = None) -> None:
    """Serve the site until it is stopped. `announce` gets the address once the port is ours; port 0 takes a free one.

    Raises `InputError` when the port is taken or the host is not one of this machine's.
    """
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise InputError(
            f"kan niet luisteren op {host} poort {port} ({error.strerror}); kies een andere poort met --port, of 0 voor een vrije"
        ) from error
    with listener:
        bound = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        announce(f"http://{shown}:{bound}/")
        config = uvicorn.Config(create_app(store, settings), log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])
