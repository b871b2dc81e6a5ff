"""A Jupyter server extension: small messages leave at once (TCP_NODELAY), so a lab paints half as many frames again.

Jupyter Server leaves Nagle's algorithm on for its websockets: a small message then waits, about 40 ms, for the answer to the one
before it. This is switched on by `nnwidgets lab`, on Binder and on a hub that wants it; installing the package changes no server.
"""

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "nnwidgets.nodelay"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Give every kernel websocket that is opened from now on TCP_NODELAY."""
    from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

    opened = KernelWebsocketHandler.open

    async def open_without_delay(handler: Any, kernel_id: str) -> None:
        handler.set_nodelay(True)
        await opened(handler, kernel_id)

    KernelWebsocketHandler.open = open_without_delay
    server.log.info("nnwidgets: kernel websockets send without delay")
