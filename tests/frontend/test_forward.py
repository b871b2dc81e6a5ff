"""The two languages are tied: what the browser works out from Python's own frames equals NumPy, to 1e-12."""

import base64

import numpy as np
import pytest

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.network import Network
from nnwidgets.core.targets import accuracy, encode
from nnwidgets.widgets.wire import pack

LABELS = ("sigmoid", "tanh", "softmax", "step")
PROGRAM = """
import { readFileSync } from "node:fs";
import { decode } from "./lib/frame.js";
import { createForward, unitMajor } from "./lib/forward.js";
import { accuracy, meanLoss } from "./lib/losses.js";
const all = JSON.parse(readFileSync(0, "utf8")).map(({ header, payload, spec, loss, n }) => {
  const { theta, X, Y } = decode(header, Buffer.from(payload, "base64"));
  const { a, z } = createForward(spec).run(theta, unitMajor(X, n, spec.sizes[0]), n);
  const last = a[a.length - 1], k = spec.sizes.at(-1);
  return { a: a.slice(1).map(x => [...x]), loss: meanLoss(loss, { z, a: last }, Y, n, k), accuracy: accuracy(last, Y, n, k, spec.output) };
});
console.log(JSON.stringify(all));
"""


def test_the_browser_equals_numpy(node, networks):
    rng, cases, expected = np.random.default_rng(0), [], []
    for net, losses in networks:
        X = rng.normal(size=(7, net.sizes[0]))
        if net.output.name in LABELS:
            Y = encode(rng.integers(0, 2, 7), net.sizes[-1], net.output.name)
        else:
            Y = rng.normal(size=(7, net.sizes[-1]))
        for loss in losses:
            described, payload = pack({"theta": net.theta, "X": X, "Y": Y})
            spec = {"sizes": list(net.sizes), "hidden": [a.name for a in net.activation], "output": net.output.name}
            header = {"arrays": described}
            cases.append({"header": header, "payload": base64.b64encode(payload).decode(), "spec": spec, "loss": loss.name, "n": 7})
            expected.append((net.forward(X), float(loss.value(net.forward(X).z[-1], net.forward(X).output, Y).mean()), Y, net.output.name))
    assert {c["spec"]["output"] for c in cases} == set(ACTIVATIONS) and {c["loss"] for c in cases} == set(LOSSES)
    for case, got, (trace, loss, Y, output) in zip(cases, node(PROGRAM, cases), expected, strict=True):
        for ours, theirs in zip(trace.a[1:], got["a"], strict=True):
            theirs, atol = np.array(theirs).reshape(ours.T.shape).T, 1e-12 * max(1, np.abs(ours).max())  # large terms cancel
            np.testing.assert_allclose(theirs, ours, rtol=1e-12, atol=atol, err_msg=str(case["spec"]))
        assert got["loss"] == pytest.approx(loss, rel=1e-12, abs=1e-12), case["spec"]
        if output in LABELS:
            assert got["accuracy"] == pytest.approx(accuracy(trace.output, Y, output)) or len(Y[0]) > 1


def test_float32_frames_arrive_as_they_are(node):
    net = Network([784, 16, 10], "relu", "softmax", dtype="float32")
    described, payload = pack({"theta": net.theta})
    program = (
        'import { readFileSync } from "node:fs"; import { decode } from "./lib/frame.js";'
        'const { header, payload } = JSON.parse(readFileSync(0, "utf8"));'
        'const { theta } = decode(header, Buffer.from(payload, "base64"));'
        "console.log(JSON.stringify([theta.constructor.name, theta.length, theta[12345]]));"
    )
    kind, length, value = node(program, {"header": {"arrays": described}, "payload": base64.b64encode(payload).decode()})
    assert (kind, length, np.float32(value)) == ("Float32Array", net.n_params, net.theta[12345])
