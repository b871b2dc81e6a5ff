"""The picture of a forward pass for readers without a kernel: neurons as discs, the brighter the higher; links by size and sign."""

import numpy as np

from nnwidgets.core import png
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.widgets.fallback import PALETTE, rgb

WIDE, HIGH, SIDE, MOST = 480, 300, 36, 7  # pixels: the picture, a disc; discs of a layer, the rest are left out


def words(net: Network, x: object) -> str:
    """The picture in a sentence: up to seven values of every layer."""
    layers = [f"a({l}) = {', '.join(f'{v:.4f}' for v in a[0][:MOST])}{', …' * (a.shape[1] > MOST)}" for l, a in enumerate(net.forward(x).a)]
    return f"A network of sizes {'-'.join(map(str, net.sizes))}, one example passed through it: {'; '.join(layers)}."


def picture(net: Network, x: object) -> bytes:
    """A PNG."""
    pixels, places = np.full((HIGH, WIDE, 3), 255.0), [_column(net.sizes, l) for l in range(len(net.sizes))]
    with np.errstate(all="ignore"):
        a = [np.nan_to_num(values[0]) for values in net.forward(x).a]
    for l, W in enumerate(net.W):
        largest = float(np.abs(W).max()) or 1.0
        for j, end in enumerate(places[l + 1]):
            for k, begin in enumerate(places[l]):
                _line(pixels, begin, end, 0.5 + 2 * abs(float(W[j, k])) / largest, "positive" if W[j, k] > 0 else "negative")
    for values, column in zip(a, places, strict=True):
        largest = max(1.0, float(np.abs(values).max()))
        for value, (u, v) in zip(values, column, strict=False):
            _disc(pixels, u, v, SIDE / 2, rgb("#5a626c"))
            _disc(pixels, u, v, SIDE / 2 - 2, 40 + 215 * np.abs(value) / largest)
    return png.encode(pixels.round().astype(np.uint8))


def _column(sizes: tuple[int, ...], l: int) -> list[tuple[float, float]]:
    n = min(sizes[l], MOST)
    u = SIDE + (WIDE - 2 * SIDE) * l / (len(sizes) - 1)
    return [(u, HIGH / 2 + (j - (n - 1) / 2) * HIGH / (MOST + 0.5)) for j in range(n)]


def _line(pixels: Array, begin: tuple[float, float], end: tuple[float, float], width: float, hue: str) -> None:
    t = np.linspace(0, 1, WIDE)
    if hue == "negative":
        t = t[(t * 30).astype(int) % 2 == 0]  # dashed, as on the page
    u, v = ((1 - t) * begin[i] + t * end[i] for i in (0, 1))
    for across in np.arange(-width / 2, width / 2, 0.5):
        pixels[(v + across).astype(int), u.astype(int)] = rgb(PALETTE[hue])


def _disc(pixels: Array, u: float, v: float, radius: float, color: object) -> None:
    top, left, far = int(v - radius), int(u - radius), int(2 * radius) + 2
    part = pixels[top : top + far, left : left + far]
    rows, columns = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
    part[np.hypot(columns - u, rows - v) <= radius] = color
