"""The browser's softmax, loss, gradient and race equal NumPy's to 1e-12."""

import math

import numpy as np
import pytest

from nnwidgets.core import logits as of
from nnwidgets.core.race import race

PROGRAM = """
import { readFileSync } from "node:fs";
import * as s from "./lib/softmax.js";
import { race } from "./lib/race.js";
const { cases, starts } = JSON.parse(readFileSync(0, "utf8"));
const out = cases.map(({ z, y, T: sent }) => {
  const T = s.temperature(sent);
  const smooth = T > 0 && T < Infinity;
  return { p: s.probabilities(z, T), entropy: s.entropy(s.probabilities(z, T)), loss: String(s.loss(z, y, T)),
    gradient: T > 0 ? s.gradient(z, y, T) : null,
    down: T > 0 ? s.descend(z, y, 0.7, T) : null, logit: smooth ? s.logitFor(z, 1, 0.3, T) : null, naive: s.naive(z).p.map(String) };
});
console.log(JSON.stringify({ out, races: starts.map(([w, b, eta]) => race(w, b, eta, 300)),
  soft: s.retarget([0, 1, 0], 1, 0.4), kept: s.retarget([0.2, 0.6, 0.2], 1, 0.2),
  places: [0, "inf", 1, 0.1, 10, 2].map((T) => s.temperatureAt(s.placeOf(T))) }));
"""
STARTS = [(0.6, 0.9, 0.15), (2.0, 2.0, 0.15), (-3.0, 1.0, 2.0)]


@pytest.fixture(scope="module")
def answers(node):
    rng = np.random.default_rng(5)
    cases = []
    for k in range(2, 11):
        for T in (0, 0.01, 0.5, 1, 4, 100, "inf"):
            z = rng.normal(size=k) * rng.choice([1, 10, 1000])
            y = rng.dirichlet(np.ones(k)) if k % 2 else np.eye(k)[rng.integers(k)]
            cases.append({"z": z.tolist(), "y": y.tolist(), "T": T})
    cases.append({"z": [3.0, 3.0, 1.0], "y": [0.0, 0.0, 1.0], "T": 0})
    return cases, node(PROGRAM, {"cases": cases, "starts": STARTS})


def test_softmax_loss_and_gradient(answers):
    cases, got = answers
    assert len(cases) == 64
    for case, ours in zip(cases, got["out"], strict=True):
        z, y, T = np.array(case["z"]), np.array(case["y"]), float(case["T"])
        near = {"rtol": 1e-12, "atol": 1e-12}
        np.testing.assert_allclose(ours["p"], of.probabilities(z, T), **near)
        assert ours["entropy"] == pytest.approx(of.entropy(of.probabilities(z, T)), rel=1e-12, abs=1e-12)
        assert float(ours["loss"]) == pytest.approx(of.loss(z, y, T), rel=1e-12, abs=1e-12)
        np.testing.assert_allclose([float(one) for one in ours["naive"]], of.naive(z), **near)
        if T > 0:
            np.testing.assert_allclose(ours["gradient"], of.gradient(z, y, T), **near)
            np.testing.assert_allclose(ours["down"], of.descend(z, y, 0.7, T), **near)
        if 0 < T < math.inf:
            assert ours["logit"] == pytest.approx(of.logit_for(z, 1, 0.3, T), rel=1e-12, abs=1e-12)


def test_the_race(answers):
    for (w, b, eta), ours in zip(STARTS, answers[1]["races"], strict=True):
        known = race(w, b, eta)
        for name in ("squared", "crossed"):
            np.testing.assert_allclose(ours[name]["answers"], getattr(known, name), rtol=1e-11)
            np.testing.assert_allclose(ours[name]["slopes"], getattr(known, f"{name}_slope"), rtol=1e-10)
        assert ours["ratio"] == pytest.approx(known.ratio)


def test_targets_and_temperatures(answers):
    got = answers[1]
    assert got["soft"] == pytest.approx([0.3, 0.4, 0.3]) and got["kept"] == pytest.approx([0.4, 0.2, 0.4])
    assert got["places"] == [0, "inf", 1, 0.1, 10, 2]
