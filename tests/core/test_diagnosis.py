"""What is wrong with a run: each exhibit shows its own fault and no other, and where all is well nothing is found."""

import json

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.diagnosis import FINDINGS
from nnwidgets.core.evidence import Evidence
from nnwidgets.core.finding import place
from nnwidgets.core.museum import MUSEUM, trainer

STAGES = (0, 1, 5, 25, 100, 200, 500, 1000, 2000, 3000, 5000, 10_000)


def kinds(found):
    return [finding.kind for finding in found]


def stages(made, last=STAGES[-1]):
    """The findings of a run at every stage of it."""
    for step in STAGES[: STAGES.index(last) + 1]:
        made.train(step - made.steps)
        yield step, nw.diagnose(made)


# --- the museum
@pytest.mark.parametrize("exhibit", MUSEUM.values(), ids=MUSEUM)
def test_B12_an_exhibit_triggers_exactly_its_own_diagnosis_and_its_remedy_clears_it(exhibit):
    assert kinds(nw.diagnose(exhibit.run())) == [exhibit.kind]
    assert nw.diagnose(exhibit.run(remedied=True)) == ()


def test_every_kind_of_finding_has_its_exhibit():
    assert {exhibit.kind for exhibit in MUSEUM.values()} == set(FINDINGS)


@pytest.mark.parametrize("exhibit", MUSEUM.values(), ids=MUSEUM)
def test_an_exhibit_can_be_shared(exhibit):
    made = exhibit.trainer()
    experiment = nw.Experiment.of(made)
    assert experiment.own == ()
    net, again = experiment.build()
    assert np.array_equal(net.theta, made.net.theta)
    assert np.array_equal(again.data[0].inputs, made.data[0].inputs)
    assert again.settings.l2 == made.settings.l2


@pytest.mark.parametrize("exhibit", MUSEUM.values(), ids=MUSEUM)
def test_a_finding_is_data(exhibit):
    (finding,) = nw.diagnose(exhibit.run())
    assert json.loads(json.dumps(finding.to_dict(), allow_nan=False))["kind"] == exhibit.kind
    assert str(finding) == f"{finding.text} {finding.remedy}"
    assert finding.text.endswith(".") and finding.remedy.startswith("Try ")
    for measured, limit in finding.numbers.values():
        assert measured != limit
    for layer, unit in finding.units:
        assert 0 <= unit < exhibit.trainer().net.sizes[layer]


