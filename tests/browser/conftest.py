"""One JupyterLab and one Chromium for all browser tests; a fresh page, and a kernel of its own, for each."""

import os
from pathlib import Path
from types import SimpleNamespace

import harness
import pytest
from pages import CLEAR, Notebook

HERE = Path(__file__).parent
NOT_OURS = "/static/notebook/notebook_core."  # Notebook 7 complains of settings and commands that it leaves out
TESTS_PER_PAGE = 15
REMEDY = "no Chromium or Chrome was found: install one (Debian: apt install chromium), or name it in NNWIDGETS_BROWSER"


def pytest_collection_modifyitems(items):
    """Browser tests come last: Playwright keeps an event loop running, which tests of asyncio cannot have beside them."""
    browser = harness.find_browser()
    items.sort(key=lambda item: HERE in Path(item.path).parents)
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            if browser is None and os.environ.get("NNWIDGETS_REQUIRE_BROWSER") != "1":
                item.add_marker(pytest.mark.skip(reason=REMEDY))


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("jupyter")
    with harness.jupyter_lab(folder) as url:
        yield url, folder / "work"


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)
    path = harness.find_browser()
    assert path, REMEDY
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=harness.CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture
def screen(request):
    """What the page's context is to be beside the default: `@pytest.mark.parametrize("screen", [{"has_touch": True}], indirect=True)`."""
    return getattr(request, "param", {})


def open_context(chromium, screen):
    """A window of 1,280 × 800, but for what `screen` says."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}} | screen)
    context.set_default_timeout(20_000)
    context.tracing.start(screenshots=True)
    return context


@pytest.fixture(scope="session")
def usual(chromium):
    """The window of all tests that ask for no other: its cache holds JupyterLab after the first page, which halves what a page takes."""
    context = open_context(chromium, {})
    yield context
    context.close()


@pytest.fixture(scope="session")
def desk():
    """The page that tests share, one after the other, each with a notebook of its own: opening JupyterLab takes longer than most tests."""
    return SimpleNamespace(page=None, tests=0)


@pytest.fixture
def page(chromium, screen, usual, desk, request, tmp_path):
    """A page: the shared one, or with `@pytest.mark.own_page` a fresh one, for tests that reload it, leave it or change its size.

    What it complains of fails the test; a trace of a failed test is kept in its temporary folder, and its page is used no more.
    """
    context = open_context(chromium, screen) if screen else usual
    shared = context is usual and request.node.get_closest_marker("own_page") is None
    context.tracing.start_chunk()
    page = (desk.page if shared else None) or context.new_page()
    complaints = []
    listeners = {
        "pageerror": lambda error: None if NOT_OURS in (error.stack or "") else complaints.append(str(error)),
        "console": lambda m: complaints.append(m.text) if m.type == "error" and "nnw" in m.text else None,
    }
    for event, listen in listeners.items():
        page.on(event, listen)
    yield page
    failed = getattr(request.node, "report_call", None) is None or request.node.report_call.failed
    trace = tmp_path / "trace.zip"
    context.tracing.stop_chunk(path=trace if failed else None)
    if failed:
        print(f"Playwright trace: {trace}")
    if shared and not failed and desk.tests < TESTS_PER_PAGE:
        page.evaluate(CLEAR)
        page.mouse.move(0, 0)
        for event, listen in listeners.items():
            page.remove_listener(event, listen)
        desk.page, desk.tests = page, desk.tests + 1
    else:
        page.close() if context is usual else context.close()
        if shared:
            desk.page, desk.tests = None, 0
    assert not complaints, complaints


@pytest.fixture
def notebook(page, lab_server, request):
    """`notebook(*cells)` opens a notebook of these cells, with a kernel of its own, and runs it; `host` is one of pages.HOSTS."""
    url, work = lab_server
    opened = []

    def open_and_run(*cells: str, host: str = "JupyterLab") -> Notebook:
        name = f"{request.node.name.translate(str.maketrans('[]/ ', '____'))}.ipynb"
        nb = Notebook(page, url, work).open(name, list(cells), host)
        opened.append(nb)
        nb.run_all()
        return nb

    yield open_and_run
    for nb in opened:
        nb.shut_down()


@pytest.fixture
def playground(notebook):
    """A default Playground called `lab`, on screen and at rest."""
    nb = notebook("import numpy as np\nimport nnwidgets as nw", "lab = nw.Playground()\nlab")
    nb.until("step", 0)
    return nb
