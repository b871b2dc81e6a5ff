"""The map in a real JupyterLab: how it looks, and points changed by hand."""

import numpy as np
from playwright.sync_api import expect

TWO = "import numpy as np\nimport nnwidgets as nw"


def test_points_by_mouse_and_by_keyboard(playground):
    """The map's points are data: added, moved, relabelled and deleted on it, each as one change of the kernel's arrays."""
    nb, page = playground, playground.page
    page.click('[data-nnw="map-edit"]')
    page.get_by_role("radio", name="blue").click()
    page.locator('[data-nnw="map"]').hover(position={"x": 33, "y": 9})  # a corner, where no point is
    page.mouse.down()
    page.mouse.up()
    page.locator('[data-nnw="counts"]', has_text="251 to train on, 250 to test").wait_for()
    added, label = nb.python("[lab.data[0].X[-1].tolist(), int(lab.data[0].y[-1])]")
    assert label == 1 and added[0] < -5.7 and added[1] > 5.7
    assert nb.python("[len(lab.trainer.history.events), lab.data[0].name, lab._source.name]") == [1, "circle, edited", None]
    assert page.locator('[data-nnw="noise"]').is_hidden()  # the data are the learner's own now

    page.mouse.down()
    page.mouse.move(*np.add(corner(page), (60, 40)), steps=4)
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('[data-nnw=cursor]').textContent.startsWith('Point 251')")
    page.wait_for_function("n => document.querySelector('.nnw').dataset.nnwFrame > n", arg=int(nb.lab.get_attribute("data-nnw-frame")) - 1)
    moved = nb.python("lab.data[0].X[-1].tolist()")
    assert moved[0] > added[0] + 2 and moved[1] < added[1] - 1 and nb.python("len(lab.trainer.history.events)") == 2

    page.keyboard.press("1")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('[data-nnw=cursor]').textContent.includes('Enter')")
    x, label = nb.python("[float(lab.data[0].X[-1][0]), int(lab.data[0].y[-1])]")
    assert label == 0 and abs(x - (moved[0] - 2 * 12 / 48)) < 1e-9
    page.keyboard.press("Delete")
    page.locator('[data-nnw="counts"]', has_text="250 to train on, 250 to test").wait_for()
    assert nb.python("[len(lab.data[0]), len(lab.trainer.history.events)]") == [250, 5]


def corner(page):
    box = page.locator('[data-nnw="map"]').bounding_box()
    return box["x"] + 33, box["y"] + 9


def test_steps_layer_and_features(playground):
    """Discretized, only two colours are left; the last layer's space has its own axes; a feature is one click, and its weights stay."""
    nb, page = playground, playground.page
    page.click('[data-nnw="map-steps"]')
    page.wait_for_function("() => document.querySelector('[data-nnw=map-steps]').ariaPressed === 'true'")
    assert page.evaluate(COLORS) == 2
    page.click('[data-nnw="map-steps"]')
    page.wait_for_function(f"() => ({COLORS})() > 20")
    page.click('[data-nnw="map-layer"]')
    expect(page.locator(".nnw-panel-output h3")).to_have_text("What the last hidden layer sees", use_inner_text=True)
    page.locator('[data-nnw="map"]').focus()
    page.keyboard.press("ArrowRight")
    assert nb.text("cursor").startswith("a1 0.1, a2 0.0: output ≈ ")
    before = nb.python("lab.net.W[0].tolist()")
    page.click('[data-nnw="feature-x1²"]')
    nb.until("generation", 1)
    page.click('[data-nnw="feature-x1"]')
    nb.until("generation", 2)
    assert nb.python("[lab.net.sizes, lab.data[0].names]") == [[2, 4, 2, 1], ["x2", "x1²"]]
    assert [row[0] for row in nb.python("lab.net.W[0].tolist()")] == [row[1] for row in before]
    page.click('[data-nnw="play"]')
    page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 300")
    page.click('[data-nnw="play"]')
    nb.until("running", "false")
    nb.execute("lab.set_features(['x1', ('r', lambda X: np.hypot(X[:, 0], X[:, 1]))])")
    nb.until("generation", 3)
    page.click('[data-nnw="map-layer"]')
    page.locator('[data-nnw="map"]').focus()
    page.keyboard.press("ArrowRight")
    place, _, value = nb.text("cursor").partition(": output ≈ ")
    x1 = nb.python("float(lab.net.forward(lab.data[0].transform([[0.56, 0.06]])).output[0, 0])")  # the cell's center
    assert place == "x1 0.6, x2 0.0" and abs(float(value.replace("\u2212", "-")) - x1) < 0.02


COLORS = """() => {
  const canvas = document.querySelector('canvas[data-nnw="map"]');
  const { data } = canvas.getContext('2d').getImageData(40, 12, canvas.width - 60, canvas.height - 50);
  return new Set(new Uint32Array(data.buffer)).size;
}"""


def test_any_data(notebook):
    """A learner's arrays of four columns: two of them, or the principal components, at the mean or at a point; 20,000 points."""
    iris = "lab = nw.Playground(nw.datasets.iris().standardize(), hidden=[4, 3])\nlab"
    nb = notebook(TWO, iris, "nw.Playground(nw.datasets.moons(n=20000))")
    nb.until("step", 0)
    lab = nb.lab
    lab.get_by_text("The other 2 columns at their mean.").wait_for()
    assert lab.locator('[data-nnw="legend"] .nnw-class').all_inner_texts() == ["setosa", "versicolor", "virginica"]
    lab.get_by_label("Column across").select_option("petal width")
    nb.page.wait_for_function("() => document.querySelector('[aria-label=\"Column across\"]').selectedIndex === 3")
    assert nb.python("lab.plane.names") == ["petal width", "sepal width"]
    lab.locator('[data-nnw="map-pca"]').click()
    lab.get_by_text("of the variance").wait_for()
    assert nb.python("lab.plane.choice") == "pca"
    nb.page.locator(".nnw").nth(1).scroll_into_view_if_needed()
    nb.page.get_by_text("3,000 of 20,000 points drawn").wait_for()
