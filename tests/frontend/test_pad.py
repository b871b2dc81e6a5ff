"""The browser's strokes, replays and spoilt images equal NumPy's to 1e-12."""

import numpy as np

from nnwidgets.core.pad import rasterize, until
from nnwidgets.core.pixels import inverted, order, shifted

PROGRAM = """
import { readFileSync } from "node:fs";
import { rasterize, spoilt, until } from "./lib/pad.js";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(({ strokes, side, fit, share, how }) => {
  const shown = until(strokes, share);
  const image = rasterize(shown, side, fit);
  return { shown, image: [...image], spoilt: [...spoilt(image, side, how)] };
})));
"""


def test_strokes_become_the_same_pixels_in_both_languages(node):
    rng, cases = np.random.default_rng(4), []
    for k in range(60):
        strokes = [np.round(rng.random((n, 2)), 3).tolist() for n in rng.integers(1, 9, rng.integers(0, 4))]
        side = (28, 8, 12)[k % 3]
        turned = [None, order(side * side).tolist()][k % 2]
        how = {"inverted": bool(k % 4 == 1), "shift": rng.integers(-3, 4, 2).tolist(), "order": turned}
        share = round(float(rng.random()), 2) if k % 3 else 1
        cases.append({"strokes": strokes, "side": side, "fit": bool(k % 5), "share": share, "how": how})
    for case, got in zip(cases, node(PROGRAM, cases), strict=True):
        shown = until(case["strokes"], case["share"])
        image = rasterize(shown, case["side"], case["fit"])
        assert [len(s) for s in got["shown"]] == [len(s) for s in shown]
        np.testing.assert_allclose(got["image"], image, atol=1e-11, err_msg=str(case))
        X = inverted(image[None]) if case["how"]["inverted"] else image[None]
        X = shifted(X, *case["how"]["shift"])
        X = X if case["how"]["order"] is None else X[:, order(case["side"] ** 2)]
        np.testing.assert_allclose(got["spoilt"], X[0], atol=1e-11, err_msg=str(case))
