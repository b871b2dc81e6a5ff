"""The controls of a Playground's page by name, with what they are called and what they do: the one list of them.

On the page each is the element with `data-nnw-control="name"`; what hides or locks one goes by the same name.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Control:
    """`label` stands on it, `help` is its tip; `commands` are what it sends, where that is not its own name alone.

    One that is `part_of` another is locked with it: a way round it would be no lock.
    """

    label: str
    help: str
    commands: tuple[str, ...] | None = None
    part_of: str | None = None


CONTROLS: dict[str, Control] = {
    # the bar
    "reset": Control("Reset", "Back to step 0 with the same initial weights"),
    "new_weights": Control("New weights", "Draws other initial weights, and begins with them at step 0"),
    "play": Control("Play", "Trains on until it is paused", ("play", "pause")),
    "step": Control("Step", "Trains on one example after the other, on one batch, or to the end of the epoch; "
                    "the weights move with the last example of a batch"),
    "speed": Control("Speed", "Steps a second while it plays; full is as fast as it goes"),
    "learning_rate": Control("Learning rate", "How far a step goes against the gradient; a number above 0 can be typed"),
    "activation": Control("Activation", "Of all hidden layers; without any, of the output. The weights stay", ("activation", "output")),
    "more": Control("More", "Optimizer, schedule, regularization, activation by layer, order of the examples", ()),
    # what unfolds below
    "optimizer": Control("Optimizer", "How a gradient becomes a step. The weights stay and the steps go on; its memory begins empty"),
    "schedule": Control("Schedule", "How the learning rate changes with the step"),
    "schedule_steps": Control("Over steps", "Steps from one drop to the next, of the half wave, or of the warm-up"),
    "regularization": Control("Regularization", "Adds a penalty on large weights to the loss: L1 rate · Σ|w|, L2 rate · ½ Σw²"),
    "regularization_rate": Control("Rate", "How much the penalty counts; 0 or a number above can be typed"),
    "layer_activation": Control("Activation by layer", "Of one layer. The weights stay", ("activation", "output"), part_of="activation"),
    "shuffle": Control("Shuffle every epoch", "Off: the examples come in the same order in every epoch"),
    # the data
    "problem": Control("Problem", "What the network is to say: one of two classes, one of several, or a number"),
    "data": Control("Data set", "What the network learns from. Its weights stay where they fit"),
    "variant": Control("Variant", "Which one of this kind"),
    "noise": Control("Noise", "Moves what the same random draw displaces, further and further"),
    "test": Control("Set aside for testing", "This share of the same points is not trained on"),
    "batch_size": Control("Batch size", "How many examples one step is worked out from"),
    "new_data": Control("New points", "Draws other points of the same kind; the weights stay"),
    "features": Control("Inputs", "What the network takes: columns, and what is made of them. The weights of those that stay are kept"),
    # the map
    "axes": Control("Axes", "Which two columns the map shows, and where the others stand", ("axes", "axes_at")),
    "points": Control("Points", "Add, move, relabel and delete points; the data are your own then",
                      ("add_point", "move_point", "delete_point", "label_point")),
    # the network
    "weights": Control("Weights and biases", "Drag a link or a bias square; click it to type", ("edit",)),
    "undo": Control("Undo", "Takes back what was last done by hand (Ctrl+Z); what training has learnt stays"),
    "redo": Control("Redo", "Does again what was taken back (Ctrl+Shift+Z)"),
    "freeze": Control("Freeze", "Training leaves it alone; a hand can still set it"),
    "tune": Control("Hand-tune", "Every weight as a slider, with the best loss so far; then let it learn", ()),
    "gradient": Control("Gradient", "An arrow at every weight and bias: up where gradient descent makes it larger", ()),
    "pulls": Control("Who pulls", "Every training point by its share of dL/dw of the chosen weight: up or down, and how hard", ()),
    "histograms": Control("Histograms", "How the weights and the activations of each layer lie, on all training points", ()),
    "surface": Control("Loss surface", "The training loss over two weights or biases, with the way of the run; drag its dot",
                       ("surface", "forget_surface")),
    "layers": Control("Layers and neurons", "0 to 6 hidden layers of 1 to 8 neurons. The weights that still fit stay", ("hidden",)),
    # the chart
    "chart": Control("Chart", "A logarithmic scale, and the jitter taken out"),
    "timeline": Control("Timeline", "Any step of the run: back, exactly, or on", ("go", "rewind", "train")),
    "runs": Control("Runs", "Keeps this run on the chart, and goes back to one that is kept", ("snapshot", "restore", "forget")),
    "luck": Control("Is it luck?", "Trains this network from 20 other starts, and shows where they go and how many get there",
                    ("starts", "open_start", "forget_starts")),
    # the foot
    "compare": Control("Compare", "Trains this network twice from the same start, with one thing different, and shows what that changes",
                       ("versus", "open_b", "forget_versus")),
    "presets": Control("Demos", "Runs that each show one thing", ("preset",)),
    "share": Control("Share", "The whole run as a line of text, and one from somebody else on this screen", ("load",)),
    "export": Control("Export", "The network as NumPy or LaTeX, the run as a table, the picture as a file"),
    "help": Control("Help", "What can be done here, and by which keys", ()),
}  # fmt: skip


def named() -> dict[str, list[str]]:
    """{name: [label, help]} as a page takes it."""
    return {name: [control.label, control.help] for name, control in CONTROLS.items()}
