"""The line under the network that says what is wrong, on screen."""

from playwright.sync_api import expect

DARK = """() => {
  const canvas = document.querySelector('[data-nnw="network"]');
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) count += data[i] === 29 && data[i + 1] === 33 && data[i + 2] === 39 && data[i + 3] === 255;
  return count / (canvas.width / canvas.clientWidth) ** 2;
}"""  # pixels in the full ink: the marks, and some of the labels


def test_what_is_wrong_stands_under_the_network_until_it_is_right(notebook):
    nb = notebook(
        "import nnwidgets as nw", "lab = nw.Playground(trainer=nw.MUSEUM['all weights zero'].trainer())\nlab.train(steps=200)\nlab"
    )
    nb.until("step", 200)
    line = nb.lab.locator('[data-nnw="health"]')
    line.filter(has_text="Try").wait_for()  # panels are drawn once the lab is seen
    assert line.inner_text() == nb.python("str(nw.diagnose(lab.trainer)[0])")
    assert (line.get_attribute("role"), line.get_attribute("aria-live")) == ("status", "polite")
    network, box = nb.lab.get_by_role("region", name="network").bounding_box(), line.bounding_box()
    assert network["x"] <= box["x"] and box["x"] + box["width"] <= network["x"] + network["width"]
    nb.frames(20)
    ill = nb.page.evaluate(DARK)
    nb.page.get_by_role("button", name="New weights").click()
    nb.until("step", 0)
    nb.page.wait_for_function("""() => document.querySelector('[data-nnw="health"]').innerText.trim() === ''""")
    assert line.bounding_box()["height"] == 0
    nb.frames(20)
    assert ill - nb.page.evaluate(DARK) > 6 * 60  # six units were marked
    nb.page.click('[data-nnw="play"]')
    nb.page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 500")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    assert line.inner_text().strip() == ""


def test_E9_it_says_that_it_learns_by_the_learners_own_code(notebook):
    nb = notebook(
        "import nnwidgets as nw",
        "lab = nw.Playground('xor', hidden=[4], activation='sigmoid', output='sigmoid')\nlab",
        "own = nw.exercises.chain.backward.reference\nlab.use(backward=own).outcome",
    )
    line = nb.lab.locator('[data-nnw="health"]')
    expect(line).to_have_text("It learns by your own backward.")
    nb.python("lab.use()")
    expect(line).to_have_text("")
