"""A request may be so large and no larger; what is larger is not even taken from the network."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

TOO_LARGE = 413


def limited(application: Application, most_bytes: int) -> Application:
    """Return an application that answers 413 to larger requests, and hangs up on those that turn out larger."""

    async def guarded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
        elif _stated_bytes(scope) > most_bytes:
            await _refuse(send, most_bytes)
        else:
            await application(scope, _counting(receive, most_bytes), send)

    return guarded


def _stated_bytes(scope: Message) -> int:
    stated = dict(scope["headers"]).get(b"content-length", b"0")
    return int(stated) if stated.isdigit() else 0


def _counting(receive: Receive, most_bytes: int) -> Receive:
    """Return a way to receive that pretends the other side is gone once it has sent too much."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= most_bytes else {"type": "http.disconnect"}

    return counted


async def _refuse(send: Send, most_bytes: int) -> None:
    text = f"At most {most_bytes // 1_000_000} MB.\n".encode()
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(text)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": TOO_LARGE, "headers": headers})
    await send({"type": "http.response.body", "body": text})
