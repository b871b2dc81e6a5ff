"""Items about gradient descent: signs, rates, valleys, gradients."""

import numpy as np

from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import choice, count, number

# 0.05 ((w + 2)(w − 1)(w − 3))² + 2 + 0.3 (w − 3): three valleys, the curve of 3Blue1Brown's chapter 2
CURVE = np.poly1d([1, 2]) * np.poly1d([1, -1]) * np.poly1d([1, -3])
CURVE = 0.05 * CURVE * CURVE + 0.3 * np.poly1d([1, -3]) + 2
FLAT = sorted(float(r.real) for r in CURVE.deriv().roots if abs(r.imag) < 1e-9)
VALLEYS, RIDGES = FLAT[::2], FLAT[1::2]
TEXT = "0.05((w + 2)(w − 1)(w − 3))² + 2 + 0.3(w − 3)"


def rolled(w: float) -> float:
    """Where descent with small steps from w comes to rest: it only goes down, so no ridge is crossed."""
    return VALLEYS[sum(w > ridge for ridge in RIDGES)]


def left_or_right(d: Draw) -> Item:
    s, w = d.step(-5, 5, 0.5), d.step(-3, 3, 0.5)
    answer, wrong = ("to the right", "to the left") if s < 0 else ("to the left", "to the right")
    return choice(d, f"At w = {shown(w)} the slope of the cost is {shown(s)}. Where does a step of gradient descent go?", answer,
                  [(wrong, "M16", f"That is uphill: with a slope of {shown(s)} the cost {'falls' if s < 0 else 'rises'} to the right."), ("nowhere", "M18", "Only a slope of 0 leaves w where it is.")],
                  (f"The slope {shown(s)} says: a little to the right changes C by {shown(s)} times that little.", "The step goes where C falls: against the sign of the slope."), f"−({shown(s)}) is {'above' if s < 0 else 'below'} 0: {answer}.")  # fmt: skip


def an_update(d: Draw) -> Item:
    w, s, eta = d.step(-3, 3), d.step(-5, 5, 0.5), d.one(0.01, 0.05, 0.1, 0.2)
    new = w - eta * s
    return number(f"w = {shown(w)}, the slope ∂C/∂w is {shown(s)}, η = {shown(eta)}. What is w after one step?", new,
                  [(w + eta * s, "M16", "That goes uphill: the step is −η times the slope."), (w - s, "M17", f"The step is η = {shown(eta)} times the slope, not the slope."), (-eta * s, "", "That is the step; add it to w."), (w - eta, "M17", "The step depends on the slope, too: η × slope.")],
                  (f"η times the slope is {shown(eta)} × ({shown(s)}) = {shown(eta * s)}.", f"Take that away from {shown(w)}."), f"{shown(w)} − ({shown(eta * s)}) = {shown(new)}.")  # fmt: skip


def change_of_cost(d: Draw) -> Item:
    s, nudge = d.step(-6, 6, 0.2), d.one(1, -1) * d.one(0.01, 0.02, 0.05)
    return number(f"The slope of the cost is {shown(s)}. By how much does C change, about, when w moves by {shown(nudge)}?", s * nudge,
                  [(s / nudge, "M16", "Divided: slope is change of C over change of w, so multiply."), (-s * nudge, "M16", "The sign is turned round: that minus belongs to the step of descent."), (s, "M16", "That is the slope; the change is slope × nudge.")],
                  (f"Slope {shown(s)}: C changes by {shown(s)} for each 1 of w.", f"w moves by {shown(nudge)} only."), f"{shown(s)} × ({shown(nudge)}) = {shown(s * nudge)}.")  # fmt: skip


def critical_rate(d: Draw) -> Item:
    c = d.step(0.5, 20, 0.5)
    return number(f"The cost is ½ · {shown(c)} · w². Above which learning rate η does gradient descent diverge?", 2 / c,
                  [(1 / c, "M17", "At that rate one step lands in the minimum; it still settles up to twice that."), (c / 2, "M17", "Turned round: a stronger curve allows smaller rates only."), (2 * c, "M17", "The curvature divides: 2 / curvature.")],
                  (f"The slope is {shown(c)}·w, so a step makes w (1 − η·{shown(c)}) of w.", f"It diverges when |1 − η·{shown(c)}| is above 1."), f"η = 2 / {shown(c)} = {shown(2 / c)}.")  # fmt: skip


