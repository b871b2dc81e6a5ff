"""The neuron of 1943: all or none, with weights that are fixed.

McCulloch & Pitts, "A logical calculus of the ideas immanent in nervous activity", Bulletin of Mathematical Biophysics 5 (1943),
115–133, section II: a fixed number of synapses must be excited at the same time to excite a neuron, and the activity of any
inhibitory synapse absolutely prevents its excitation at that time.
"""

from collections.abc import Sequence
from itertools import product

KINDS = {"excitatory": "+", "inhibitory": "−"}
MOST = 4  # inputs

# what is known by a name: two inputs, the answers for (0, 0), (0, 1), (1, 0), (1, 1)
CALLED: dict[tuple[int, ...], str] = {
    (0, 0, 0, 0): "never", (0, 0, 0, 1): "AND", (0, 1, 1, 1): "OR", (0, 0, 1, 0): "x1 AND NOT x2", (0, 1, 0, 0): "x2 AND NOT x1",
}  # fmt: skip


def fires(pulses: Sequence[int], kinds: Sequence[str], threshold: int) -> bool:
    """True if no inhibitory input is active and at least `threshold` excitatory ones are. `pulses` are 0 or 1, one for each kind."""
    active = [kind for pulse, kind in zip(pulses, kinds, strict=True) if pulse]
    return "inhibitory" not in active and len(active) >= threshold


def table(kinds: Sequence[str], threshold: int) -> list[tuple[tuple[int, ...], bool]]:
    """Every pattern of inputs, in the order of counting, and whether the neuron fires on it."""
    return [(pulses, fires(pulses, kinds, threshold)) for pulses in product((0, 1), repeat=len(kinds))]


def called(kinds: Sequence[str], threshold: int) -> str:
    """What the neuron computes: by its name with two inputs, else on how many of all patterns it fires."""
    answers = tuple(int(fired) for _, fired in table(kinds, threshold))
    return CALLED.get(answers, f"one that fires on {sum(answers)} of {len(answers)} patterns")
