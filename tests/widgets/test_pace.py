"""Steps by the clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.widgets.pace import LOOK, MOST, PAINT, SPEEDS, Pace


def play(pace, speed, seconds, now=0.0, cost=0.0):
    """Turns of a loop in which a step takes `cost` seconds: (steps, time)."""
    steps, end = 0, now + seconds
    while now < end:
        due = max(0, pace.due(now, speed))
        pace.did(due)
        steps, now = steps + due, now + due * cost
        now += pace.wait(now) or 1e-3
    return steps, now


@pytest.mark.parametrize("speed", [s for s in SPEEDS.values() if s])
def test_so_many_steps_a_second_from_the_first_moment(speed):
    steps, now = play(Pace(0, speed), speed, 10)
    assert steps == pytest.approx(now * speed, abs=2 + speed * PAINT)
    assert Pace(0, speed).due(0, speed) == 1


def test_full_speed_is_all_there_is_time_for():
    assert Pace(0, None).due(0, None) == MOST and Pace(0, None).wait(5) == 0


@given(st.floats(0.5, 1e4), st.floats(0, 1e5), st.lists(st.floats(0, 0.9), max_size=30))
def test_what_a_short_wait_held_up_is_caught_up(speed, start, waits):
    pace, now, steps = Pace(start, speed), start, 0
    for wait in waits:
        due = max(0, pace.due(now, speed))
        pace.did(due)
        steps += due
        assert steps == int((now - start) * speed) + 1
        now += wait


@pytest.mark.parametrize("speed", [1.0, 100.0, 10_000.0])
def test_a_long_cell_is_not_caught_up_however_long_it_has_played(speed):
    pace = Pace(0, speed)
    _, now = play(pace, speed, 100)
    assert pace.due(now + 30, speed) == 1


def test_what_the_machine_cannot_do_does_not_pile_up():
    steps, now = play(Pace(0, 1000.0), 1000.0, 10, cost=1 / 100)
    assert steps == pytest.approx(now * 100, rel=0.15)
    pace = Pace(0, 1000.0)
    assert max(pace.due(now, 1000.0) for now in range(50)) <= 1001


def test_another_speed_counts_from_now():
    pace = Pace(0, 1.0)
    pace.did(pace.due(0, 1.0))
    assert pace.due(0.1, 1.0) == 0
    assert pace.due(0.1, 1000.0) == 1
    pace.did(1)
    assert pace.due(0.2, 1000.0) == 100
    assert pace.due(0.2, None) == MOST
    pace.did(1_000_000)
    assert pace.due(0.3, 10.0) == 1


def test_it_looks_again_no_later_than_needed_and_no_more_often_than_a_screen_can_show():
    assert Pace(0, 1.0).wait(0) == PAINT
    pace = Pace(0, 0.1)
    pace.did(1)
    assert pace.wait(0) == LOOK  # a change of speed must not wait ten seconds
    pace.did(-1)
    assert pace.wait(5) == 0  # behind: at once
