"""The picture of a DepthLab for readers without a kernel: gradients on a logarithmic scale, or an image and its response."""

from typing import Any

import numpy as np

from nnwidgets.core import png
from nnwidgets.core.registry import Array
from nnwidgets.widgets.fallback import PALETTE, rgb

WIDE, ROW, AIR, CELL = 480, 22, 16, 7  # pixels: the picture, a bar, the margin, a pixel of an image


def words(lab: Any) -> str:
    """The picture in a sentence."""
    if lab.view == "depth":
        g = lab.statistics.gradient_rms
        return f"{lab.layers} hidden layers of {lab.activation}: the gradient of the first layer is {g[0]:.2g}, of the last {g[-1]:.2g}."
    if lab.view == "kernel":
        return f"An image and what a kernel of 3 × 3 makes of it: {lab.response.min():.2f} to {lab.response.max():.2f}."
    if lab.view == "features":
        a = lab.seen.a[0]
        return f"A handwritten digit, and what the first layer's eight kernels make of it; the answer is {a.argmax()}, with {a.max():.2f}."
    if lab.view == "ladder":
        return f"A face of 16 × 16 pixels and its edges, built by hand; the face unit says {'yes' if lab.ladder.face else 'no'}."
    return f"Ten digits drawn of strokes; the detector built by hand gets {lab.scored.hits} of 10 right."


def picture(lab: Any) -> bytes:
    """A PNG."""
    if lab.view == "depth":
        return png.encode(_bars(lab.statistics.gradient_rms))
    if lab.view == "kernel":
        return png.encode(_row([_gray(lab.pixels), _signed(lab.response)]))
    if lab.view == "features":
        return png.encode(_row([_gray(lab.picture), *(_gray(m / max(1e-9, lab.seen.a1.max())) for m in lab.seen.a1[0][:4])]))
    if lab.view == "ladder":
        return png.encode(_row([_gray(lab.ladder.image), *map(_gray, lab.ladder.edges)]))
    from nnwidgets.core.digit_parts import glyph

    return png.encode(_row([_gray(glyph(d)) for d in range(10)]))


def _bars(g: Array) -> Array:
    pixels = np.full((2 * AIR + ROW * len(g), WIDE, 3), 255.0)
    powers = np.log10(np.maximum(g, 1e-12))
    low = min(-4.0, float(np.floor(powers.min())))
    for i, power in enumerate(powers):
        right = AIR + round((power - low) / (max(0.0, float(powers.max())) - low) * (WIDE - 2 * AIR))
        pixels[AIR + i * ROW : AIR + i * ROW + ROW - 6, AIR : right + 2] = rgb(PALETTE["positive"])
    return pixels.astype(np.uint8)


def _row(images: list[Array]) -> Array:
    tall = max(image.shape[0] for image in images)
    parts = []
    for image in images:
        box = np.full((tall, image.shape[1] + AIR, 3), 255.0)
        box[: image.shape[0], : image.shape[1]] = image
        parts.append(box)
    return np.concatenate(parts, axis=1).astype(np.uint8)


def _grown(image: Array) -> Array:
    return np.repeat(np.repeat(image, CELL, axis=0), CELL, axis=1)


def _gray(image: Array) -> Array:
    return _grown(np.repeat(255 * np.clip(image, 0, 1)[:, :, None], 3, axis=2))


def _signed(values: Array) -> Array:
    share = values / max(1e-12, float(np.abs(values).max()))
    hue = np.where(share[:, :, None] >= 0, rgb(PALETTE["positive"]), rgb(PALETTE["negative"]))
    return _grown(255 + np.abs(share)[:, :, None] * (hue - 255))
