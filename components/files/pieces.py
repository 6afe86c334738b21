"""What a long answer of the server is sent in: pieces, each when the one before it has gone."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PIECE_BYTES = 1 << 20


class InPieces:
    """Around the whole server. Streamlit hands a file out as one piece, of which the server would hold copies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Nothing but the bodies of HTTP answers is touched, and of them no byte."""

        async def piecewise(message: Message) -> None:
            body = message.get("body", b"") if message["type"] == "http.response.body" else b""
            for at in range(0, max(len(body) - PIECE_BYTES, 0), PIECE_BYTES):
                await send({"type": message["type"], "body": bytes(body[at : at + PIECE_BYTES]), "more_body": True})
            await send(message if len(body) <= PIECE_BYTES else {**message, "body": _last(body)})

        await self.app(scope, receive, piecewise if scope["type"] == "http" else send)


def _last(body: bytes | memoryview) -> bytes:
    return bytes(body[(len(body) - 1) // PIECE_BYTES * PIECE_BYTES :])
