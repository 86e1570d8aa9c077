"""Large requests are refused before they are taken."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from summitry_web.lib.limits import limited

Message = MutableMapping[str, Any]


async def echo(scope: Message, receive: Any, send: Any) -> None:
    """Answer with what was received, or with nothing if the other side went away."""
    taken = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        taken += message["body"]
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": taken})


def ask(headers: list[tuple[bytes, bytes]], *parts: bytes) -> list[int]:
    """Send a request in parts to an application that takes ten bytes; return the statuses it answers with."""
    sent: list[Message] = []
    waiting = [
        {"type": "http.request", "body": part, "more_body": idx < len(parts)} for idx, part in enumerate(parts, 1)
    ]

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def answered() -> None:
        await limited(echo, 10)({"type": "http", "headers": headers}, receive, send)

    asyncio.run(answered())
    return [message["status"] for message in sent if message["type"] == "http.response.start"]


@pytest.mark.parametrize(
    ("stated", "parts", "statuses"),
    [
        (b"10", (b"0123456789",), [200]),
        (b"11", (b"0123456789A",), [413]),
        (b"5", (b"01234", b"567890"), []),
        (None, (b"01234", b"56789"), [200]),
        (None, (b"01234", b"567890"), []),
        (b"many", (b"0",), [200]),
    ],
)
def test_what_is_larger_than_may_be_is_not_taken(
    stated: bytes | None, parts: tuple[bytes, ...], statuses: list[int]
) -> None:
    assert ask([] if stated is None else [(b"content-length", stated)], *parts) == statuses
