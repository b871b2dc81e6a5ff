"""Who holds what, and what an edit may write: the kernel's half of the edit rule, by itself."""

import pytest

from nnwidgets.core.network import Network
from nnwidgets.widgets.hands import PATIENCE, Hands, checked

NET = Network([2, 2, 1])  # nine parameters


@pytest.fixture
def hands():
    return Hands()


def edit(hands, view, number, values=None, hold=(), release=()):
    return hands.edit(NET, view, number, values or {}, list(hold), list(release))


def test_the_first_to_hold_owns(hands):
    assert edit(hands, "A", 1, {"3": 0.5}, hold=[3]) == ({3: 0.5}, [])
    assert edit(hands, "B", 1, {"3": 9.0, "4": 1.0}, hold=[3, 4]) == ({4: 1.0}, [3])
    assert hands.held == (3, 4)
    assert edit(hands, "A", 2, {"4": 7.0}) == ({}, [4])  # to write without a hold is refused as well
    assert hands.applied == {"A": 2, "B": 1}


def test_only_the_owner_can_let_go(hands):
    edit(hands, "A", 1, hold=[3])
    edit(hands, "B", 1, release=[3])
    assert hands.held == (3,)
    edit(hands, "A", 2, release=[3])
    assert hands.held == ()
    assert edit(hands, "B", 2, {"3": 1.0}, hold=[3]) == ({3: 1.0}, [])


def test_a_momentary_edit_holds_sets_and_releases_in_one_message(hands):
    assert edit(hands, "A", 1, {"0": 2.0}, hold=[0], release=[0]) == ({0: 2.0}, [])
    assert hands.held == ()


def test_an_edit_counts_once_and_an_old_one_not_at_all(hands):
    edit(hands, "A", 5, {"0": 2.0}, hold=[0])
    for number in (5, 4, 1):
        assert edit(hands, "A", number, {"0": 9.0}, hold=[1], release=[0]) == ({}, [])
    assert hands.held == (0,) and hands.applied == {"A": 5}
    hands.note("A", 3)
    assert hands.applied == {"A": 5}


def test_goodbye_ends_the_holds_of_that_view_alone(hands):
    edit(hands, "A", 1, hold=[0, 1])
    edit(hands, "B", 1, hold=[2])
    hands.leave("A")
    assert hands.held == (2,) and hands.applied == {"B": 1}
    hands.leave("nobody")


def test_five_seconds_of_silence_end_a_hold_and_every_sign_begins_them_anew(hands):
    assert PATIENCE == 5
    edit(hands, "A", 1, hold=[0])
    edit(hands, "B", 1, hold=[1])
    for _ in range(10):
        hands.pass_time(1)
        hands.sign("B")
        assert hands.held == ((0, 1) if _ < 5 else (1,))
    assert edit(hands, "A", 2, {"0": 1.0}, hold=[0]) == ({0: 1.0}, [])  # it comes back with the next move
    assert hands.held == (0, 1)


def test_an_old_edit_stays_old_after_silence(hands):
    edit(hands, "A", 7, hold=[0])
    hands.pass_time(60)
    assert edit(hands, "A", 7, {"0": 1.0}) == ({}, [])


def test_another_network_ends_all_holds_and_no_counting(hands):
    edit(hands, "A", 3, hold=[0])
    hands.drop()
    assert hands.held == () and hands.applied == {"A": 3}


def test_from_taking_hold_to_letting_go_of_all_is_one_gesture(hands):
    names = []
    for number, (hold, release) in enumerate([([2], []), ([2, 5], []), ([], [2]), ([], [5]), ([2], [2]), ([2], [2])], 1):
        edit(hands, "A", number, hold=hold, release=release)
        names.append(hands.gesture("A"))
    assert len(set(names[:4])) == 1 and len(set(names)) == 3
    edit(hands, "B", 1, hold=[2])
    assert hands.gesture("B") not in names


KINDS = "an edit needs set {index: number}, hold [index] and release [index]; got "


@pytest.mark.parametrize(
    ("values", "hold", "release", "error", "sentence"),
    [
        ({"0": float("nan")}, [], [], ValueError, "W[0][0, 0] must be a number, got nan"),
        ({"8": float("inf")}, [], [], ValueError, "b[1][0] must be a number, got inf"),
        ({"0": None}, [], [], TypeError, "W[0][0, 0] must be a number, got None"),
        ({"0": "1"}, [], [], TypeError, "W[0][0, 0] must be a number, got '1'"),
        ({"0": True}, [], [], TypeError, "W[0][0, 0] must be a number, got True"),
        ({"0": 1.0, "9": 1.0}, [0], [], ValueError, "index must be below 9, the number of parameters, got 9"),
        ({"-1": 1.0}, [], [], TypeError, "index must be a whole number of at least 0, got '-1'"),
        ({"x": 1.0}, [], [], TypeError, "index must be a whole number of at least 0, got 'x'"),
        ({"²": 1.0}, [], [], TypeError, "index must be a whole number of at least 0, got '²'"),
        ({}, [9], [], ValueError, "index must be below 9, the number of parameters, got 9"),
        ({}, [-1], [], ValueError, "index must be a whole number of at least 0, got -1"),
        ({}, [True], [], TypeError, "index must be a whole number of at least 0, got True"),
        ({}, [1.0], [], TypeError, "index must be a whole number of at least 0, got 1.0"),
        ({}, [[1]], [], TypeError, "index must be a whole number of at least 0, got [1]"),
        ({}, [], ["1"], TypeError, "index must be a whole number of at least 0, got '1'"),
        ([0], [], [], TypeError, KINDS + "[0], [] and []"),
        (None, [], [], TypeError, KINDS + "None, [] and []"),
        ({}, 3, [], TypeError, KINDS + "{}, 3 and []"),
        ({}, [], "34", TypeError, KINDS + "{}, [] and '34'"),
    ],
)
def test_what_is_no_edit_changes_nothing_and_is_counted(hands, values, hold, release, error, sentence):
    edit(hands, "A", 1, hold=[4])
    with pytest.raises(error) as caught:
        hands.edit(NET, "A", 2, values, hold, release)
    assert str(caught.value) == sentence
    assert hands.held == (4,) and hands.applied == {"A": 2}


def test_what_is_no_edit_still_lets_go(hands):
    edit(hands, "A", 1, hold=[4, 5])
    edit(hands, "B", 1, hold=[6])
    with pytest.raises(ValueError):
        edit(hands, "A", 2, {"0": float("nan")}, release=[4, 6])
    assert hands.held == (5, 6)


def test_numbers_and_indices_come_as_json_brings_them():
    assert checked(NET, {"0": 1, "8": -0.5}, [0, 8], (3,)) == ({0: 1.0, 8: -0.5}, [0, 8], [3])
    assert checked(NET, {2: 1}, [], []) == ({2: 1.0}, [], [])
