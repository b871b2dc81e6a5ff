"""B5, B11: the slopes and the shares of them that the browser works out equal NumPy's to 1e-9, and L(w) along a parameter its mean loss."""

import base64

import numpy as np
import pytest

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.shares import shares
from nnwidgets.core.targets import encode
from nnwidgets.widgets.wire import pack

N, CUT = 9, 7  # two of the nine are for testing, and count for nothing here
PROGRAM = """
import { readFileSync } from "node:fs";
import { createBackward } from "./lib/backward.js";
import { decode } from "./lib/frame.js";
import { unitMajor } from "./lib/forward.js";
const all = JSON.parse(readFileSync(0, "utf8")).map(({ arrays, payload, net, n, cut, p, ws }) => {
  const { theta, X, Y } = decode({ arrays }, Buffer.from(payload, "base64"));
  const backward = createBackward(net, { inputs: unitMajor(X, n, net.sizes[0]), Y, n, cut });
  const [gradient, shares] = [[...backward.gradient(theta)], [...backward.shares(theta, p)]];
  return { gradient, shares, along: backward.along(theta, p, ws), again: [...backward.gradient(theta)] };
});
console.log(JSON.stringify(all));
"""


def mean_loss(net, loss, X, Y, p, w):
    trial = net.copy()
    trial.theta[p] = w
    trace = trial.forward(X)
    return float(loss.value(trace.z[-1], trace.output, Y).mean())


def test_B5_B11_the_browsers_gradient_and_its_shares_equal_numpys(node, networks):
    rng, cases, expected = np.random.default_rng(1), [], []
    for net, losses in networks:
        if np.abs(net.theta).max() > 100:
            continue  # a slope of millions of millions: the forward pass is compared there
        X = rng.normal(size=(N, net.sizes[0]))
        if net.output.name in ("sigmoid", "tanh", "softmax", "step"):
            Y = encode(rng.integers(0, 2, N), net.sizes[-1], net.output.name)
        else:
            Y = rng.choice([-1.0, 1.0], size=(N, net.sizes[-1])) * rng.uniform(0.5, 2, size=(N, net.sizes[-1]))
        for loss in losses:
            if loss.name == "hinge" and not Y.all():
                continue
            p = int(rng.integers(net.n_params))
            ws = [float(net.theta[p]), -2.0, 0.0, 0.7]
            described, payload = pack({"theta": net.theta, "X": X, "Y": Y})
            page = {"sizes": list(net.sizes), "hidden": [a.name for a in net.activation], "output": net.output.name, "loss": loss.name}
            cases.append(
                {"arrays": described, "payload": base64.b64encode(payload).decode(), "net": page, "n": N, "cut": CUT, "p": p, "ws": ws}
            )
            gradient = net.backward(net.forward(X[:CUT]), Y[:CUT], loss).theta
            each = shares(net, X[:CUT], Y[:CUT], loss, of=p)
            expected.append((gradient, [mean_loss(net, loss, X[:CUT], Y[:CUT], p, w) for w in ws], each))
    assert {c["net"]["output"] for c in cases} == set(ACTIVATIONS) and {c["net"]["loss"] for c in cases} == set(LOSSES)
    assert len(cases) > 100
    for case, got, (gradient, along, each) in zip(cases, node(PROGRAM, cases), expected, strict=True):
        scale = max(1, np.abs(gradient).max())
        np.testing.assert_allclose(got["gradient"], gradient, rtol=1e-9, atol=1e-9 * scale, err_msg=str(case["net"]))
        np.testing.assert_allclose(got["shares"], each, rtol=1e-9, atol=1e-9 * max(1, np.abs(each).max()), err_msg=str(case["net"]))
        assert np.mean(got["shares"]) == pytest.approx(gradient[case["p"]], rel=1e-9, abs=1e-12 * scale)
        assert got["along"] == pytest.approx(along, rel=1e-9, abs=1e-9), case["net"]
        assert got["again"] == got["gradient"]
