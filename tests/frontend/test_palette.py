"""The colours of both languages: every one that draws a mark is seen on a light and on a dark ground."""

import json
from pathlib import Path

import pytest

PALETTE = json.loads((Path(__file__).parents[2] / "nnwidgets" / "palette.json").read_text(encoding="utf-8"))
GROUNDS = ["#ffffff", "#111111"]
MARKS = [(name, colour) for name, entry in PALETTE.items() if name != "map" for colour in ([entry] if isinstance(entry, str) else entry)]


def luminance(colour):
    """WCAG's relative luminance of '#rrggbb', 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    """WCAG's contrast, 1 to 21."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_the_extremes_of_the_measure():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#808080", "#808080") == 1


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(("name", "colour"), MARKS)
def test_a_mark_reaches_three_to_one(name, colour, ground):
    assert contrast(colour, ground) >= 3, f"{name} {colour} on {ground}"


def test_the_two_hues_have_their_meaning():
    assert (PALETTE["negative"], PALETTE["positive"]) == ("#D55E00", "#0072B2")


def test_classes_are_six_and_differ():
    assert len(set(PALETTE["classes"])) == len(PALETTE["classes"]) == 6
