"""Items about threshold units: gates, and what no gate of one unit can be."""

from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import CORNERS, choice, count, fires

GATES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "NOR": (1, 0, 0, 0)}
GRID = [k / 2 for k in range(-4, 5)]
RULE = "A threshold unit answers 1 where its sum w · x + b is above 0, else 0."


def which_gate(d: Draw) -> Item:
    k, name = d.step(0.5, 3, 0.5), d.one(*GATES)
    sign, offset = {"AND": (1, -1.5), "OR": (1, -0.5), "NAND": (-1, 1.5), "NOR": (-1, 0.5)}[name]
    w, b = (sign * k, sign * k), offset * k
    table = fires(w, b)
    slips = []
    for other, rows in GATES.items():
        if rows != table:
            i = next(i for i in range(4) if rows[i] != table[i])
            z = w[0] * sum(CORNERS[i]) + b
            slips.append(
                (other, "M8", f"{other} answers {rows[i]} to {CORNERS[i]}; here the sum is {shown(z)}, so the answer is {table[i]}.")
            )
    sums = [shown(w[0] * sum(c) + b) for c in CORNERS]
    hints = (f"{RULE} At (0, 0) the sum is b = {shown(b)}.", f"The four sums at (0, 0), (0, 1), (1, 0), (1, 1): {', '.join(sums)}.")
    gate = next(g for g, rows in GATES.items() if rows == table)
    return choice(d, f"A threshold unit has w = {told(w)} and b = {shown(b)}. Which gate is it?", gate, slips, hints,
                  f"The sums are {', '.join(sums)}: the answers {told(table)}, which is {gate}.")  # fmt: skip


def rows_that_fire(d: Draw) -> Item:
    w, b = d.steps(2, -2, 2, 0.5), d.step(-2, 2, 0.5)
    b += 0.25  # no sum is 0
    table, without, flipped = fires(w, b), fires(w, 0), fires(w, -b)
    sums = ", ".join(shown(w[0] * x + w[1] * y + b) for x, y in CORNERS)
    return count(f"A threshold unit has w = {told(w)} and b = {shown(b)}. To how many of the inputs (0, 0), (0, 1), (1, 0), (1, 1) does it answer 1?",
                 sum(table), [(sum(flipped), "M8", f"That counts w · x > b. The bias is added, {shown(b)}: it is minus the threshold."),
                              (sum(without), "M8", f"That leaves out the bias: {shown(b)} is added to each sum.")],
                 (f"{RULE} Begin with (0, 0): its sum is b = {shown(b)}.", f"The four sums: {sums}."),
                 f"The sums are {sums}; {sum(table)} of them are above 0.")  # fmt: skip


def which_bias(d: Draw) -> Item:
    k, name = d.step(1, 4, 0.5), d.one("AND", "OR")
    options = {shown(f * k): fires((k, k), f * k) for f in (-2.5, -1.5, -0.5, 0.5)}
    answer = next(b for b, table in options.items() if table == GATES[name])
    slips = [(b, "M8", f"With b = {b} the unit answers {told(table)} to the four inputs; {name} answers {told(GATES[name])}.")
             for b, table in options.items() if b != answer]  # fmt: skip
    return choice(d, f"A threshold unit has w = {told((k, k))}. Which b makes it the gate {name}?", answer, slips,
                  (f"Without b, the sums at (0, 0), (0, 1), (1, 0), (1, 1) are 0, {shown(k)}, {shown(k)}, {shown(2 * k)}.",
                   f"{name} must lie above 0 for {'the last one' if name == 'AND' else 'the last three'} alone."),
                  f"b = {answer} gives {told(GATES[name])}: {name}.")  # fmt: skip


def separating(table: tuple[int, ...]) -> tuple[float, float, float] | None:
    """(w₁, w₂, b) of a unit with this table, if there is one."""
    found = ((u, v, b + 0.25) for u in GRID for v in GRID for b in GRID if fires_fast(u, v, b + 0.25) == table)
    return next(found, None)


def fires_fast(u: float, v: float, b: float) -> tuple[int, ...]:
    return tuple(int(u * x + v * y + b > 0) for x, y in CORNERS)


