"""The two languages are tied: what the browser makes of an image, by one kernel or by the learned network, is NumPy's."""

import numpy as np

from nnwidgets.core.convnet import NAMES, trained
from nnwidgets.core.convolution import conv2d
from nnwidgets.core.kernels import KERNELS, image, kernel, response
from nnwidgets.core.measured import unseen_digits

ONE_KERNEL = """
import { readFileSync } from "node:fs";
import { conv2d, products } from "./lib/convnet.js";
const { cases } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(({ x, k, place }) => {
  const [pixels, width, kernel] = [x.flat(), x[0].length, k.flat()];
  return { y: [...conv2d(pixels, width, kernel)], products: products(pixels, width, kernel, place) };
})));
"""
NETWORK = """
import { readFileSync } from "node:fs";
import { forward, strongest } from "./lib/convnet.js";
const { net, images } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(images.map((image) => {
  const { a1, a2, p2, z, a } = forward(net, image);
  return { a1: a1.map((m) => [...m]), a2: a2.map((m) => [...m]), p2: p2.map((m) => [...m]), z, a, top: a2.map(strongest) };
})));
"""


def test_V1_8_one_kernel(node):
    rng = np.random.default_rng(0)
    images = [image("house"), image("digit 8"), rng.normal(size=(3, 3)), rng.normal(size=(5, 9)), rng.normal(size=(48, 31))]
    weights = [*map(kernel, KERNELS), rng.normal(size=(3, 3))]
    cases = [(x, k, (x.shape[0] - 3, (x.shape[1] - 3) // 2)) for x in images for k in weights]
    told = node(ONE_KERNEL, {"cases": [{"x": x.tolist(), "k": k.tolist(), "place": at} for x, k, at in cases]})
    for (x, k, at), got in zip(cases, told, strict=True):
        np.testing.assert_allclose(np.reshape(got["y"], conv2d(x, k).shape), conv2d(x, k), rtol=1e-12, atol=1e-12)
        products, total = response(x, k, at)
        np.testing.assert_allclose(np.reshape(got["products"], (3, 3)), products, rtol=1e-15)
        assert np.isclose(sum(got["products"]), total, rtol=1e-12, atol=1e-12)


def test_L13_the_learned_network(node):
    """Float32 weights are exact in both; NumPy adds in float64 here, so that the two agree to its last digits."""
    net, rng = trained(), np.random.default_rng(1)
    images = np.concatenate([unseen_digits()[0][:6], np.zeros((1, 28, 28)), rng.random((1, 28, 28))]).astype(float)
    exact = type(net)(*(p.astype(float) for p in net.parameters))
    seen = exact.forward(images)
    sent = {name: getattr(net, name).astype(float).ravel().tolist() for name in NAMES}
    for n, got in enumerate(node(NETWORK, {"net": sent, "images": images.reshape(len(images), -1).tolist()})):
        for name in ("a1", "a2", "p2", "z", "a"):
            ours = getattr(seen, name)[n]
            np.testing.assert_allclose(np.reshape(got[name], ours.shape), ours, rtol=1e-10, atol=1e-10, err_msg=name)
        for unit, top in enumerate(got["top"]):
            assert seen.a2[n, unit, top["row"], top["column"]] == seen.a2[n, unit].max()