def some_steps(d: Draw) -> Item:
    c, w, n = d.step(1, 5, 0.5), d.step(-4, 4, 0.5), d.whole(2, 3)
    eta = round(d.step(0.05, 0.4, 0.05), 3)
    at = [w]
    for _ in range(n):
        at.append(at[-1] - eta * c * at[-1])
    return number(f"The cost is ½ · {shown(c)} · w², η = {shown(eta)}, w starts at {shown(w)}. Where is w after {n} steps?", at[-1],
                  [(w - n * eta * c * w, "M17", "The slope is taken anew at each step: it is smaller nearer to the minimum."), (at[1], "", f"That is after one step; there are {n}."), (w * (1 + eta * c) ** n, "M16", "That goes uphill: a step takes η × slope away.")],
                  (f"The slope at {shown(w)} is {shown(c)} × {shown(w)} = {shown(c * w)}.", f"After the first step w = {shown(at[1])}; take the slope there."), f"w goes {', '.join(map(shown, at))}.")  # fmt: skip


def what_happens(d: Draw) -> Item:
    c, f = d.step(1, 10, 0.5), d.one(0.25, 0.5, 0.8, 1.2, 1.5, 1.8, 2.2, 3)
    eta = f / c
    keep = 1 - eta * c
    kinds = {"settles from one side": 0 < keep < 1, "settles, from side to side": -1 < keep < 0, "diverges": abs(keep) > 1}
    answer = next(name for name, true in kinds.items() if true)
    return choice(d, f"The cost is ½ · {shown(c)} · w², and η = {shown(eta)}. What does gradient descent do?", answer,
                  [(name, "M17", f"Each step makes {shown(keep)} times w of w.") for name in kinds if name != answer], (f"η times the curvature is {shown(eta)} × {shown(c)} = {shown(f)}.", f"A step makes (1 − {shown(f)}) w of w."), f"Each step multiplies w by {shown(keep)}: it {answer}.")  # fmt: skip


def start(d: Draw) -> float:
    while min(abs(r - (w := d.step(-3, 3.6))) for r in RIDGES) < 0.15:
        pass
    return w


def which_valley(d: Draw) -> Item:
    w = start(d)
    end = rolled(w)
    return choice(d, f"C(w) = {TEXT} has valleys at w = {', '.join(shown(v) for v in VALLEYS)} and ridges at {', '.join(shown(r) for r in RIDGES)}. Where does a ball that starts at w = {shown(w)} come to rest, with small steps?", f"at {shown(end)}",
                  [(f"at {shown(v)}", "M18" if v == VALLEYS[0] else "M16", f"Between {shown(w)} and {shown(v)} lies a ridge, and small steps only go downhill.") for v in VALLEYS if v != end],
                  (f"Between which ridges does {shown(w)} lie?", f"The slope at {shown(w)} is {shown(float(CURVE.deriv()(w)))}: which way is down?"), f"It comes to rest at {shown(end)}, where C = {shown(float(CURVE(end)))}.")  # fmt: skip


def above_the_lowest(d: Draw) -> Item:
    w = start(d)
    while rolled(w) == VALLEYS[0]:
        w = start(d)
    costs = {v: float(CURVE(v)) for v in VALLEYS}
    gap = costs[rolled(w)] - costs[VALLEYS[0]]
    told_costs = ", ".join(f"C({shown(v)}) = {shown(c)}" for v, c in costs.items())
    return number(f"The valleys of a curve: {told_costs}; ridges at {', '.join(shown(r) for r in RIDGES)}. How far above the lowest valley does a ball end that starts at {shown(w)}?", gap,
                  [(0.0, "M18", "It ends in the valley it starts in, and that is not the lowest."), (costs[rolled(w)], "M18", "That is the cost at its end: take the lowest valley's away.")],
                  (f"It starts between the ridges round {shown(rolled(w))}.", f"The lowest valley has C = {shown(costs[VALLEYS[0]])}."), f"{shown(costs[rolled(w)])} − {shown(costs[VALLEYS[0]])} = {shown(gap)}.")  # fmt: skip