SENTENCES = {
    "dead relu": "All 4 neurons of hidden layer 1 are dead: z is below 0 for every example, so the slope is 0 and they learn no more. "
                 "Try leaky_relu, or a smaller learning rate from new weights.",
    "saturation": "All neurons of hidden layers 1 and 2 are saturated: |z| is so large that the slope lets under 1% of the error through. "
                  "Try smaller initial weights, such as xavier, and inputs of about −1 … 1.",
    "all weights zero": "All neurons of hidden layers 1 and 2 are copies of one another: equal weights get equal gradients, in every step. "
                        "Try random initial weights: draw new ones.",
    "divergence": "Training diverged: the loss overflowed in step 6; stopped at step 5, the last with finite numbers. "
                  "Try a learning rate below 1, or inputs scaled to about −1 … 1.",
    "unscaled inputs": "Inputs F1 (Hz) and F2 (Hz) are not scaled, 1,842 in root mean square: weights and rates are made for numbers of "
                       "about 1. Try data.standardize().",
    "wrong loss": "The output is sure and wrong, and squared_error lets under 5% of that error through: its gradient has the factor σ'(z). "
                  "Try bce with a sigmoid output: there that factor cancels.",
    "targets out of reach": "A sigmoid output goes from 0 to 1, the targets from -1.1 to 1: some are never met. Try a linear output.",
    "plateau": "The loss has stood still for 2,000 steps, and one answer for all examples would do as well. "
               "Try more neurons or features, new weights, or a larger learning rate; from mere noise there is no more to learn.",
    "penalty too strong": "The L2 penalty of 0.1 outweighs the examples: the weights shrink to 0, and the output is the same for all. "
                          "Try a penalty of 0.001, or none.",
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_what_the_learner_reads(name):
    (finding,) = nw.diagnose(MUSEUM[name].run())
    assert str(finding) == SENTENCES[name]


# --- no false alarms
@pytest.mark.parametrize("data", ["circle", "xor", "gauss"])
def test_nothing_is_found_in_a_default_run(data):
    for seed in range(6):
        for step, found in stages(trainer(data, seed=seed)):
            assert found == (), f"{data}, seed {seed}, step {step}: {found}"


def test_the_spiral_is_told_to_stand_still_only_where_it_does():
    for seed in range(6):
        made = trainer("spiral", seed=seed)
        for step, found in stages(made):
            assert set(kinds(found)) <= {"plateau"}, f"seed {seed}, step {step}: {found}"
            if found:
                steps, loss = made.history.steps, made.history.train_loss
                lately = loss[steps > step - 2000]
                assert lately.min() > 0.99 * loss[steps <= step - 2000].min()
                assert made.train_loss > 0.9 * 0.5 * np.var(2.0 * made.data[0].y - 1)


USUAL = {
    "noise": {"noise": 0.2, "hidden": (4, 2)},
    "wide": {"hidden": (8, 8)},
    "rate 0.3": {"learning_rate": 0.3},
    "adam": {"optimizer": "adam", "learning_rate": 0.01},
    "sigmoid and bce": {"output": "sigmoid", "loss": "bce"},
    "an L2 penalty": {"l2": 0.003},
    "leaky relu": {"activation": "leaky_relu"},
}


@pytest.mark.parametrize("setup", USUAL.values(), ids=USUAL)
def test_nothing_is_found_under_other_usual_settings(setup):
    for data in ("circle", "xor", "gauss"):
        for step, found in stages(trainer(data, **setup), last=2000):
            assert found == (), f"{data}, step {step}: {found}"


def test_a_relu_unit_is_called_dead_when_it_is_and_never_else():
    seen = 0
    for data in ("circle", "xor"):
        for seed in range(8):
            made = trainer(data, activation="relu", learning_rate=0.3, seed=seed)
            for _, found in stages(made, last=1000):
                assert set(kinds(found)) <= {"dead units"}
                trace = made.net.forward(made.data[0].inputs)
                dead = {
                    (layer + 1, j) for layer in (0, 1) for j in range(made.net.sizes[layer + 1]) if (trace.a[layer + 1][:, j] == 0).all()
                }
                assert dead == {unit for finding in found for unit in finding.units}
                seen += len(dead)
    assert seen > 0


# --- what it does not do
def test_diagnosis_changes_nothing():
    one, other = trainer(), trainer()
    for made in (one, other):
        made.train(40)
        if made is one:
            nw.diagnose(made)
        made.train(40)
    assert np.array_equal(one.net.theta, other.net.theta)
    assert one.history.to_dict() == other.history.to_dict()


def test_a_divergence_is_over_when_anything_else_happens():
    def there():
        return kinds(nw.diagnose(made)) == ["divergence"]

    made = MUSEUM["divergence"].run()
    assert there()
    made.rewind(0)
    assert not there()
    made = MUSEUM["divergence"].run()
    made.learning_rate = 0.03
    assert not there()
    made = MUSEUM["divergence"].run()
    assert nw.diagnose(made.branch()) != nw.diagnose(made)
    made.reset()
    assert not there()


def test_a_slow_run_stays_slow_until_its_rate_is_changed():
    made = MUSEUM["rate too small"].trainer()
    for steps in (300, 2000, 5000):
        assert kinds(nw.diagnose(made.train(steps - made.steps))) == ["rate too small"]
    made.learning_rate = 0.03
    for steps in (0, 1, 100, 500):
        assert nw.diagnose(made.train(steps)) == ()


def test_where_the_loss_stands_still_for_a_small_rate_a_larger_one_is_the_remedy():
    (finding,) = nw.diagnose(trainer(learning_rate=1e-4).train(3000))
    assert (finding.kind, finding.remedy) == ("plateau", "Try a larger learning rate than 0.0001; 0.03 is a usual start.")
    (finding,) = nw.diagnose(trainer(learning_rate=1e-7, optimizer="adam").train(300))
    assert (finding.kind, finding.remedy) == ("rate too small", "Try a larger learning rate than 1e-07; 0.001 is a usual start.")


def test_what_was_measured_before_a_change_is_not_compared():
    """Other data make another loss: that is no overfitting, and no plateau."""
    made = trainer("gauss").train(1000)
    pair = trainer("spiral").data
    made.change(data=pair)
    for step in (0, 10, 100, 500, 1500):
        assert nw.diagnose(made.train(step)) == ()


def test_weights_that_are_all_held_do_not_move_and_that_is_no_fault():
    made = trainer()
    made.hold(range(made.net.n_params))
    assert nw.diagnose(made.train(500)) == ()


def test_with_a_forward_pass_of_ones_own_only_the_run_is_looked_at():
    def forward(W, b, X):
        return np.tanh(X @ (W[0] + 1).T + b[0])

    net = nw.Network([2, 1], output="tanh", init="zeros")
    data = nw.datasets.gauss()
    assert nw.diagnose(nw.Trainer(net, data, forward=forward, loss="squared_error").train(5)) == ()


# --- a network and data
def test_a_network_on_data():
    net = nw.Network([2, 3, 1], init="zeros")
    found = nw.diagnose(net, nw.datasets.circle())
    assert kinds(found) == ["symmetry"]
    assert found[0].units == ((1, 0), (1, 1), (1, 2))
    assert found[0].layers == (1,)
    net = nw.Network([2, 3, 1], seed=1)
    assert nw.diagnose(net, (np.eye(2), np.array([0, 1]))) == ()
    assert kinds(nw.diagnose(net, (1e-4 * np.eye(2), np.array([0, 1])))) == ["unscaled inputs"]


def test_one_of_many_examples_that_was_not_looked_at_keeps_a_unit_alive():
    X = np.full((2001, 1), -1.0)
    net = nw.Network([1, 1, 1], "relu", "linear", init=nw.initializers.Constant(1.0))
    y = np.linspace(0, 1, 2001)
    assert kinds(nw.diagnose(net, (X, y))) == ["dead units"]
    X[1] = 1.0
    assert len(Evidence(net, nw.datasets.from_arrays(X, y), nw.Trainer(net, (X, y)).loss).X) <= 500
    assert nw.diagnose(net, (X, y)) == ()


def test_only_one_of_two_equal_causes_is_enough():
    """Copies by the weights in alone go different ways: no symmetry."""
    net = nw.Network([2, 2, 1], seed=0)
    net.W[0][1], net.b[0][1] = net.W[0][0], net.b[0][0]
    assert nw.diagnose(net, nw.datasets.circle()) == ()
    net.W[1][0, 1] = net.W[1][0, 0]
    assert kinds(nw.diagnose(net, nw.datasets.circle())) == ["symmetry"]


# --- doors
def test_doors(refused):
    net = nw.Network([2, 1])
    with refused(ValueError, "a network is diagnosed on data: nw.diagnose(net, data)"):
        nw.diagnose(net)
    with refused(ValueError, "a trainer has its own data and loss; pass it alone"):
        nw.diagnose(trainer(), nw.datasets.circle())
    with refused(TypeError, "diagnose takes a Trainer, or a Network and data, got str"):
        nw.diagnose("circle")
    with refused(ValueError, "the network takes 2 inputs, the data has 64; make a network whose sizes begin with 64"):
        nw.diagnose(net, nw.datasets.digits())


def test_places_in_words():
    sizes = [2, 4, 4, 4, 6, 1]
    assert place([(1, 2)], sizes) == "neuron 3 of hidden layer 1"
    assert place([(1, 0), (1, 2), (2, 1)], sizes) == "neurons 1 and 3 of hidden layer 1 and neuron 2 of hidden layer 2"
    assert place([(layer, j) for layer in (1, 2, 3) for j in range(4)], sizes) == "all neurons of hidden layers 1 to 3"
    assert place([(layer, j) for layer in (1, 3) for j in range(4)], sizes) == "all neurons of hidden layers 1 and 3"
    assert place([(4, j) for j in range(5)], sizes) == "5 neurons of hidden layer 4"
    assert place([(5, 0)], sizes) == "neuron 1 of the output layer"
