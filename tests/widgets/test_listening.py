"""A kernel in which a lab has been made answers whatever comes while it is answering."""

from types import SimpleNamespace

from jupyter_client.manager import start_new_kernel

from nnwidgets.widgets.listening import keep_listening

ROUNDS = 600  # without the cure a kernel of ipykernel 7.3 was deaf after 4, 116 and 543


def test_a_kernel_with_a_lab_answers_all_that_is_asked():
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute_interactive("import nnwidgets as nw\nlab = nw.Playground()", timeout=60)
        for _ in range(ROUNDS):
            asked = {client.kernel_info() for _ in range(3)}
            assert {client.get_shell_msg(timeout=20)["parent_header"]["msg_id"] for _ in asked} == asked
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_only_a_kernel_that_needs_it_is_changed():
    socket = object()
    stream = SimpleNamespace(socket=socket)

    def shell(**manager):
        thread = SimpleNamespace(manager=SimpleNamespace(**manager))
        return SimpleNamespace(kernel=SimpleNamespace(shell_stream=stream, shell_channel_thread=thread))

    old = shell(_shell_socket=socket)
    assert keep_listening(old) and old.kernel.shell_channel_thread.manager._shell_socket is stream
    assert not keep_listening(old)
    assert not keep_listening(shell(_shell_stream=stream))  # ipykernel 7.4
    assert not keep_listening(SimpleNamespace(kernel=SimpleNamespace(shell_stream=stream)))  # ipykernel 6
    assert not keep_listening(None) and not keep_listening(SimpleNamespace())
