"""The picture of a neuron for readers without a kernel: its products stacked to z, over the curve with its dot."""

from itertools import pairwise

import numpy as np

from nnwidgets.core import png
from nnwidgets.core.network import Network
from nnwidgets.core.neuron import read
from nnwidgets.core.registry import Array
from nnwidgets.widgets.fallback import INK, PALETTE, rgb

WIDE, ROW, CURVE, AIR = 480, 22, 150, 16  # pixels: the picture, a bar, the curve, the margin


def words(net: Network, x: Array) -> str:
    """The picture in a sentence."""
    seen = read(net, x)
    terms = " + ".join(f"{w:g} · {v:g}" for w, v in zip(net.W[0][0], x, strict=True))
    return f"One neuron: z = {terms} + {net.b[0][0]:g} = {seen.z:.2f}, and {net.output.name} of that is a = {seen.a:.4f}."


def picture(net: Network, x: Array) -> bytes:
    """A PNG."""
    seen = read(net, x)
    terms = np.append(seen.products, net.b[0][0])
    ends = np.concatenate([[0.0], np.cumsum(terms)])
    reach = 1.15 * max(6.0, float(np.abs(ends).max()))
    pixels = np.full((2 * AIR + ROW * terms.size + CURVE, WIDE, 3), 255.0)

    def across(z: Array | float) -> Array:
        return np.rint((np.asarray(z) / reach + 1) / 2 * (WIDE - 1)).astype(int)

    for i, (begin, end) in enumerate(pairwise(ends)):
        left, right = sorted((int(across(begin)), int(across(end))))
        top = AIR + i * ROW
        pixels[top : top + ROW - 6, left : right + 1] = rgb(PALETTE["positive" if end >= begin else "negative"])
    base = AIR + ROW * terms.size
    z = np.linspace(-reach, reach, WIDE)
    with np.errstate(all="ignore"):
        a = np.nan_to_num(net.output.f(z[:, None])[:, 0])
    low, high = min(0.0, float(a.min())), max(1.0, float(a.max()))
    rows = base + CURVE - 1 - np.rint((a - low) / (high - low) * (CURVE - AIR)).astype(int)
    pixels[:, across(0.0)] = (210, 214, 220)
    for column, (first, last) in enumerate(zip(rows, np.append(rows[1:], rows[-1]), strict=True)):
        pixels[min(first, last) : max(first, last) + 2, column] = INK
    at, height = int(across(seen.z)), base + CURVE - 1 - round((seen.a - low) / (high - low) * (CURVE - AIR))
    pixels[base - 4 : height, at] = INK
    pixels[max(0, height - 5) : height + 6, max(0, at - 5) : at + 6] = rgb(PALETTE["highlight"])
    return png.encode(pixels.round().astype(np.uint8))
