"""How hypothesis searches (without deadlines; on CI the same examples every time), how long a test may take, what is said at once."""

import os

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(items):
    """Long runs take minutes by nature."""
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(0))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item, call):
    """On CI a failure is said when it happens, too: the list at the end is missing when a run is cut off."""
    if call.excinfo is not None and not call.excinfo.errisinstance(pytest.skip.Exception) and os.environ.get("CI"):
        item.config.get_terminal_writer().line(f"\n{item.nodeid}: {call.excinfo.exconly()[:2000]}")
