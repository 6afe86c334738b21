"""What is long goes out in pieces, and no byte of it is changed; the dashboard is served so."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.app_discovery import discover_asgi_app

from components.files.pieces import PIECE_BYTES, InPieces
from tests import running

HOME = Path(__file__).resolve().parents[2]


def sent(*messages: Message, kind: str = "http") -> list[Message]:
    """What the server is given of the messages of an application."""
    found: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        found.append(message)

    running.run(InPieces(app)({"type": kind}, receive, send))
    return found


@pytest.mark.parametrize("more", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, 2 * PIECE_BYTES + 7])
@pytest.mark.parametrize("has_more", [True, False])
def test_a_long_body_goes_out_whole_in_pieces_and_ends_as_it_did(more: int, has_more: bool) -> None:
    body = bytes(range(256)) * (PIECE_BYTES // 256) + b"x" * more
    start, *pieces = sent(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]},
        {"type": "http.response.body", "body": memoryview(body), "more_body": has_more},
    )
    assert start["headers"] == [(b"content-length", b"%d" % len(body))]
    assert b"".join(piece["body"] for piece in pieces) == body
    assert all(0 < len(piece["body"]) <= PIECE_BYTES for piece in pieces)
    assert [piece["more_body"] for piece in pieces] == [True] * (len(pieces) - 1) + [has_more]


def test_what_is_short_or_no_body_is_left_as_it_is() -> None:
    messages = (
        {"type": "http.response.start"},
        {"type": "http.response.body", "body": b""},
        {"type": "http.response.body"},
    )
    assert sent(*messages) == list(messages)
    words = {"type": "websocket.send", "bytes": b"x" * (PIECE_BYTES + 1)}
    assert sent(words, kind="websocket") == [words]


def test_streamlit_finds_the_server_that_sends_in_pieces() -> None:
    """It looks for it in the text alone."""
    assert discover_asgi_app(HOME / "dashboard.py").import_string == "dashboard:app"
    assert "middleware=[Middleware(InPieces)]" in (HOME / "dashboard.py").read_text(encoding="utf-8")
