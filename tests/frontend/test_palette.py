"""The colours of both languages: every one that draws a mark is seen on a light and on a dark ground."""

import itertools
import json
import math
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


# Machado, Oliveira, Fernandes 2009, severity 1: linear RGB as it is seen without one kind of cone
SEEN = {
    "by all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))  # of sRGB
WHITE = (0.95047, 1, 1.08883)


def times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def cielab(colour, seen):
    """CIE L*a*b* (1976) of '#rrggbb'."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    rgb = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    xyz = times(XYZ, [min(1, max(0, c)) for c in times(seen, rgb)])
    x, y, z = (c ** (1 / 3) if c > 216 / 24389 else (24389 / 27 * c + 16) / 116 for c in map(lambda c, w: c / w, xyz, WHITE))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_the_measure_of_difference_knows_black_and_white():
    assert cielab("#ffffff", SEEN["by all cones"]) == pytest.approx((100, 0, 0), abs=0.01)
    assert (
        math.dist(cielab("#ff0000", SEEN["protanopia"]), cielab("#6c5f00", SEEN["protanopia"]))
        < 10
        < 40
        < math.dist(cielab("#ff0000", SEEN["by all cones"]), cielab("#6c5f00", SEEN["by all cones"]))
    )


@pytest.mark.parametrize("seen", SEEN)
def test_T5_any_two_classes_are_told_apart_by_every_eye(seen):
    """2.3 is just noticeable (Mahy et al. 1994); shapes differ besides: tests/frontend/color.test.js."""
    seen_as = [cielab(colour, SEEN[seen]) for colour in PALETTE["classes"]]
    assert min(math.dist(a, b) for a, b in itertools.combinations(seen_as, 2)) > 10
