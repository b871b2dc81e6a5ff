"""Keeps a kernel of ipykernel 7.0 to 7.3 listening: there, a request that comes while a reply is sent may never be read.

The reply goes out on the socket itself, past the stream that listens on it, and takes the stream's wake-up with it (ipykernel issue
1554). A page that is reloaded asks for much at once; one in thirty stayed dead. ipykernel 7.4 sends by the stream; so do we before it.
"""

from typing import Any


def keep_listening(shell: Any) -> bool:
    """Have the kernel of this IPython shell send its replies by the stream that it listens on; True if that was still to do."""
    kernel = getattr(shell, "kernel", None)
    stream = getattr(kernel, "shell_stream", None)
    manager = getattr(getattr(kernel, "shell_channel_thread", None), "manager", None)
    if stream is None or getattr(manager, "_shell_socket", None) is not stream.socket:
        return False
    manager._shell_socket = stream
    return True
