"""The web server, which says where it is once it listens."""

import socket
from collections.abc import Callable

import uvicorn

_FAREWELL_S = 2  # pages that listen for events are not waited for


def run(application: str, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until stopped.

    Parameters
    ----------
    port
        0 takes a port that is free.
    tell
        Is given the address, such as ``http://127.0.0.1:8000/``, once it can be opened.
    """
    _Server(
        uvicorn.Config(
            application,
            host=host,
            port=port,
            lifespan="off",
            log_level="warning",
            timeout_graceful_shutdown=_FAREWELL_S,
        ),
        tell,
    ).run()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, tell: Callable[[str], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            host, port = server.sockets[0].getsockname()[:2]
            name = f"[{host}]" if ":" in host else host
            self._tell(f"http://{name}:{port}/")
