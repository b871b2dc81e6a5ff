"""One example through the browser's passes: every z, a, δ, the loss and the gradient equal NumPy's to 1e-9."""

import base64

import numpy as np
import pytest

from nnwidgets.core.losses import LOSSES
from nnwidgets.core.targets import encode
from nnwidgets.widgets.wire import pack

PROGRAM = """
import { readFileSync } from "node:fs";
import { decode } from "./lib/frame.js";
import { createPasses } from "./lib/passes.js";
const all = JSON.parse(readFileSync(0, "utf8")).map(({ arrays, payload, net, row }) => {
  const { theta, inputs, Y } = decode({ arrays }, Buffer.from(payload, "base64"));
  const passes = createPasses(net, { inputs, Y });
  const y = passes.targetOf(row);
  const pass = passes.forward(theta, passes.inputOf(row), y);
  const { delta, gradient, pull } = passes.backward(theta, pass, y);
  return { a: pass.a, z: pass.z, loss: pass.loss, delta, gradient: [...gradient], pull, n: passes.n };
});
console.log(JSON.stringify(all));
"""
N, ROW = 5, 3


def test_every_number_of_one_example_equals_numpys(node, networks):
    rng, cases, expected = np.random.default_rng(2), [], []
    for net, losses in networks:
        if np.abs(net.theta).max() > 100:
            continue
        X = rng.normal(size=(N, net.sizes[0]))
        if net.output.name in ("sigmoid", "tanh", "softmax", "step"):
            Y = encode(rng.integers(0, 2, N), net.sizes[-1], net.output.name)
        else:
            Y = rng.choice([-1.0, 1.0], size=(N, net.sizes[-1]))
        for loss in losses:
            if loss.name == "hinge" and not Y.all():
                continue
            described, payload = pack({"theta": net.theta, "inputs": X, "Y": Y})
            page = {"sizes": list(net.sizes), "hidden": [a.name for a in net.activation], "output": net.output.name, "loss": loss.name}
            cases.append({"arrays": described, "payload": base64.b64encode(payload).decode(), "net": page, "row": ROW})
            trace = net.forward(X[ROW])
            grads = net.backward(trace, Y[ROW : ROW + 1], loss)
            expected.append((trace, grads, float(loss.value(trace.z[-1], trace.output, Y[ROW : ROW + 1])[0])))
    assert {c["net"]["loss"] for c in cases} == set(LOSSES) and len(cases) > 100
    for case, got, (trace, grads, loss) in zip(cases, node(PROGRAM, cases), expected, strict=True):
        scale = max(1, np.abs(grads.theta).max())
        assert got["n"] == N and got["loss"] == pytest.approx(loss, rel=1e-9, abs=1e-12), case["net"]
        for name, ours in (("a", trace.a), ("z", trace.z), ("delta", grads.delta)):
            for l, (theirs, mine) in enumerate(zip(got[name], ours, strict=True)):
                np.testing.assert_allclose(theirs, mine[0], rtol=1e-9, atol=1e-9 * scale, err_msg=f"{name}[{l}] of {case['net']}")
        np.testing.assert_allclose(got["gradient"], grads.theta, rtol=1e-9, atol=1e-9 * scale, err_msg=str(case["net"]))
