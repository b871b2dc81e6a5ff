"""The picture beside the widget: a PNG without matplotlib, that shows the network's map and the loss."""

import io
import re
import subprocess
import sys
from base64 import b64decode

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from nbconvert import HTMLExporter

import nnwidgets as nw
from nnwidgets.widgets.fallback import SIDE, picture

X = np.random.default_rng(0).normal(size=(60, 4))


def pixels(lab):
    return (imread(io.BytesIO(picture(lab.trainer)), format="png")[..., :3] * 255).round()


@pytest.fixture
def labs():
    made = []

    def make(*args, **kwargs):
        made.append(nw.Playground(*args, **kwargs))
        return made[-1]

    yield make
    for lab in made:
        lab.close()


def test_a_cell_shows_the_widget_a_picture_and_a_constant_text(labs):
    lab = labs()
    data, metadata = lab._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "image/png", "text/plain"} <= set(data) and isinstance(metadata, dict)
    assert data["text/plain"] == "Playground(circle, [2, 4, 2, 1], step 0)"
    assert b64decode(data["image/png"]) == picture(lab.trainer)


def test_the_map_is_blue_where_the_answer_is_yes(labs):
    lab = labs("gauss", hidden=[])
    lab.net.W[0], lab.net.b[0] = [[50, 0]], [0]
    lab.refresh()
    seen = pixels(lab)
    left, right = seen[5, 5], seen[5, SIDE - 5]
    assert left[0] > left[2] and right[2] > right[0]  # orange on the left, blue on the right


def test_the_picture_moves_with_training(labs):
    lab = labs()
    before = pixels(lab)
    lab.train(epochs=30)
    assert (pixels(lab) != before).mean() > 0.05


@pytest.mark.parametrize(
    ("data", "width"),
    [
        ((X, (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)), 576),
        ((X[:, :1], np.sin(X[:, 0])), 320),
        ((X, X[:, 0]), 576),
    ],
)
def test_every_kind_of_data_has_one(labs, data, width):
    seen = pixels(labs(data))
    assert seen.shape == (SIDE, width, 3) and len(np.unique(seen.reshape(-1, 3), axis=0)) > 3


def test_no_matplotlib_is_loaded():
    code = "import sys, nnwidgets as nw; nw.Playground()._repr_mimebundle_(); print([m for m in sys.modules if m.startswith('matplotlib')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("template", ["lab", "classic"])
def test_a_static_page_shows_the_picture(labs, template):
    """What a reader without a kernel gets: nbconvert's HTML of a notebook whose cell holds a lab."""
    lab = labs("circle")
    lab.train(steps=7)
    data, metadata = lab._repr_mimebundle_()
    output = nbformat.v4.new_output("display_data", data, metadata=metadata)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("lab", outputs=[output])])
    page, _ = HTMLExporter(template_name=template).from_notebook_node(notebook)
    (shown,) = re.findall(r'src="data:image/png;base64,([^"]+)"', page.replace("\n", ""))
    assert b64decode(shown) == picture(lab.trainer)
    losses = f"train loss {lab.trainer.train_loss:.4f}, test loss {lab.trainer.test_loss:.4f}"
    alt = f'alt="A network of sizes 2-4-2-1 at step 7: the output over x1 and x2, and the loss curve; {losses}."'
    assert alt in page or template == "lab"  # which leaves out the words of any picture
