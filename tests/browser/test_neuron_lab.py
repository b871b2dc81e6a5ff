"""The NeuronLab on a page: every number is NumPy's, whatever the mode, and all can be done by mouse and by keys."""

import re
from pathlib import Path

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CELLS = "import numpy as np\nimport nnwidgets as nw", "lab = nw.NeuronLab()\nlab"


def says(page, name, text):
    page.wait_for_function(
        '([name, text]) => document.querySelector(`.nnw [data-nnw="${name}"]`)?.textContent.includes(text)', arg=[name, text]
    )


def numbers(text):
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("\u2212", "-"))]


def drag(page, name, right, down):
    box = page.locator(f'[data-nnw="{name}"]').bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=6)
    page.mouse.up()


def no_violations(page):
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate("async () => (await axe.run('.nnw')).violations.map(v => `${v.id}: ${v.nodes[0].html}`)")


def test_V1_2_V1_11_V1_12_V5_5_V5_6_every_number_is_numpys(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    says(page, "a", "0.7311")
    assert [page.locator(f'[data-nnw="{name}"]').text_content() for name in ("z", "disc", "slope")] == ["1.00", "0.73", "0.1966"]

    page.locator('[data-nnw="w-0"]').focus()
    page.keyboard.press("Shift+ArrowDown")  # ten steps of 0.1
    nb.until_python("round(float(lab.net.W[0][0, 0]), 9)", 5)
    says(page, "z", "0.00")
    page.locator('[data-nnw="z-knob-typed"]').fill("-1000")  # V1.11: z is brought there by the bias
    page.keyboard.press("Enter")
    says(page, "a", "0.0000")
    nb.until_python("[lab.reading.z, lab.reading.a, float(lab.net.b[0][0])]", [-1000, 0, -1005])
    page.locator('[data-nnw="grip"]').focus()
    page.keyboard.press("ArrowRight")
    nb.until_python("round(lab.reading.z, 6)", -999.9)
    page.locator('[data-nnw="z-knob-typed"]').fill("0")
    page.keyboard.press("Enter")
    drag(page, "grip", 40, 0)
    nb.until_python("0.3 < lab.reading.z < 3", True)
    drag(page, "lamp", 0, 200)  # as low as it goes
    nb.until_python("lab.reading.a < 0.01", True)
    page.locator('[data-nnw="z-knob-typed"]').fill("0")
    page.keyboard.press("Enter")
    says(page, "a", "0.5000")
    page.locator('[data-nnw="lamp"]').focus()  # V1.2: the answer itself in hand
    before = page.locator('[data-nnw="lamp"]').evaluate("disc => disc.style.getPropertyValue('--nnw-bright')")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    nb.until_python("0.65 < lab.reading.a < 0.75", True)
    says(page, "disc", f"{nb.python('lab.reading.a'):.2f}")
    assert before == "50%" and page.locator('[data-nnw="lamp"]').evaluate("disc => disc.style.getPropertyValue('--nnw-bright')") > "64%"
    found = no_violations(page)

    nb.execute("lab.net.W[0], lab.net.b[0] = [[6, 2]], [-5]\nlab.refresh()\nlab.mode = 'bias'")
    says(page, "fires", f"{nb.python('round(lab.fires * 80)')} of 80")
    page.locator('[data-nnw="b-typed"]').fill("-10")
    page.keyboard.press("Enter")
    says(page, "fires", "0 of 80 examples, 0.0%")
    found += no_violations(page)

    nb.execute("lab.mode = 'line'")
    says(page, "line", "6.00 x1 + 2.00 x2 \u2212 10.00 = 0")
    box = page.locator('[data-nnw="plane"]').bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1)
    nb.until_python("lab.x[0] > 0.8 and lab.x[1] > 0.8", True)
    says(page, "line-note", f"At x z is {nb.python('lab.reading.z'):.2f}")
    found += no_violations(page)

    nb.execute("lab.turn(mode='gate', gate='and')\nlab.net.W[0], lab.net.b[0] = [[1, 1]], [-1]\nlab.activation = 'relu'")
    says(page, "right", "4 of 4")
    rows = [numbers(row.inner_text())[:4] for row in page.locator('[data-nnw="truth"] tbody tr').all()]
    assert rows == [[0, 0, -1, 0], [0, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 1]]  # V5.5: x1, x2, z and relu(z)
    page.click('[data-nnw="gate-xor"]')
    says(page, "hint", "No line does it")
    assert page.locator('[data-nnw="hint"]').text_content() == nb.python("lab.hint")
    assert page.locator('[data-nnw="truth"] tr[data-right="false"]').count() == nb.python("sum(f != g for f, g in lab.rows)")
    found += no_violations(page)

    nb.execute("lab.turn(mode='vectors', x=[-3, 4])\nlab.net.W[0] = [[6, 2]]\nlab.refresh()")
    says(page, "dot", "w · x = \u221210.00")
    drag(page, "tip-x", 60, 0)
    nb.until_python("lab.x[0] > -2 and lab.x[1] == 4", True)
    nb.execute("lab.x = [-3, 4]")
    says(page, "dot", "w · x = \u221210.00")
    page.locator('[data-nnw="tip-x"]').focus()
    page.keyboard.press("Shift+ArrowUp")
    nb.until_python("lab.x", [-3, 5])
    says(page, "dot", f"{nb.python('float(lab.net.W[0][0] @ lab.x)'):.2f}".replace("-", "\u2212"))
    found += no_violations(page)
    assert found == []


