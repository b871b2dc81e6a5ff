"""Items about mini-batches: counting steps, and noise."""

from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown
from nnwidgets.exercises.items.make import choice, count, number


def per_epoch(n: int, size: int) -> int:
    return len(range(0, n, size))


def steps_of_an_epoch(d: Draw) -> Item:
    n, size = d.whole(100, 3000), d.one(10, 16, 20, 32, 50, 64)
    steps = per_epoch(n, size)
    return count(f"There are {n} training examples, in batches of {size}. How many steps has an epoch?", steps,
                 [(n // size if n % size else steps + 1, "M25", f"The last batch is {'smaller, with ' + str(n % size) + ' examples, but a step' if n % size else 'full: no further one'}."), (n, "M25", "That is a step an example: batch size 1."), (size, "M25", f"{size} examples make one step.")],
                 (f"{n} / {size} is {shown(n / size)}.", "The examples that are left over make a last, smaller batch."), f"{steps} steps.")  # fmt: skip


def steps_of_a_run(d: Draw) -> Item:
    n, size, epochs = d.whole(100, 3000), d.one(10, 16, 20, 32, 50, 64), d.whole(2, 30)
    steps = per_epoch(n, size)
    return count(f"{n} training examples, batch size {size}, {epochs} epochs. How many updates of the weights are these?", steps * epochs,
                 [(steps, "M25", f"That is one epoch; there are {epochs}."), (n * epochs, "M25", "The weights are updated once a batch, not once an example."), (epochs, "M25", "An epoch is a pass over all examples: many updates.")],
                 (f"An epoch has {steps} batches.", f"There are {epochs} epochs."), f"{steps} × {epochs} = {steps * epochs:,}.")  # fmt: skip


def size_of_the_last(d: Draw) -> Item:
    size = d.one(16, 20, 32, 50, 64)
    n = size * d.whole(3, 40) + d.whole(1, size - 1)
    return count(f"{n} training examples are taken in batches of {size}. How many examples are in the last batch of an epoch?", n % size,
                 [(size, "M25", f"{n} is no multiple of {size}: the last batch holds what is left."), (0, "M25", "What is left over is a batch, too."), (size - n % size, "M25", f"That is how many are missing to {size}.")],
                 (f"{n // size} full batches are {n // size * size} examples.", f"{n} − {n // size * size} are left."), f"{n % size}.")  # fmt: skip


def noise_of_a_batch(d: Draw) -> Item:
    k, size = d.one(4, 9, 16, 25, 64, 100), d.one(1, 2, 5, 10)
    return number(f"The batch size goes from {size} to {k * size}. By what factor is the noise of the gradient multiplied?", 1 / k**0.5,
                  [(1 / k, "M25", f"The noise falls with the root of the batch size: 1/√{k}."), (k**0.5, "M25", "A larger batch is a mean of more examples: less noise."), (1.0, "M25", "A mean of more examples has less noise.")],
                  (f"{k * size} / {size} = {k}: there are {k} times as many examples in the mean.", "The noise of a mean of B is in proportion to 1/√B."), f"1/√{k} = {shown(1 / k**0.5)}.")  # fmt: skip


def size_for_less_noise(d: Draw) -> Item:
    m, size = d.whole(2, 8), d.one(4, 8, 10, 16, 32)
    return count(f"With batches of {size} the gradient's noise is too strong by a factor of {m}. Which batch size brings it down to what is wanted?", size * m * m,
                 [(size * m, "M25", f"That divides the noise by √{m} only."), (size + m, "M25", "The noise goes with 1/√B: multiply B.")], (f"The noise is in proportion to 1/√B: √B must become {m} times as large.", f"So B becomes {m}² = {m * m} times as large."), f"{size} × {m * m} = {size * m * m}.")  # fmt: skip


def most_updates(d: Draw) -> Item:
    n, epochs = d.whole(500, 3000), d.whole(2, 10)
    sizes = sorted({1, *d.mixed([10, 32, 100, n])[:3]}) if d.whole(0, 1) else sorted([10, 32, 100, n])
    steps = {f"batch size {size}": per_epoch(n, size) * epochs for size in sizes}
    most = max(steps, key=lambda name: steps[name])
    return choice(d, f"{n} examples, {epochs} epochs, the learning rate small and the same for all. Which batch size takes the most steps downhill in that time?", most,
                  [(name, "M25", f"With {name} there are {steps[name]:,} steps, with {most} {steps[most]:,}.") for name in steps if name != most],
                  (f"Each run sees {n} × {epochs} examples; what differs is how many share one step.", f"For {most} an epoch has {steps[most] // epochs:,} steps."), f"{most}: {steps[most]:,} steps, noisy ones, but downhill on average.")  # fmt: skip


MAKERS = {
    "sgd.epoch": (steps_of_an_epoch, steps_of_a_run, size_of_the_last),
    "sgd.noise": (noise_of_a_batch, size_for_less_noise, most_updates),
}
