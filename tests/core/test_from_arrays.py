"""Anybody's arrays: numbers, labels of any kind, frames; and every refusal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.datasets import from_arrays

X = np.arange(12.0).reshape(6, 2)


class Frame:
    """What is needed of a pandas frame or series: `columns` and `to_numpy`."""

    def __init__(self, values, columns=None):
        self.values = np.asarray(values)
        if columns is not None:
            self.columns = columns

    def to_numpy(self):
        return self.values

    def __array__(self, dtype=None, copy=None):
        return self.values.astype(dtype or self.values.dtype)


@pytest.mark.parametrize(
    ("y", "labels", "classes"),
    [
        ([3, 1, 2, 1, 3, 1], [2, 0, 1, 0, 2, 0], ("1", "2", "3")),
        ([True, False, True, True, False, True], [1, 0, 1, 1, 0, 1], ("False", "True")),
        (list("cabacb"), [2, 0, 1, 0, 2, 1], ("a", "b", "c")),
        (np.array(["cat", "dog", "cat", "cat", "dog", "cat"], object), [0, 1, 0, 0, 1, 0], ("cat", "dog")),
        (np.array([[2], [1], [2], [2], [1], [1]]), [1, 0, 1, 1, 0, 0], ("1", "2")),
        (np.array([200, 0, 200, 0, 0, 0], np.uint8), [1, 0, 1, 0, 0, 0], ("0", "200")),
        (Frame(["no", "yes", "no", "no", "yes", "no"]), [0, 1, 0, 0, 1, 0], ("no", "yes")),
    ],
)
def test_labels_of_any_kind_keep_their_names(y, labels, classes):
    data = from_arrays(X, y)
    assert data.y.tolist() == labels
    assert data.y.dtype == int
    assert data.classes == classes
    assert data.task == ("binary" if len(classes) == 2 else "multiclass")


@pytest.mark.parametrize("y", [[0.0, 1, 0, 1, 1, 0], [[0.5]] * 6, [[1, 0]] * 6, [[0.5, 2, 3]] * 6])
def test_floats_and_columns_are_targets(y):
    data = from_arrays(X, y)
    assert (data.task, data.classes) == ("regression", ())
    assert data.y.dtype == float
    assert data.y.shape == ((6,) if np.shape(y)[1:] in ((), (1,)) else np.shape(y))


KINDS = st.one_of(
    st.lists(st.text(max_size=3).filter(lambda s: "\0" not in s), min_size=2, max_size=30),  # NumPy's strings end at a null
    st.lists(st.integers(-(2**62), 2**62), min_size=2, max_size=30),
    st.lists(st.booleans(), min_size=2, max_size=30),
).filter(lambda y: len(set(y)) > 1)


@given(y=KINDS, rows=st.randoms(use_true_random=False))
def test_labels_can_be_read_back(y, rows):
    """By the names of the classes, in the whole, in its parts, and in other examples of the same kind."""
    data = from_arrays(np.arange(len(y)), y)
    assert [data.classes[k] for k in data.y] == [str(label) for label in y]
    train, test = data.split(0.4, rows.randrange(100))
    for part in (train, test, train.join(test)):
        assert [part.classes[k] for k in part.y] == [str(y[int(row)]) for row in part.X[:, 0]]
    if len(test):
        again = train.like(test.X, np.array(y)[test.X[:, 0].astype(int)])
        np.testing.assert_array_equal(again.y, test.y)
        np.testing.assert_array_equal(again.X, test.X)


def test_a_frame_goes_all_the_way():
    data = from_arrays(Frame(X, ["height", "weight"]), Frame(["no", "yes"] * 3))
    train, test = data.with_features("weight", ("bmi", lambda X: X[:, 1] / (X[:, 0] + 1) ** 2)).standardize().split(0.5)
    assert train.names == test.names == ("weight", "bmi")
    np.testing.assert_array_equal(test.transform(Frame(test.X, ["height", "weight"])), test.inputs)
    np.testing.assert_array_equal(train.like(Frame(test.X), Frame(["no"] * 3)).inputs, test.inputs)


def test_names():
    y = [0, 1] * 3
    assert from_arrays(X, y).names == ("x1", "x2")
    assert from_arrays(X, y, names=["height", "weight"]).names == ("height", "weight")
    frame = Frame(X, ["height", 7])
    assert from_arrays(frame, y).names == ("height", "7")
    np.testing.assert_array_equal(from_arrays(frame, y).X, X)
    assert from_arrays(frame, y, names="ab").names == ("a", "b")
    assert from_arrays(X, y, name="birds").name == "birds"


def test_one_column_may_be_flat():
    data = from_arrays([1, 2, 3], [0.1, 0.2, 0.3])
    assert data.X.tolist() == [[1], [2], [3]]
    assert data.names == ("x1",)


def test_the_arrays_are_copied():
    mine, y = X.copy(), np.linspace(0, 1, 6)
    data = from_arrays(mine, y)
    mine[:], y[:] = -1, -1
    np.testing.assert_array_equal(data.X, X)
    assert data.y[5] == 1


def test_classes_of_another_set():
    data = from_arrays(X, list("bbcbcb"), classes=("a", "b", "c"))
    assert data.y.tolist() == [1, 1, 2, 1, 2, 1]
    assert (data.classes, data.task) == (("a", "b", "c"), "multiclass")
    assert from_arrays(X, [7] * 6, classes=("0", "7")).y.tolist() == [1] * 6


def holes(*places):
    bad = X.copy()
    for row, column, value in places:
        bad[row, column] = value
    return bad


Y = [0, 1] * 3
FINITE = "X holds {} number(s) that are not finite, the first at [{}]: {}; drop or fill those rows"
ROWS = "they need the same number of rows"


@pytest.mark.parametrize(
    ("x", "y", "kind", "sentence"),
    [
        (holes((2, 1, np.nan)), Y, ValueError, FINITE.format(1, "2, 1", "nan")),
        (holes((5, 0, -np.inf), (1, 0, np.inf)), Y, ValueError, FINITE.format(2, "1, 0", "inf")),
        ([1.0, None, 3], [0, 1, 0], ValueError, FINITE.format(1, "1", "nan")),
        (X, [0.5, np.nan] * 3, ValueError, "y holds 3 number(s) that are not finite, the first at [1]: nan; drop or fill those rows"),
        ([], [], ValueError, "X holds no examples: its shape is (0, 1); a network needs at least one row and one column"),
        (np.empty((0, 2)), [], ValueError, "X holds no examples: its shape is (0, 2); a network needs at least one row and one column"),
        (np.empty((6, 0)), Y, ValueError, "X holds no examples: its shape is (6, 0); a network needs at least one row and one column"),
        (3.0, [1], ValueError, "X must have shape (n, d), got ()"),
        (np.zeros((6, 2, 2)), Y, ValueError, "X must have shape (n, d), got (6, 2, 2)"),
        ([["a", "b"]] * 6, Y, TypeError, "X must hold numbers only, got <U1"),
        (np.array([[1, "b"]] * 6, object), Y, TypeError, "X must hold numbers only, got object"),
        (Frame(np.array([[1, None], [2, "x"]], object), ["a", "b"]), [0, 1], TypeError, "X must hold numbers only, got object"),
        ([[1, 2], [3]], [0, 1], TypeError, "X must hold numbers only, got rows of different lengths"),
        (X, [0, 1, 0], ValueError, f"X has 6 examples, y has shape (3,); {ROWS}"),
        (X, 1, ValueError, f"X has 6 examples, y has shape (); {ROWS}"),
        (X, np.zeros((6, 2, 2)), ValueError, f"X has 6 examples, y has shape (6, 2, 2); {ROWS}"),
        (X, [1] * 6, ValueError, "y holds the one label '1'; a classifier needs two or more"),
        (X, ["cat"] * 6, ValueError, "y holds the one label 'cat'; a classifier needs two or more"),
        (X, np.array(["a", 1, "b", 2, "a", 1], object), TypeError, "labels in y must be of one kind, got a mixture; try y.astype(str)"),
        (X, [["a", "b"]] * 6, TypeError, "y must hold numbers only, got <U1"),
    ],
)
def test_what_is_refused(refused, x, y, kind, sentence):
    with refused(kind, sentence):
        from_arrays(x, y)


def test_more_refusals(refused):
    with refused(ValueError, "X has 2 columns, got 3 names"):
        from_arrays(X, Y, names=["a", "b", "c"])
    with refused(ValueError, "y holds the label '1', which is none of the training examples'; they are orange, blue"):
        from_arrays(X, [1] * 6, classes=nw.datasets.circle(4).classes)
