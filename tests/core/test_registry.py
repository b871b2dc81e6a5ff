"""Look-ups and checks of numbers, word for word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core.registry import number, pick, whole

FRUIT = {"apple": 1, "pear": 2, "blood_orange": 3}
CHOICES = "choose one of apple, pear, blood_orange"


def test_a_name_gives_its_entry_and_an_object_of_the_kind_itself():
    assert pick(FRUIT, "pear", "fruit") == 2
    assert pick(FRUIT, 7.5, "fruit", float) == 7.5


@pytest.mark.parametrize(
    ("name", "kind", "sentence"),
    [
        ("peer", ValueError, f"unknown fruit 'peer'; {CHOICES} (did you mean 'pear'?)"),
        ("Pear", ValueError, f"unknown fruit 'Pear'; {CHOICES} (did you mean 'pear'?)"),
        ("Blood-Orange", ValueError, f"unknown fruit 'Blood-Orange'; {CHOICES} (did you mean 'blood_orange'?)"),
        ("blood orange", ValueError, f"unknown fruit 'blood orange'; {CHOICES} (did you mean 'blood_orange'?)"),
        ("zzz", ValueError, f"unknown fruit 'zzz'; {CHOICES}"),
        ("", ValueError, f"unknown fruit ''; {CHOICES}"),
        (None, TypeError, f"fruit must be a name, got None; {CHOICES}"),
        (3, TypeError, f"fruit must be a name, got 3; {CHOICES}"),
        (["pear"], TypeError, f"fruit must be a name, got ['pear']; {CHOICES}"),
    ],
)
def test_a_wrong_name_is_told_what_would_do(refused, name, kind, sentence):
    with refused(kind, sentence):
        pick(FRUIT, name, "fruit")


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**300), 10**300))
def test_every_finite_number_is_a_number(x):
    assert number(x, "x") == float(x)
    assert type(number(x, "x")) is float
    for kind in (np.float64, np.float32, np.int64):
        if abs(x) < 1e9:
            assert number(kind(x), "x") == float(kind(x))


LIMITS = [
    ({}, ""),
    ({"above": 0}, " above 0"),
    ({"low": 2.5}, " of at least 2.5"),
    ({"low": 0, "high": 0.5}, " from 0 to 0.5"),
    ({"above": 0, "hint": "0.03 is a usual start"}, " above 0"),
]


@pytest.mark.parametrize(("limits", "words"), LIMITS)
@pytest.mark.parametrize("value", [True, np.True_, "3", None, [1.0], 1j, np.array(1.0)])
def test_what_is_no_number_is_a_type_error(refused, limits, words, value):
    hint = "; 0.03 is a usual start" if "hint" in limits else ""
    with refused(TypeError, f"rate must be a number{words}, got {value!r}{hint}"):
        number(value, "rate", **limits)


@pytest.mark.parametrize(("limits", "words"), LIMITS)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 10**400, -(10**400)])
def test_what_is_not_finite_is_a_value_error(refused, limits, words, value):
    hint = "; 0.03 is a usual start" if "hint" in limits else ""
    with refused(ValueError, f"rate must be a number{words}, got {value!r}{hint}"):
        number(value, "rate", **limits)


@pytest.mark.parametrize(
    ("limits", "good", "bad"),
    [({"above": 0}, [1e-300, 5], [0, -1, -0.0]), ({"low": 0}, [0, 7], [-1e-300]), ({"low": 0, "high": 0.5}, [0, 0.5], [-0.1, 0.5000001])],
)
def test_limits(limits, good, bad):
    for value in good:
        assert number(value, "x", **limits) == value
    for value in bad:
        with pytest.raises(ValueError, match=r"^x must be a number"):
            number(value, "x", **limits)


def test_whole_numbers(refused):
    assert whole(3, "n") == 3
    assert type(whole(np.int32(3), "n", 3)) is int
    for wrong in (True, np.False_, 3.0, np.float64(3), "3", None, [3]):
        with refused(TypeError, f"n must be a whole number of at least 1, got {wrong!r}"):
            whole(wrong, "n", 1)
    with refused(ValueError, "n must be a whole number of at least 1, got 0; 10 is a usual start"):
        whole(0, "n", 1, hint="10 is a usual start")
    with refused(ValueError, "n must be a whole number of at least 0, got -1"):
        whole(-1, "n")
