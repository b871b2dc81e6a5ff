"""What tests of items share: the numbers and arrays of a sentence, all makers, and plain functions that owe nothing to the package."""

import math
import re

import numpy as np

from nnwidgets.exercises.skills import SKILLS, item

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
MAKERS = [(name, k, maker.__name__) for name, skill in SKILLS.items() for k, maker in enumerate(skill.makers)]
EACH = 30  # items of each maker


def items_of(skill, k):
    """Items of the k-th maker of a skill."""
    count = len(SKILLS[skill].makers)
    return [item(skill, seed) for seed in range(k, k + count * EACH, count)]


def sigma(z):
    return 1 / (1 + math.exp(-z))


def d_sigma(z, h=1e-5):
    return (sigma(z + h) - sigma(z - h)) / (2 * h)


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


def numbers(text):
    """All numbers of a sentence, in order."""
    return [float(v) for v in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def arrays(text):
    """The brackets of a sentence, (…) within (…) as rows."""
    plain = text.replace("−", "-").replace("relu(", "relu[")
    found = re.findall(r"\((?:\([^()]*\)(?:, )?)+\)|\((?:-?[\d.]+(?:, )?)+\)", plain)
    return [np.array(eval(one.replace("(", "[").replace(")", "]")), float) for one in found]
