"""A challenge is passed by its reference and by no wrong answer, and what it says is what the runs by themselves do."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.challenges import CHALLENGES
from nnwidgets.core.losses import squared_error

WRONG = {  # answers that a learner comes to first, and what is said
    "small_circle": [
        ({"answer": [2, 2, 1], "learning_rate": 0.1}, "not yet: test loss at most 0.18 in 0 of 5 seeds, with 9 parameters"),
        ({"answer": [2, 3, 1], "learning_rate": 0.003}, "not yet: test loss at most 0.18 in 0 of 5 seeds, with 13 parameters"),
        ({"answer": [2, 4, 1]}, "not within the budget: 17 parameters, 4 too many"),
    ],
    "quick_moons": [
        ({"answer": [2, 4, 1]}, "not yet: test accuracy at least 0.97 in 0 of 5 seeds, with 17 parameters and 500 steps; 4 are needed"),
        ({"answer": [2, 4, 1], "steps": 4000}, "not within the budget: 4,000 steps, 3,500 too many"),
    ],
    "deep_xor": [
        ({"answer": [2, 3, 1], "learning_rate": 0.3}, "not yet: test loss at most 0.02 in 0 of 5 seeds, with 13 parameters"),
        ({"answer": [2, 3, 3, 1], "steps": 3001}, "not within the budget: 25 parameters, 5 too many and 3,001 steps, 1 too many"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CHALLENGES)
def test_the_reference_passes_and_wrong_answers_fail(name):
    challenge = nw.challenges.named(name)
    found = challenge.check(**challenge.reference)
    assert found.passed, found
    assert found.text.startswith("passed: ")
    assert not np.isnan(found.figures).any()
    for answer, said in WRONG[name]:
        outcome = challenge.check(**answer)
        assert not outcome.passed
        assert str(outcome).startswith(said)


def ask(**given):
    data = nw.datasets.circle(60, noise=0.1).split(0.4)
    return nw.Challenge(
        **{"goal": {"test_loss": 0.4}, "budget": {"steps": 60}, "data": data, "output": "tanh", "loss": "squared_error"} | given
    )


@pytest.mark.parametrize("goal", ["test_loss", "test_accuracy"])
def test_the_figures_are_those_of_single_runs(goal):
    challenge = ask(goal={goal: 0.4}, seeds=[4, 1, 7], need=1)
    outcome = challenge.check([2, 4, 1], 50, learning_rate=0.3, l2=0.01, batch_size=7)
    train, test = challenge.data
    for seed, figure in zip(outcome.seeds, outcome.figures, strict=True):
        net = nw.Network([2, 4, 1], output="tanh", seed=seed)
        nw.Trainer(net, (train, test), loss="squared_error", learning_rate=0.3, l2=0.01, batch_size=7, seed=seed).train(50)
        a, y = net.forward(test.inputs).output, np.where(test.y == 1, 1.0, -1.0)[:, None]
        expected = squared_error(None, a, y).mean() if goal == "test_loss" else np.mean((a >= 0) == (y > 0))
        assert figure == pytest.approx(expected, rel=1e-9)
    reached = int((outcome.figures <= 0.4).sum() if goal == "test_loss" else (outcome.figures >= 0.4).sum())
    aim = "test loss at most 0.4" if goal == "test_loss" else "test accuracy at least 0.4"
    words = f"{aim} in {reached} of 3 seeds, with 17 parameters and 50 steps"
    assert outcome.passed == (reached >= 1)
    assert str(outcome) == (f"passed: {words}" if reached else f"not yet: {words}; 1 are needed")


def test_need_is_exact():
    figures = np.sort(ask().check([2, 3, 1], learning_rate=0.3).figures)
    between = (figures[2] + figures[3]) / 2  # three of five reach it
    for need in range(1, 6):
        outcome = ask(goal={"test_loss": between}, need=need).check([2, 3, 1], learning_rate=0.3)
        assert outcome.passed == (need <= 3)
        assert "in 3 of 5 seeds" in outcome.text
    assert not ask(goal={"test_loss": between}).check([2, 3, 1], learning_rate=0.3).passed  # all but one are needed


def test_a_trainer_brings_its_recipe():
    challenge = ask(need=1)
    net = nw.Network([2, 3, 1], "relu", "tanh", seed=9)
    given = {"learning_rate": 0.2, "optimizer": nw.Momentum(0.5), "batch_size": 6, "l1": 0.001, "schedule": nw.Cosine(60)}
    run = nw.Trainer(net, challenge.data, loss="squared_error", **given).train(55)
    theta = net.theta.copy()
    one, other = challenge.check(run), challenge.check(nw.Network([2, 3, 1], "relu", "tanh"), 55, **given)
    np.testing.assert_array_equal(one.figures, other.figures)
    assert "55 steps" in one.text
    np.testing.assert_array_equal(net.theta, theta)
    assert run.steps == 55


def test_a_hand_does_not_help():
    """Weights that are set solve it at once; those that seeds draw do not."""
    challenge = ask(data=nw.datasets.xor(80).split(0.5), budget={"steps": 1}, goal={"test_accuracy": 0.8})
    net = nw.Network([2, 4, 1], output="tanh")
    nw.Trainer(net, challenge.data, loss="squared_error", learning_rate=0.3).train(3000)
    assert np.mean(net.predict(challenge.data[1].inputs) == challenge.data[1].y) >= 0.8
    assert not challenge.check(net).passed


def test_a_run_that_diverges_has_not_reached_it():
    plane = nw.datasets.reg_plane(60).split(0.5)
    challenge = ask(data=plane, output="linear", loss=None, goal={"test_loss": 1e300})
    outcome = challenge.check(nw.Network([2, 3, 1], "relu", "linear"), learning_rate=50.0)
    assert np.isnan(outcome.figures).any()
    assert outcome.passed == (np.isfinite(outcome.figures).sum() >= 4)
    assert set(outcome.fan.diverged) == set(np.flatnonzero(np.isnan(outcome.figures)))


def test_what_it_says():
    challenge = ask(goal={"test_loss": 0.18}, budget={"parameters": 13, "steps": 1500}, name="disc")
    assert str(challenge) == "disc: test loss at most 0.18 in 4 of 5 seeds, with at most 13 parameters and 1,500 steps"
    assert repr(challenge) == f"Challenge({challenge})"
    assert ask(seeds=1).need == 1


def test_progress():
    told = []
    ask().check([2, 3, 1], 40, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (40, 40)


def test_what_is_refused(refused):
    with refused(ValueError, "goal must be one of test_loss, test_accuracy with its limit, such as {'test_loss': 0.18}, got {}"):
        ask(goal={})
    with refused(ValueError, "unknown goal 'test_los'; choose one of test_loss, test_accuracy (did you mean 'test_loss'?)"):
        ask(goal={"test_los": 1})
    with refused(ValueError, "unknown budget 'step'; choose one of parameters, steps (did you mean 'steps'?)"):
        ask(budget={"step": 1})
    with refused(ValueError, "budget must hold steps, or a run could go on for ever; such as {'parameters': 13, 'steps': 1500}"):
        ask(budget={"parameters": 13})
    with refused(ValueError, "need must be at most 5, the number of seeds, got 6"):
        ask(need=6)
    with refused(ValueError, "no examples are set aside; pass test=0.5 or a (train, test) pair"):
        ask(data="circle")
    with refused(ValueError, "this challenge is judged at a tanh output, got sigmoid; use output='tanh'"):
        ask().check(nw.Network([2, 3, 1]))
    choices = "optimizer, learning_rate, schedule, batch_size, l1, l2, shuffle"
    with refused(ValueError, f"unknown part of a recipe 'loss'; choose one of {choices}"):
        ask().check([2, 3, 1], loss="huber")
    with refused(ValueError, "learning_rate must be one value, got [0.1, 1]; a challenge judges one recipe"):
        ask().check([2, 3, 1], learning_rate=[0.1, 1])
    with refused(ValueError, f"unknown challenge 'big_circle'; choose one of {', '.join(CHALLENGES)} (did you mean 'small_circle'?)"):
        nw.challenges.named("big_circle")


def test_a_trainer_that_does_not_fit(refused):
    def run(data=None, loss="squared_error", **given):
        return nw.Trainer(nw.Network([2, 3, 1], output="tanh"), data or ask().data, loss=loss, **given).train(5)

    with refused(ValueError, "a Trainer brings its own recipe and steps; pass its net to judge another"):
        ask().check(run(), 10)
    with refused(ValueError, "this run did not learn from the challenge's examples; make it with data=challenge.data"):
        ask().check(run(nw.datasets.circle(60, seed=3).split(0.4)))
    with refused(ValueError, "this challenge trains and judges by loss 'squared_error', got 'huber'"):
        ask().check(run(loss="huber"))
    helped = run()
    helped.set({0: 3})
    with refused(ValueError, "this run was not left alone: a recipe is one set of settings from the first step to the last"):
        ask().check(helped)
