"""Settings: each is tested before it is taken, and a refusal changes nothing."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.settings import CHECKS, train_and_test

NAMES = "linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step"
RATE = "learning_rate must be a number above 0, got {}; 0.03 is a usual start"
WRONG = [
    ({"learning_rate": 0}, ValueError, RATE.format(0)),
    ({"learning_rate": "fast"}, TypeError, RATE.format("'fast'")),
    ({"learning_rate": float("nan")}, ValueError, RATE.format("nan")),
    ({"batch_size": 0}, ValueError, "batch_size must be a whole number of at least 1, got 0; 10 is a usual start"),
    ({"batch_size": 2.0}, TypeError, "batch_size must be a whole number of at least 1, got 2.0; 10 is a usual start"),
    ({"l1": -1}, ValueError, "l1 must be a number of at least 0, got -1"),
    ({"l2": True}, TypeError, "l2 must be a number of at least 0, got True"),
]
NEW = [
    ({"activation": "rely"}, ValueError,
     f"unknown activation 'rely'; choose one of {NAMES} (did you mean 'relu'?)"),
    ({"activation": ["relu", "relu"]}, ValueError, "activation must be one name or 1, one per hidden layer; got 2"),
    ({"output": "tanh"}, ValueError, "loss 'bce' needs a sigmoid output, got tanh; use output='sigmoid' or loss='squared_error'"),
    ({"output": "softmax"}, ValueError, "softmax over one output is always 1; use output='sigmoid', or two outputs"),
    ({"frozen": [9]}, ValueError, "index must be below 9, the number of parameters, got 9"),
    ({"frozen": [-1]}, ValueError, "index must be a whole number of at least 0, got -1"),
    ({"frozen": ["w"]}, TypeError, "index must be a whole number of at least 0, got 'w'"),
    ({"data": "circel"}, ValueError,
     f"unknown data 'circel'; choose one of {', '.join(nw.datasets.DATASETS)} (did you mean 'circle'?)"),
    ({"data": 3}, TypeError, f"data must be a name, got 3; choose one of {', '.join(nw.datasets.DATASETS)}"),
    ({"data": ([[1, 2, 3]] * 4, [0, 1, 0, 1])}, ValueError,
     "the network takes 2 inputs, the data has 3; make a network whose sizes begin with 3"),
    ({"data": ([[1, 2]] * 3, [0, 1, 2])}, ValueError, "labels for 1 sigmoid output must be 0 to 1, got 2; 3 classes need 3 outputs"),
    ({"momentum": 0.9}, ValueError,
     "unknown setting 'momentum'; choose one of data, learning_rate, batch_size, l1, l2, shuffle, "
     "activation, output, frozen, held, learner, schedule, optimizer"),
]  # fmt: skip
BORN = [
    ({"seed": -1}, ValueError, "seed must be a whole number of at least 0, got -1"),
    ({"record_every": 0}, ValueError, "record_every must be a whole number of at least 1, got 0"),
    ({"optimizer": "sdg"}, ValueError,
     "unknown optimizer 'sdg'; choose one of sgd, momentum, nesterov, rmsprop, adam (did you mean 'sgd'?)"),
    ({"optimizer": None}, TypeError, "optimizer must be a name, got None; choose one of sgd, momentum, nesterov, rmsprop, adam"),
    ({"loss": "cross_entropy"}, ValueError,
     "loss 'cross_entropy' needs a softmax output, got sigmoid; use output='softmax' or loss='bce'"),
    ({"test": 0.95}, ValueError, "test must be a number from 0 to 0.9, got 0.95"),
    ({"data": ([[1.0, 2]], [0.5]), "test": 0.9}, ValueError, "no examples are left to train on; make test smaller"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "kind", "sentence"), WRONG + BORN)
def test_a_trainer_is_refused(refused, given, kind, sentence):
    net = nw.Network([2, 2, 1])
    before = net.theta.copy()
    with refused(kind, sentence):
        nw.Trainer(net, **({"data": "circle"} | given))
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize(("given", "kind", "sentence"), WRONG + NEW)
def test_a_change_is_refused(refused, given, kind, sentence):
    net = nw.Network([2, 2, 1])
    trainer = nw.Trainer(net, "circle").train(10)
    settings, theta, activation = trainer.settings, net.theta.copy(), net.activation
    with refused(kind, sentence):
        trainer.change(**({"learning_rate": 7.5, "shuffle": False} | given))  # the others are not taken either
    assert trainer.settings is settings
    assert net.activation == activation
    assert trainer.history.events == []
    np.testing.assert_array_equal(trainer.train(10).net.theta, nw.Trainer(twin(net), "circle").train(20).net.theta)
    assert theta.shape == net.theta.shape


def twin(net):
    return nw.Network(net.sizes, seed=net.seed)


@pytest.mark.parametrize("name", ["learning_rate", "batch_size", "l1", "l2"])
def test_the_short_way(name, refused):
    trainer = nw.Trainer(nw.Network([2, 2, 1]), "circle")
    setattr(trainer, name, 2)
    assert getattr(trainer, name) == getattr(trainer.settings, name) == 2
    with refused(ValueError, CHECKED[name]):
        setattr(trainer, name, -1)
    assert getattr(trainer, name) == 2


CHECKED = {
    "learning_rate": RATE.format(-1),
    "batch_size": "batch_size must be a whole number of at least 1, got -1; 10 is a usual start",
    "l1": "l1 must be a number of at least 0, got -1",
    "l2": "l2 must be a number of at least 0, got -1",
}


def test_every_setting_has_its_check():
    trainer = nw.Trainer(nw.Network([2, 2, 1]), "circle")
    assert set(CHECKS) == set(vars(trainer.settings))


def test_train_and_test_from_anything():
    X, y = np.arange(20.0).reshape(10, 2), np.arange(10) % 2
    circle, xor = nw.datasets.circle(20), nw.datasets.xor(30)
    assert [len(part) for part in train_and_test("circle", 0.4)] == [300, 200]
    assert [len(part) for part in train_and_test((X, y), 0.3)] == [7, 3]
    assert [len(part) for part in train_and_test([X, y], 0.3)] == [7, 3]
    assert train_and_test((circle, xor), 0.3) == (circle, xor)
    train, test = train_and_test(((X, y), (X[:4], y[:4])), 0)
    assert (len(train), len(test)) == (10, 4)
    np.testing.assert_array_equal(train.X, X)


def test_the_labels_of_a_test_set_are_those_of_the_training_set(refused):
    X = np.arange(12.0).reshape(6, 2)
    train, test = train_and_test(((X, list("abcabc")), (X, list("ccbbbc"))), 0)
    assert test.y.tolist() == [2, 2, 1, 1, 1, 2]
    assert test.classes == train.classes == ("a", "b", "c")
    assert test.task == train.task == "multiclass"
    assert train_and_test(((X, list("abcabc")), (X[:2], list("bb"))), 0)[1].y.tolist() == [1, 1]
    with refused(ValueError, "y holds the label 'd', which is none of the training examples'; they are a, b, c"):
        train_and_test(((X, list("abcabc")), (X, list("abcdef"))), 0)


def test_optimizers_are_told_apart():
    for name, optimizer in OPTIMIZERS.items():
        assert optimizer.name == name
    assert repr(nw.SGD()) == "SGD()"
    assert nw.Trainer(nw.Network([2, 1]), "circle", optimizer=nw.SGD()).train(5).steps == 5
