"""The front end is read as text, and is there."""

import pytest

from nnwidgets.widgets import bundle as module
from nnwidgets.widgets.bundle import STATIC, bundle


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