def can_one_unit(d: Draw) -> Item:
    table = (0, 1, 1, 0) if d.whole(0, 1) else tuple(d.whole(0, 1) for _ in range(4))
    table = tuple(1 - t for t in table) if d.whole(0, 1) else table
    found = separating(table)
    yes, no = "yes, one unit can", "no, no single unit can"
    if found:
        how = f"w = {told(found[:2])}, b = {shown(found[2])} does it"
        answer, slip = yes, (no, "M1", f"One line does part the 1s from the 0s here: {how}.")
    else:
        how = "the 1s lie on one diagonal of the square and the 0s on the other, and no straight line parts them"
        answer, slip = no, (yes, "M12", f"A unit has one straight border, but {how}.")
    return choice(d, f"Can one threshold unit answer {told(table)} to (0, 0), (0, 1), (1, 0), (1, 1)?", answer, [slip],
                  ("Draw the four inputs as the corners of a square, and mark those with 1: "
                   + (", ".join(str(c) for c, t in zip(CORNERS, table, strict=True) if t) or "none") + ".",
                   "One unit has one straight border: can a line part the marked corners from the others?"), f"{answer[0].upper()}{answer[1:]}: here {how}.")  # fmt: skip


def most_rows(d: Draw) -> Item:
    table = d.one((0, 1, 1, 0), (1, 0, 0, 1), (0, 1, 1, 1), (1, 1, 0, 1), (0, 1, 0, 1), (0, 0, 1, 0), (1, 0, 1, 1))
    most = max(sum(a == t for a, t in zip(fires_fast(u, v, b + 0.25), table, strict=True)) for u in GRID for v in GRID for b in GRID)
    slips = [(2, "M12", "A line does better than chance: it can always cut off one corner.")]
    slips += [(4, "M12", "All four rows need one straight border; here the 1s lie on a diagonal.")] if most == 3 else \
             [(3, "M1", "No diagonal here: one straight line parts all four corners.")]  # fmt: skip
    return count(f"The wanted answers to (0, 0), (0, 1), (1, 0), (1, 1) are {told(table)}. How many of the four can one threshold unit have right, at most?",
                 most, slips, ("Mark the corners whose answer is 1: " + ", ".join(str(c) for c, t in zip(CORNERS, table, strict=True) if t) + ".",
                               "A line that parts all marked corners from the others has four right; else it can cut off one corner."),
                 f"By trying all: at most {most}.")  # fmt: skip


def second_layer(d: Draw) -> Item:
    want, (one, other) = d.one(("XOR", (0, 1, 1, 0)), ("XNOR", (1, 0, 0, 1))), d.one(("OR", "NAND"), ("OR", "AND"), ("NOR", "AND"))
    outs = {
        "h₁ AND h₂": lambda a, b: a & b, "h₁ OR h₂": lambda a, b: a | b, "h₁ AND NOT h₂": lambda a, b: a & (1 - b),
        "NOT h₁ AND NOT h₂": lambda a, b: (1 - a) & (1 - b), "NOT h₁ OR NOT h₂": lambda a, b: 1 - (a & b), "NOT h₁ OR h₂": lambda a, b: (1 - a) | b,
    }  # fmt: skip
    pairs = list(zip(GATES[one], GATES[other], strict=True))
    tables = {name: tuple(f(a, b) for a, b in pairs) for name, f in outs.items()}
    answer = next(name for name, table in tables.items() if table == want[1])
    wrong = d.mixed([name for name, table in tables.items() if table != want[1]])[:3]
    slips = [(name, "M12", f"{name} gives {told(tables[name])}; {want[0]} is {told(want[1])}.") for name in wrong]
    return choice(d, f"Two hidden units are h₁ = {one} and h₂ = {other}. What must the output compute of them to be {want[0]}?", answer, slips,
                  (f"Write (h₁, h₂) for the four inputs: {', '.join(map(str, pairs))}.", f"{want[0]} wants {told(want[1])} there."),
                  f"{answer} of {', '.join(map(str, pairs))} is {told(want[1])}.")  # fmt: skip


MAKERS = {"thr.gates": (which_gate, rows_that_fire, which_bias), "thr.limits": (can_one_unit, most_rows, second_layer)}
