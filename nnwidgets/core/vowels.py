"""Vowels: two formants each, synthesized about published means."""

from collections.abc import Iterable

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.recipe import remembered
from nnwidgets.core.registry import pick
from nnwidgets.core.shapes import streams

# Mean formants in Hz of men, women and children: G. E. Peterson and H. L. Barney, Control methods used in a study of the vowels,
# J. Acoust. Soc. Am. 24, 175–184 (1952), table II
VOWELS: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    #         F1 man woman child   F2 man  woman child
    "heed":  ((270, 310, 370),    (2290, 2790, 3200)),
    "hid":   ((390, 430, 530),    (1990, 2480, 2730)),
    "head":  ((530, 610, 690),    (1840, 2330, 2610)),
    "had":   ((660, 860, 1010),   (1720, 2050, 2320)),
    "hod":   ((730, 850, 1030),   (1090, 1220, 1370)),
    "hawed": ((570, 590, 680),    (840, 920, 1060)),
    "hood":  ((440, 470, 560),    (1020, 1160, 1410)),
    "who'd": ((300, 370, 430),    (870, 950, 1170)),
    "hud":   ((640, 760, 850),    (1190, 1400, 1590)),
    "heard": ((490, 500, 560),    (1350, 1640, 1820)),
}  # fmt: skip
SIX = ("heed", "head", "had", "hod", "who'd", "heard")  # as many as there are colors
SPEAKERS = np.cumsum([33, 28, 15]) / 76  # men, women and children of the study
SPREAD = np.array([0.08, 0.05])  # of ln F1 and ln F2 within a group: chosen, not published


@remembered
def vowels(n: int = 600, noise: float = 0, seed: int = 0, words: Iterable[str] = SIX) -> Dataset:
    """First and second formant (Hz) of vowels, NOT recorded: each point is drawn about the published mean of a man, a woman or a child.

    F = mean · exp(s · N(0, 1)) with s = 0.08 for F1 and 0.05 for F2, up to three times as much with noise; groups as in the study (33 men,
    28 women, 15 children). `words` is any two or more of the ten in VOWELS. Means: Peterson and Barney (1952); the spread is ours.
    """
    n, noise, place, _ = streams(n, noise, seed)
    chosen = tuple(words)
    means = np.array([pick(VOWELS, word, "word") for word in chosen], float)  # (words, formants, groups)
    if len(set(chosen)) < 2 or len(set(chosen)) < len(chosen):
        raise ValueError(f"words must be two or more different ones, got {', '.join(chosen) or 'none'}")
    k = np.repeat(np.arange(len(chosen)), [len(part) for part in np.array_split(np.arange(n), len(chosen))])
    group = np.searchsorted(SPEAKERS, place.uniform(0, 1, n), side="right")
    X = means[k, :, group] * np.exp(SPREAD * (1 + 4 * noise) * place.normal((n, 2)))
    return Dataset(X, k, "binary" if len(chosen) == 2 else "multiclass", ("F1", "F2"), chosen, "vowels", seed, ("Hz", "Hz"))
