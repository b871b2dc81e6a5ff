"""Features and scaling: what of an example the network takes, the same for new points; every refusal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.features import FEATURES, Feature

SEVEN = ("x1", "x2", "x1²", "x2²", "x1x2", "sin x1", "sin x2")


def radius(X):
    return np.hypot(X[:, 0], X[:, 1])


def test_the_seven_of_the_playground():
    assert tuple(FEATURES) == SEVEN
    data = nw.datasets.circle(50, seed=3)
    x, y = data.X.T
    many = data.with_features(*SEVEN)
    np.testing.assert_array_equal(many.inputs, np.column_stack([x, y, x * x, y * y, x * y, np.sin(x), np.sin(y)]))
    assert many.names == SEVEN
    assert many.columns == ("x1", "x2")
    assert all(feature.latex for feature in many.features)
    assert repr(many) == "Dataset('circle', 50 examples, 7 inputs, binary, 2 classes)"
    assert repr(many.features[2]) == "Feature('x1²')"


def test_every_feature_draws_new_points_alike(dataset):
    data = nw.datasets.DATASETS[dataset](n=20)
    for feature in FEATURES.values():
        if feature.needs <= data.X.shape[1]:
            given = data.with_features(feature)
            np.testing.assert_array_equal(given.transform(data.X.tolist()), given.inputs)
            assert given.inputs.shape == (20, 1)


@given(chosen=st.lists(st.sampled_from([*SEVEN, ("r", radius)]), min_size=1, unique=True), scaled=st.booleans(), seed=st.integers(0, 50))
def test_transform_is_what_inputs_are(chosen, scaled, seed):
    data = nw.datasets.xor(30, seed=seed).with_features(*chosen)
    data = data.standardize() if scaled else data
    np.testing.assert_array_equal(data.transform(data.X.tolist()), data.inputs)
    np.testing.assert_array_equal(data.transform(data.X[3:4]), data.inputs[3:4])
    for part in data.split(0.3):
        np.testing.assert_array_equal(part.transform(part.X), part.inputs)
        assert part.names == data.names


def test_other_spellings_and_functions_of_ones_own():
    data = nw.datasets.circle(20)
    given = data.with_features("x1^2", "x2**2", "x1*x2", ("r", radius), Feature("half", lambda X: X[:, 0] / 2))
    assert given.names == ("x1²", "x2²", "x1x2", "r", "half")
    np.testing.assert_array_equal(given.inputs[:, 3], np.hypot(*data.X.T))
    assert given.with_features().inputs is data.X  # and back to the columns
    whole = data.with_features(("sign", lambda X: X[:, 0] > 0))
    assert whole.inputs.dtype == float


def test_columns_by_their_names():
    data = nw.datasets.from_arrays([[1, 2, 3], [4, 5, 6]], ["a", "b"], names=["height", "weight", "age"])
    assert data.with_features("age", "height").inputs.tolist() == [[3, 1], [6, 4]]
    assert data.with_features("age", "x1x2").names == ("age", "x1x2")
    assert data.with_features("age").transform([[7, 8, 9]]).tolist() == [[9]]


def test_standardized():
    data = nw.datasets.gauss(200, 0.3, 1).standardize()
    np.testing.assert_allclose(data.inputs.mean(axis=0), 0, atol=1e-14)
    np.testing.assert_allclose(data.inputs.std(axis=0), 1)
    np.testing.assert_array_equal(data.scale.center, data.X.mean(axis=0))
    np.testing.assert_array_equal(data.scale.spread, data.X.std(axis=0))
    again = data.with_features("x1²").inputs
    np.testing.assert_allclose([again.mean(), again.std()], [0, 1], atol=1e-14)


@pytest.mark.parametrize("constant", [0, 0.1, 1e300, -7])
def test_a_constant_column_is_only_centered(constant):
    data = nw.datasets.from_arrays(np.column_stack([np.full(7, constant), np.arange(7)]), np.arange(7) % 2).standardize()
    assert data.inputs[:, 0].tolist() == [0] * 7
    assert data.inputs[:, 1].std() == pytest.approx(1)


@given(share=st.floats(0, 0.9), seed=st.integers(0, 99))
def test_the_statistics_are_the_training_parts_alone(share, seed):
    """Whoever standardizes before the split or after it knows the same, and nothing of the test part."""
    data = nw.datasets.gauss(40, 0.4, 2)
    train, test = data.standardize().split(share, seed)
    later = data.split(share, seed)[0].standardize()
    np.testing.assert_array_equal(train.inputs, later.inputs)
    assert test.scale is train.scale
    np.testing.assert_array_equal(test.inputs, (test.X - train.X.mean(axis=0)) / train.X.std(axis=0))
    train, test = train.join(test).split(0.5, seed)  # split anew: fitted anew
    np.testing.assert_allclose(train.inputs.mean(axis=0), 0, atol=1e-12)


def test_a_test_set_by_itself_takes_the_statistics_of_the_training_set():
    train, test = nw.datasets.gauss(40, seed=1), nw.datasets.gauss(20, seed=2)
    for like in (train, train.standardize()):
        np.testing.assert_array_equal(test.standardize(like).inputs, train.standardize().transform(test.X))


def test_a_part_is_scaled_as_the_whole():
    data = nw.datasets.circle(30).standardize()
    np.testing.assert_array_equal(data.take([4, 2]).inputs, data.inputs[[4, 2]])
    assert len(data.take([]).inputs) == 0


def test_a_trainer_is_honest_too():
    data = nw.datasets.xor(60).with_features("x1x2").standardize()
    train, test = nw.Trainer(nw.Network([1, 1]), data, test=0.5).data
    assert train.inputs.mean() == pytest.approx(0, abs=1e-14)
    assert abs(test.inputs.mean()) > 1e-3


def test_a_test_set_of_arrays_is_given_as_the_training_set_is():
    train = nw.datasets.xor(60).with_features("x1x2").standardize()
    X, y = [[1, 2], [3, -4]], ["blue", "orange"]
    test = nw.Trainer(nw.Network([1, 1]), (train, (X, y))).data[1]
    np.testing.assert_array_equal(test.inputs, train.transform(X))
    assert test.y.tolist() == [1, 0]
    numbers = nw.datasets.reg_plane(20).like([[0, 0]], [1])  # an int is no label here
    assert (numbers.task, numbers.y.dtype) == ("regression", float)


def test_units_are_said_of_what_is_measured():
    data = nw.datasets.Dataset(np.arange(6.0).reshape(3, 2), np.arange(3.0), "regression", ("height", "width"), units=("cm", "cm"))
    assert data.names == ("height (cm)", "width (cm)")
    assert data.standardize().names == ("height", "width")
    assert data.with_features("width").names == ("width",)


NAMES = ", ".join(SEVEN)
OWN = "a feature of your own is (name, f), such as ('r', lambda X: np.hypot(X[:, 0], X[:, 1])), got "


@pytest.mark.parametrize(
    ("feature", "kind", "sentence"),
    [
        ("Sin x2", ValueError, f"unknown feature 'Sin x2'; choose one of {NAMES} (did you mean 'sin x2'?)"),
        (3, TypeError, f"feature must be a name, got 3; choose one of {NAMES}"),
        (("r",), TypeError, OWN + "('r',)"),
        (("r", 3), TypeError, OWN + "('r', 3)"),
        (("r", np.hypot(*np.zeros((2, 1)))), TypeError, OWN + "('r', array([0.]))"),
        (("s", lambda X: X.sum()), ValueError, "feature 's' must give one number per row, shape (10,), got ()"),
        (("s", lambda X: X), ValueError, "feature 's' must give one number per row, shape (10,), got (10, 2)"),
        (("s", lambda X: ["a"] * len(X)), TypeError, "feature 's' must give numbers, got <U1"),
        (("log", lambda X: np.log(X[:, 0])), ValueError,
         "feature 'log' gives 4 number(s) that are not finite, the first for row 0: nan"),
        (("c", lambda X: X[:, 0] - X[:, 0].mean()), ValueError,
         "feature 'c' must treat every row by itself; with half of the rows it gives other numbers for them"),
    ],
)  # fmt: skip
def test_what_is_no_feature(refused, feature, kind, sentence):
    X = np.column_stack([np.arange(10) - 3.5, np.ones(10)])
    with refused(kind, sentence):
        nw.datasets.from_arrays(X, np.arange(10) % 2, names=["x1", "x2"]).with_features(feature)


def test_more_refusals(refused):
    data = nw.datasets.circle(10)
    with refused(ValueError, "features must have different names, got 'x1' twice"):
        data.with_features("x1", "x2", "x1")
    with refused(ValueError, "feature 'x2' needs 2 inputs, the data has 1"):
        nw.datasets.from_arrays([1, 2], [0.5, 1], names=["x"]).with_features("x2")
    with refused(ValueError, "X must have shape (n, 2), one row per example, got (2,)"):
        data.transform([1, 2])
    with refused(ValueError, "X must have shape (n, 2), one row per example, got (1, 3)"):
        data.transform([[1, 2, 3]])
    with refused(TypeError, "X must hold numbers only, got <U1"):
        data.transform([["a", "b"]])
    with refused(ValueError, "there are no examples to take a mean of"):
        data.take([]).standardize()
    with refused(ValueError, "the inputs are too large to take their standard deviation"):
        nw.datasets.from_arrays([[1e200], [-1e200]], [0, 1]).standardize()
    with refused(ValueError, "X must have 2 columns as the training examples have, got 1"):
        data.like([[1]], ["blue"])
    with refused(ValueError, "y holds the label 'red', which is none of the training examples'; they are orange, blue"):
        data.like([[1, 2]], ["red"])
    with refused(ValueError, "like must have the same inputs, x1, x2; it has x1, x2, x1x2"):
        data.standardize(data.with_features("x1", "x2", "x1x2"))


def test_one_column_may_be_flat():
    assert nw.datasets.from_arrays([1, 2], [0.5, 1]).transform([3, 4]).tolist() == [[3], [4]]
