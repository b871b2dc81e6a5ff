"""The picture of a lab for readers without a kernel: the output over the plane with the points, and the loss; no matplotlib."""

import json
from pathlib import Path

import numpy as np

from nnwidgets.core import png
from nnwidgets.core.plane import plane_of
from nnwidgets.core.registry import Array
from nnwidgets.core.targets import encode
from nnwidgets.core.trainer import Trainer

PALETTE = json.loads((Path(__file__).parent.parent / "palette.json").read_text("utf-8"))
MOST = 3000  # points
SIDE, GAP, CHART = 240, 16, 320  # pixels: the map, the space between, the chart
INK = (90, 98, 108)


def words(trainer: Trainer) -> str:
    """The picture in a sentence, for those who cannot see it."""
    net, seen = trainer.net, trainer.measure()
    losses = [f"{part} loss {seen[f'{part}_loss']:.4f}" for part in ("train", "test") if seen[f"{part}_loss"] is not None]
    columns = trainer.data[0].columns
    shown = "the loss curve" if len(columns) < 2 else f"the output over {' and '.join(columns[:2])}, and the loss curve"
    return f"A network of sizes {'-'.join(map(str, net.sizes))} at step {trainer.steps:,}: {shown}; {', '.join(losses)}."


def picture(trainer: Trainer) -> bytes:
    """A PNG: the map of the first two columns (others at their mean) beside the loss curve."""
    chart = _chart(trainer)
    if len(trainer.data[0].columns) < 2:
        return png.encode(chart)
    gap = np.full((SIDE, GAP, 3), 255, np.uint8)
    return png.encode(np.concatenate([_map(trainer), gap, chart], axis=1))


def rgb(color: str) -> Array:
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], float)


def _mix(color: str, share: Array) -> Array:
    ground = rgb(PALETTE["map"]["ground"])
    return ground + PALETTE["map"]["soft"] * share[:, None] * (rgb(color) - ground)


def _map(trainer: Trainer) -> Array:
    net, (train, test) = trainer.net, trainer.data
    ys = np.concatenate([encode(part.y, net.sizes[-1], net.output.name) for part in (train, test)])
    plane = plane_of(trainer.data, ys)
    (u0, u1), (v0, v1) = plane.domain
    low, side = np.array([u0, v0]), np.array([u1 - u0, v1 - v0])
    with np.errstate(all="ignore"):
        inputs = np.nan_to_num(train.over(plane.points(SIDE)))
        output = np.nan_to_num(net.forward(inputs).output)  # what a cell wrote may not be finite: the page says so
    pixels = _colors(output, net.output.name).reshape(SIDE, SIDE, 3)
    places = plane.project(np.concatenate([train.X, test.X])[:MOST])
    for place, hue in zip((places - low) / side, _hues(ys[:MOST], net.output.name), strict=True):
        if place.min() >= 0 and place.max() <= 1:
            _dot(pixels, place[0] * SIDE, (1 - place[1]) * SIDE, hue)
    return pixels.round().astype(np.uint8)


def _colors(output: Array, activation: str) -> Array:
    if output.shape[1] > 1:
        ordered = np.sort(output, axis=1)
        lead = np.clip(ordered[:, -1] - ordered[:, -2], 0, 1)
        hues = np.array([_mix(color, lead) for color in PALETTE["classes"]])
        return hues[output.argmax(axis=1) % len(hues), np.arange(len(output))]
    value = output[:, 0] * 2 - 1 if activation == "sigmoid" else output[:, 0] / max(1.0, float(np.abs(output).max()))
    positive, negative = _mix(PALETTE["positive"], np.abs(value)), _mix(PALETTE["negative"], np.abs(value))
    return np.where(value[:, None] > 0, positive, negative)


def _hues(y: Array, activation: str) -> Array:
    if y.shape[1] > 1:
        return np.array([rgb(PALETTE["classes"][k % len(PALETTE["classes"])]) for k in y.argmax(axis=1)])
    middle = 0.5 if activation == "sigmoid" else 0.0
    return np.array([rgb(PALETTE["positive" if value > middle else "negative"]) for value in y[:, 0]])


def _dot(pixels: Array, x: float, y: float, hue: Array, radius: float = 3.0) -> None:
    top, left = max(0, int(y - radius)), max(0, int(x - radius))
    part = pixels[top : int(y + radius) + 2, left : int(x + radius) + 2]
    rows, columns = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
    far = np.hypot(columns + 0.5 - x, rows + 0.5 - y)
    part[far <= radius] = 255
    part[far <= radius - 0.8] = hue


def chart(trainer: Trainer) -> bytes:
    """A PNG: the loss curve alone."""
    return png.encode(_chart(trainer))


def _chart(trainer: Trainer) -> Array:
    pixels = np.full((SIDE, CHART, 3), 255.0)
    history, base = trainer.history, SIDE - 8
    pixels[base, 8:-8] = INK
    pixels[8:base, 8] = INK
    top = float(np.nanmax(np.concatenate([history.train_loss, history.test_loss]))) or 1.0
    last = max(int(history.steps[-1]), 1)
    for losses, color in ((history.test_loss, PALETTE["test"]), (history.train_loss, PALETTE["train"])):
        if not np.isfinite(losses).any():
            continue
        columns = np.arange(9, CHART - 8)
        values = np.interp((columns - 9) / (CHART - 18) * last, history.steps, losses)
        rows = (base - 1 - values / top * (base - 12)).round().astype(int)
        before = np.concatenate([rows[:1], rows[:-1]])
        for column, a, b in zip(columns, np.minimum(rows, before), np.maximum(rows, before), strict=True):
            pixels[a - 1 : b + 1, column] = rgb(color)
    return pixels.astype(np.uint8)
