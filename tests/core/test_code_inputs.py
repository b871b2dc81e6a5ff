"""The program that `to_code` prints takes raw examples: features and scaling as in the run, to the last bit."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.code import to_code
from nnwidgets.core.features import FEATURES

RAW = np.random.default_rng(8).normal(0, 3, (40, 2))


def program(trainer):
    names = {}
    exec(compile(to_code(trainer), "program", "exec"), names)
    return names


def trained(data, n_out=1, output="sigmoid"):
    return nw.Trainer(nw.Network([len(data.names), 3, n_out], output=output, seed=2), data).train(20)


@pytest.mark.parametrize("standard", [False, True])
def test_all_features_scaled_or_not(standard):
    data = nw.datasets.circle().with_features(*FEATURES)
    t = trained(data.standardize() if standard else data)
    made = program(t)
    train = t.data[0]
    assert made["inputs"](RAW).tobytes() == train.transform(RAW).tobytes()
    assert made["forward"](made["inputs"](RAW)).tobytes() == t.net.forward(train.transform(RAW)).output.tobytes()
    assert made["inputs"](train.X).tobytes() == train.inputs.tobytes()


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_reads_as_it_is_written(feature):
    t = trained(nw.datasets.xor(60).with_features(feature))
    assert program(t)["inputs"](RAW).tobytes() == t.data[0].transform(RAW).tobytes()


def test_measured_data_standardized():
    data = nw.datasets.iris().standardize()
    t = trained(data, 3, "softmax")
    made = program(t)
    assert made["inputs"](data.X).tobytes() == t.data[0].transform(data.X).tobytes()
    answer = made["forward"](made["inputs"](data.X)).argmax(axis=1)
    assert np.array_equal(answer, t.net.predict(t.data[0].transform(data.X)))


def test_pixels_of_one_byte_keep_their_precision():
    data = nw.datasets.digits()
    t = trained(data.standardize(), 10, "softmax")
    made = program(t)["inputs"](data.X)
    there = t.data[0].transform(data.X)
    assert (made.dtype, made.tobytes()) == (there.dtype, there.tobytes())


def test_it_reads_well():
    data = nw.datasets.circle(100).with_features("x1", "x1²").standardize()
    center, spread = (list(map(float, part)) for part in (data.scale.center, data.scale.spread))
    code = to_code(trained(data))
    assert (
        "def inputs(X):\n"
        '    """What the network takes of examples X (n, 2), raw as measured: forward(inputs(X)) are its outputs."""\n'
        "    X = np.asarray(X, np.float64)\n"
        "    X = np.column_stack([X[:, 0], X[:, 0] ** 2])\n"
        f"    center = np.array({center}, np.float64)\n"
        f"    spread = np.array({spread}, np.float64)\n"
        "    return (X - center) / spread\n"
    ) in code


def test_where_inputs_are_the_columns_or_made_by_ones_own_functions_there_is_no_such_function():
    assert "def inputs" not in to_code(trained(nw.datasets.circle()))
    assert "def inputs" not in to_code(trained(nw.datasets.circle().with_features(("r", lambda X: np.hypot(X[:, 0], X[:, 1])))))
    assert "def inputs" not in to_code(nw.Network([2, 1]))