def how_many_reach(d: Draw) -> Item:
    starts = sorted({start(d) for _ in range(7)})
    ends = [rolled(w) for w in starts]
    n = ends.count(VALLEYS[0])
    return count(f"Balls start at w = {told(starts)} on a curve with valleys at {', '.join(shown(v) for v in VALLEYS)} (the first is the lowest) and ridges at {', '.join(shown(r) for r in RIDGES)}. How many end in the lowest valley, with small steps?", n,
                 [(len(starts), "M18", f"Those right of the ridge at {shown(RIDGES[0])} roll into other valleys."), (len(starts) - n, "M18", "Those are the others.")],
                 (f"The lowest valley is left of the ridge at {shown(RIDGES[0])}.", "A ball does not cross a ridge with small steps."), f"{n} start left of {shown(RIDGES[0])}.")  # fmt: skip


def bowl(d: Draw) -> tuple[float, float, float, float]:
    p, q = d.different(2, 0.5, 6, 0.5)
    x, y = d.steps(2, -3, 3, 0.5)
    return p, q, x, y


def partial(d: Draw) -> Item:
    p, q, x, y = bowl(d)
    gx, gy = p * x, q * y
    return number(f"C(x, y) = ½·{shown(p)}·x² + ½·{shown(q)}·y². What is ∂C/∂y at ({shown(x)}, {shown(y)})?", gy,
                  [(gx, "M16", "That is ∂C/∂x."), (gx + gy, "M16", "A gradient is a list, not a sum: ∂C/∂y holds x still."), (gy / 2, "", "The ½ goes: the slope of y² is 2y."), (0.5 * p * x * x + 0.5 * q * y * y, "M16", "That is C itself.")],
                  (f"Hold x = {shown(x)} still: only ½·{shown(q)}·y² moves.", f"Its slope is {shown(q)}·y."), f"{shown(q)} × {shown(y)} = {shown(gy)}.")  # fmt: skip


def a_step_in_the_plane(d: Draw) -> Item:
    p, q, x, y = bowl(d)
    eta = d.one(0.05, 0.1, 0.2)
    return number(f"C(x, y) = ½·{shown(p)}·x² + ½·{shown(q)}·y², from ({shown(x)}, {shown(y)}) with η = {shown(eta)}. What is y after one step?", y - eta * q * y,
                  [(y - eta * p * x, "M16", "That takes the slope along x: each parameter moves by its own."), (y + eta * q * y, "M16", "That is uphill."), (y - eta * (p * x + q * y), "M16", "The gradient's entries are not added: each moves its own parameter.")],
                  (f"∂C/∂y is {shown(q)} × {shown(y)} = {shown(q * y)}.", f"y moves by −{shown(eta)} times that."), f"y = {shown(y - eta * q * y)}.")  # fmt: skip


def to_the_minimum(d: Draw) -> Item:
    p, q, x, y = bowl(d)
    if d.whole(0, 1):
        q = p
    gx, gy = p * x, q * y
    yes, no = "yes", "no"
    at = gx * y == gy * x
    answer, wrong = (yes, no) if at else (no, yes)
    return choice(d, f"C(x, y) = ½·{shown(p)}·x² + ½·{shown(q)}·y² has its minimum at (0, 0). Does −∇C at ({shown(x)}, {shown(y)}) point at the minimum?", answer,
                  [(wrong, "M16", f"−∇C is ({shown(-gx)}, {shown(-gy)}); the way to the minimum is ({shown(-x)}, {shown(-y)}): {'a multiple of it' if at else 'another direction'}.")],
                  (f"∇C is ({shown(gx)}, {shown(gy)}).", f"The way to the minimum is ({shown(-x)}, {shown(-y)}). Is one a multiple of the other?"), f"−∇C = ({shown(-gx)}, {shown(-gy)}): {answer}.")  # fmt: skip


MAKERS = {
    "gd.sign": (left_or_right, an_update, change_of_cost),
    "gd.rate": (critical_rate, some_steps, what_happens),
    "gd.minima": (which_valley, above_the_lowest, how_many_reach),
    "gd.grad2d": (partial, a_step_in_the_plane, to_the_minimum),
}
