"""The front end is read as text, and is there."""

import re

import pytest

from nnwidgets.widgets import bundle as module
from nnwidgets.widgets.bundle import MODULES, STATIC, bundle


@pytest.mark.parametrize("name", ["playground.js", "playground.css"])
def test_it_is_text(name, monkeypatch):
    monkeypatch.delenv("ANYWIDGET_HMR", raising=False)
    text = bundle(name)
    assert type(text) is str and text == (STATIC / name).read_text("utf-8")


def test_a_missing_file_is_named_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "STATIC", tmp_path)
    with pytest.raises(RuntimeError) as caught:
        bundle("playground.js")
    remedy = "reinstall nnwidgets, or run `npm run build` in nnwidgets/frontend"
    assert str(caught.value) == f"the front end is missing: playground.js is not in nnwidgets/static; {remedy}"


@pytest.mark.parametrize(("value", "is_path"), [("1", True), ("0", False), ("", False)])
def test_while_one_works_on_it_a_rebuild_shows(value, is_path, monkeypatch):
    monkeypatch.setenv("ANYWIDGET_HMR", value)
    assert (bundle("playground.js") == STATIC / "playground.js") == is_path


DIGEST = re.search(r'digest:"([0-9a-f]{16})"', (STATIC / "playground.js").read_text("utf-8"))[1]  # of the second, as the first has it
BUILD = "this page is of another build of nnwidgets than its kernel; restart the kernel and run the notebook's cells again"


def answers(page):
    return [(data["content"], buffers) for kind, data, buffers in page.line.published if data.get("content", {}).get("kind") == "module"]


def test_a_page_gets_its_further_module_by_name(make_lab):
    _, page = make_lab()
    page.send("module", name="playground_more", digest=DIGEST)
    ((answer, buffers),) = answers(page)
    assert answer == {"kind": "module", "name": "playground_more"} and page.errors == []
    assert buffers == [(STATIC / name).read_bytes().replace(b"\r\n", b"\n") for name in MODULES["playground_more"]]


@pytest.mark.parametrize(
    ("name", "digest", "sentence"),
    [
        ("playground", DIGEST, "unknown module 'playground'; choose one of playground_more (did you mean 'playground_more'?)"),
        ("../../pyproject.toml", DIGEST, "unknown module '../../pyproject.toml'; choose one of playground_more"),
        (["playground_more"], DIGEST, "module must be a name, got ['playground_more']; choose one of playground_more"),
        (None, DIGEST, "module must be a name, got None; choose one of playground_more"),
        ("playground_more", "0" * 16, BUILD),
        ("playground_more", None, BUILD),
    ],
)
def test_what_is_no_module_of_this_build_is_refused_where_it_is_waited_for(make_lab, name, digest, sentence):
    _, page = make_lab()
    page.send("module", name=name, digest=digest)
    assert answers(page) == [({"kind": "module", "name": str(name), "error": sentence}, [])] and page.errors == []


def test_a_missing_module_is_named_too(make_lab, tmp_path, monkeypatch):
    _, page = make_lab()
    monkeypatch.setattr(module, "STATIC", tmp_path)
    page.send("module", name="playground_more", digest=DIGEST)
    ((answer, _),) = answers(page)
    assert answer["error"].startswith("the front end is missing: playground_more.js is not in nnwidgets/static; ")
