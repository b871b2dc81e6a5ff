"""What is packed is read back by a reader that knows only the contract."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nnwidgets.widgets.wire import finite, pack

numbers = st.sampled_from(["<f4", "<f8", ">f8"]).flatmap(lambda kind: arrays(kind, array_shapes(min_dims=0, min_side=0, max_dims=3)))


@given(many=st.lists(numbers, max_size=5))
def test_every_array_comes_back_in_its_place(decode, many):
    given = {f"a{i}": array for i, array in enumerate(many)}
    described, payload = pack(given)
    assert [(name, tuple(shape)) for name, _, shape in described] == [(name, array.shape) for name, array in given.items()]
    assert [kind for _, kind, _ in described] == [f"f{array.itemsize}" for array in many]
    read = vars(decode({"arrays": described}, payload))
    for name, array in given.items():
        np.testing.assert_array_equal(read[name], array)


def test_the_bytes_of_an_example():
    described, payload = pack({"a": np.array([1, 2, 3], np.float32), "b": np.array([[0.5]])})
    assert described == [["a", "f4", [3]], ["b", "f8", [1, 1]]]
    assert payload.hex(" ", 4) == "0000803f 00000040 00004040 00000000 00000000 0000e03f"


@pytest.mark.parametrize("array", [np.arange(6), np.array([True, False]), np.arange(6.0)[::2], np.asfortranarray(np.ones((2, 3)))])
def test_whole_numbers_booleans_and_views_travel_as_f8(array, decode):
    described, payload = pack({"a": array})
    assert described == [["a", "f8", list(array.shape)]]
    np.testing.assert_array_equal(decode({"arrays": described}, payload).a, array)


def test_a_view_is_packed_as_it_is_now():
    theta = np.zeros(3)
    _, payload = pack({"theta": theta})
    theta += 1
    assert payload == bytes(24)


@pytest.mark.parametrize(("value", "carried"), [(None, None), (np.nan, None), (-np.inf, None), (np.float32(0.5), 0.5), (3, 3.0)])
def test_json_carries_only_finite_numbers(value, carried):
    assert finite(value) == carried and type(finite(value)) in (float, type(None))
