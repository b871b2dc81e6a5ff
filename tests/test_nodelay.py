"""The server extension, on a real socket: on for kernel websockets where it is loaded, off where it is not."""

import asyncio
import socket
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels import websocket
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect

from nnwidgets import nodelay


@pytest.mark.parametrize("loaded", [False, True])
def test_a_kernel_websocket_has_no_delay_where_the_extension_is_loaded(loaded, monkeypatch):
    seen, said = [], []

    class Handler(WebSocketHandler):
        async def open(self, kernel_id):
            delayed = self.ws_connection.stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
            seen.append((kernel_id, delayed))
            await self.write_message("opened")

    monkeypatch.setattr(websocket, "KernelWebsocketHandler", Handler)
    if loaded:
        nodelay._load_jupyter_server_extension(SimpleNamespace(log=SimpleNamespace(info=said.append)))

    async def visit():
        listener, port = bind_unused_port()
        server = HTTPServer(Application([(r"/(\w+)", Handler)]))
        server.add_socket(listener)
        page = await websocket_connect(f"ws://127.0.0.1:{port}/kernel7")
        assert await page.read_message() == "opened"
        page.close()
        server.stop()

    asyncio.run(visit())
    assert seen == [("kernel7", not loaded)]
    assert said == ["nnwidgets: kernel websockets send without delay"] * loaded


def test_it_is_a_server_extension_by_its_own_name():
    assert nodelay._jupyter_server_extension_points() == [{"module": "nnwidgets.nodelay"}]