def test_V1_9_V1_10_painting_and_1943(notebook):
    nb = notebook(*CELLS[:1], "lab = nw.NeuronLab(mode='image', revealed=False)\nlab")
    page = nb.page
    page.locator('[data-nnw="probe-A"]', has_text="?").wait_for()  # to be predicted
    assert [button.get_attribute("data-nnw")[-1] for button in page.locator(".nnw-probe").all()] == ["A", "B", "C", "D"]
    assert not page.locator('[data-nnw="total"]').is_visible()
    page.click('[data-nnw="reveal"]')
    nb.until_python("lab.revealed", True)
    says(page, "total", "24.00")
    page.click('[data-nnw="painting-patch+surround"]')
    nb.until_python("{k: s.total for k, s in lab.sums.items()}", {"A": 6, "B": 24, "C": 0, "D": 8})
    page.click('[data-nnw="probe-D"]')
    says(page, "total", "8.00")
    assert numbers(page.locator('[data-nnw="counts"]').text_content()) == [24, 16]
    assert [button.get_attribute("data-nnw")[-1] for button in page.locator(".nnw-probe").all()] == ["B", "D", "A", "C"]

    pads = page.locator('.nnw-pixel[role="button"]')
    begin, end = pads.nth(8).bounding_box(), pads.nth(11).bounding_box()
    page.mouse.move(begin["x"] + 5, begin["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] + 5, steps=12)
    page.mouse.up()
    nb.until_python("lab.pixels[1][:5]", [1, 1, 1, 1, -1])
    says(page, "total", f"{nb.python('lab.sums[lab.probe].total'):.2f}")
    pads.nth(11).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    nb.until_python("lab.pixels[1][4]", 0)
    page.locator('[data-nnw="brush"]').focus()
    page.keyboard.press("ArrowLeft")
    pads.nth(12).focus()
    page.keyboard.press(" ")
    nb.until_python("lab.pixels[1][4]", 0.75)
    says(page, "total", f"{nb.python('lab.sums[lab.probe].total'):.2f}")
    found = no_violations(page)

    page.click('[data-nnw="mode-1943"]')
    says(page, "fires1943", "It does not fire: 1 active, 2 needed.")
    page.click('[data-nnw="pulse-1"]')
    says(page, "fires1943", "It fires: 2 active, 2 needed.")
    page.click('[data-nnw="more-inputs"]')
    page.select_option('[data-nnw="kind-2"]', "inhibitory")
    page.click('[data-nnw="pulse-2"]')
    nb.until_python("[lab.kinds[2], lab.pulses, lab.fired]", ["inhibitory", [1, 1, 1], False])
    says(page, "fires1943", "an inhibitory input is active")
    said = [numbers(row.inner_text())[-1] for row in page.locator('[data-nnw="patterns"] tbody tr').all()]
    assert said == nb.python(
        "[int(f) for _, f in __import__('nnwidgets.core.all_or_none', fromlist=['table']).table(lab.kinds, lab.threshold)]"
    )
    assert found + no_violations(page) == []
