"""A loss plot for people who build their own panel: a stock ipywidgets.HTML that follows a lab.

A drawing of lines and numbers, written out as SVG: a fiftieth of what matplotlib takes for it, in the colors of the page round it.
"""

import json
from base64 import b64encode
from math import floor, log10
from pathlib import Path
from time import monotonic
from typing import Any

import ipywidgets as ipw
import numpy as np

from nnwidgets.core.registry import Array
from nnwidgets.widgets.fallback import chart
from nnwidgets.widgets.lab import Lab

PALETTE = json.loads((Path(__file__).parent.parent / "palette.json").read_text("utf-8"))
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 440, 240, 52, 26, 34  # pixels
PAUSE = 0.5  # seconds between two drawings, where there is a loop to draw the last one later
LINES = {"training": ("train", ""), "test": ("test", ' stroke-dasharray="5 3"')}


class LossPlot(ipw.HTML):
    """`nw.controls.loss_plot(lab)`: training and test loss against the step, drawn at every rest and about once a second while playing.

    Ends with the lab, or when it is closed itself. Raises TypeError for anything but a lab.
    """

    _end = _later = None

    def __init__(self, lab: Lab) -> None:
        if not isinstance(lab, Lab):
            remedy = "for a Trainer there is nw.figures.loss_curve(trainer.history)"
            raise TypeError(f"loss_plot follows a lab such as nw.Playground(), got {type(lab).__name__}; {remedy}")
        super().__init__()
        self._lab, self._drawn, self._later = lab, monotonic(), None
        self._end = lab.on_shown(self._shown)
        self._draw()

    def close(self) -> None:
        """Leave the page, and the lab."""
        if self._end is not None:  # a widget whose page is gone while it is made is closed before it is whole
            self._end()
        if self._later is not None:
            self._later.cancel()
        super().close()

    def _shown(self) -> None:
        loop, wait = self._lab._owner.loop, self._drawn + PAUSE - monotonic()
        if wait <= 0 or loop is None:
            self._draw()
        elif self._later is None:
            self._later = loop.call_later(wait, self._draw)

    def _draw(self) -> None:
        self._drawn, self._later = monotonic(), None
        self.value = svg(self._lab.trainer.history.rows(most=100_000))

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget, and beside it a picture for readers without a kernel."""
        picture, alt = b64encode(chart(self._lab.trainer)).decode(), says(self._lab.trainer.history.rows()[-1])
        return super()._repr_mimebundle_(**kwargs) | {"image/png": picture}, {"image/png": {"alt": alt}}

    def __repr__(self) -> str:
        return f"loss_plot(step {self._lab.trainer.steps})"


def says(row: Array) -> str:
    """A record in words."""
    step, train, test = row
    return f"Loss at step {int(step):,}: training {number(train)}" + (f", test {number(test)}" if np.isfinite(test) else "")


def number(value: float) -> str:
    """A loss with four places, or as a power of ten where that says nothing: of one width while it falls."""
    return f"{value:.4f}" if value == 0 or 0.001 <= value < 1000 else f"{value:.1e}".replace("-", "−")


def svg(rows: Array) -> str:
    """Records (m, 3) as a drawing in the ink of the page round it."""
    steps, losses = rows[:, 0], rows[:, 1:]
    last, highest = max(float(steps[-1]), 1.0), float(np.nanmax(np.where(np.isfinite(losses), losses, 0))) or 1.0
    x = LEFT + steps / last * (WIDTH - LEFT - 12)
    floor_, height = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    parts = []
    for value in ticks(highest):
        y = floor_ - value / highest * height
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - 12}" stroke="currentColor" opacity="{0.6 if value == 0 else 0.15}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    for value in ticks(last):
        if value == int(value):
            at = LEFT + value / last * (WIDTH - LEFT - 12)
            parts.append(f'<text x="{at:.1f}" y="{floor_ + 18}" text-anchor="middle">{int(value):,}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 2}" text-anchor="middle">step</text><text x="4" y="14">loss</text>')
    right = WIDTH - 12
    for name, column in zip(reversed(LINES), losses.T[::-1], strict=True):
        known = np.isfinite(column)
        if known.any():
            hue, dash = PALETTE[LINES[name][0]], LINES[name][1]
            points = " ".join(f"{a:.1f},{b:.1f}" for a, b in thinned(x[known], floor_ - column[known] / highest * height))
            parts.append(f'<polyline points="{points}" fill="none" stroke="{hue}" stroke-width="2" stroke-linecap="round"{dash}/>')
            said = number(column[known][-1])
            parts.append(f'<text x="{right}" y="14" text-anchor="end">{name} {said}</text>')
            right -= 6.6 * len(f"{name} {said}") + 10
            parts.append(f'<path d="M{right - 14:.0f} 10h20" stroke="{hue}" stroke-width="2"{dash}/>')
            right -= 26
    font = "font:12px var(--jp-ui-font-family,sans-serif);font-variant-numeric:tabular-nums"
    style = f"display:block;width:100%;max-width:{WIDTH}px;height:auto;{font}"
    head = f'<svg role="img" aria-label="{says(rows[-1])}" viewBox="0 0 {WIDTH} {HEIGHT}" style="{style}" fill="currentColor">'
    return head + "".join(parts) + "</svg>"


def ticks(top: float) -> Array:
    """About four round numbers from 0 to `top`."""
    size = 10.0 ** floor(log10(top / 4))
    step = size * min((f for f in (1, 2, 5, 10) if f * size * 5 >= top), default=10)
    return np.arange(0, top * (1 + 1e-9), step)


def thinned(x: Array, y: Array) -> Array:
    """The points of a line, (k, 2), with no more than the lowest and highest of each half pixel: spikes stay."""
    if len(x) <= 4 * WIDTH:
        return np.column_stack([x, y])
    _, first = np.unique((2 * x).astype(int), return_index=True)
    pairs = np.column_stack([np.minimum.reduceat(y, first), np.maximum.reduceat(y, first)])
    ends = np.column_stack([np.repeat(x[first], 2), pairs.ravel()])
    return np.concatenate([ends, [[x[-1], y[-1]]]])
