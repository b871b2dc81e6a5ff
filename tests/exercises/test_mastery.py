"""Levels: the table of all transitions, and whatever a learner does in any order (a state machine that hypothesis drives)."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from nnwidgets.exercises.mastery import FRESH, LEVELS, POINTS, applied, chosen, locked, moved, of, points
from nnwidgets.exercises.progress_spec import ORDER, checked, decode, encode

N, A, F, P, M = range(5)


def at(level, lesson=1):
    return moved(FRESH, "neu.sum", lesson, level)


def test_points_are_those_of_the_ladder():
    assert POINTS == {"not started": 0, "attempted": 0, "familiar": 50, "proficient": 80, "mastered": 100}
    assert points(moved(moved(at(M), "neu.bias", 1, P), "act.values", 1, F)) == 230


@pytest.mark.parametrize("right", range(6))
def test_an_exercise_of_five(right):
    after = {0: (A, A, A, F, P), 4: (F, F, F, P, M), 5: (P, P, P, P, M)}[0 if right < 4 else right]
    assert tuple(of(applied(at(level), ["exercise", "neu.sum", 1, right]), "neu.sum")["level"] for level in range(5)) == after


@pytest.mark.parametrize(
    ("lesson", "credit", "after"),
    [(1, True, (F, F, P, P, M)), (2, True, (F, F, P, M, M)), (1, False, (A, A, A, F, P)), (2, False, (A, A, A, F, P))],
)
def test_a_mixed_item_and_mastered_only_in_a_later_lesson(lesson, credit, after):
    got = [of(applied(at(level), ["mixed", lesson, [["neu.sum", credit]]]), "neu.sum")["level"] for level in range(5)]
    assert tuple(got) == after


@pytest.mark.parametrize(("right", "after"), [(0, (A, F, P)), (1, (F, P, M)), (2, (P, M, M))])
def test_a_challenge_moves_by_one_or_none(right, after):
    got = [of(applied(at(level), ["challenge", 2, [["neu.sum", right]], 9]), "neu.sum")["level"] for level in (F, P, M)]
    assert tuple(got) == after


def test_the_solution_seen_counts_as_attempted():
    assert of(applied(FRESH, ["shown", "neu.sum", 1]), "neu.sum")["level"] == A
    assert of(applied(at(P), ["shown", "neu.sum", 1]), "neu.sum")["level"] == P


def test_when_a_challenge_is_there():
    state = moved(moved(FRESH, "neu.sum", 1, F), "neu.bias", 1, F)
    assert locked(state, 0) == "A mastery challenge takes 3 skills that are familiar or higher; so far: 2."
    state = moved(state, "act.values", 2, F)
    assert locked(state, 0) == "A mastery challenge takes one skill that is proficient; solve 5 items of 5 in one of yours."
    state = moved(state, "act.values", 2, P)
    assert locked(state, 0) == ""
    done = state | {"challenged": 1000}
    assert locked(done, 1000 + 3600, rest=12 * 3600) == "The last challenge was less than 12 hours ago."
    assert locked(done, 1000 + 13 * 3600, rest=12 * 3600) == "" and locked(done, 1000 + 3600) == ""
    assert locked(done, 10, rest=12 * 3600) == ""  # the clock was set back


def test_the_lowest_levels_then_the_longest_unseen():
    state = FRESH
    for name, lesson, level in (("neu.sum", 4, F), ("neu.bias", 1, P), ("act.values", 3, P), ("fwd.batch", 2, P), ("neu.image", 1, A)):
        state = moved(state, name, lesson, level)
    assert chosen(state, 5) == ("neu.sum", "neu.bias", "fwd.batch")


def test_an_unknown_event():
    with pytest.raises(ValueError, match=r"^there is no event 'rewound'$"):
        applied(FRESH, ["rewound", 1])


SKILL, LESSON = st.sampled_from(ORDER[:5]), st.integers(0, 14)


class Learner(RuleBasedStateMachine):
    """Any events in any order."""

    def __init__(self):
        super().__init__()
        self.state = FRESH

    def do(self, event, most):
        before, self.state = self.state, applied(self.state, event)
        for name in ORDER[:5]:
            a, b = of(before, name), of(self.state, name)
            assert b["level"] >= a["level"] - most and b["level"] >= min(a["level"], A)  # one down at most, nothing back to zero
            assert not (b["level"] == M > a["level"]) or event[0] in ("mixed", "challenge")
            assert b["asked"] >= a["asked"] and b["right"] >= a["right"] and b["seen"] >= a["seen"]

    @rule(skill=SKILL, lesson=LESSON, credit=st.booleans(), slip=st.sampled_from(["", "M8", "M22"]))
    def answered(self, skill, lesson, credit, slip):
        self.do(["answered", skill, lesson, credit, slip], 0)

    @rule(skill=SKILL, lesson=LESSON, right=st.integers(0, 5))
    def exercise(self, skill, lesson, right):
        self.do(["exercise", skill, lesson, right], 1)

    @rule(skill=SKILL, lesson=LESSON)
    def shown(self, skill, lesson):
        self.do(["shown", skill, lesson], 0)

    @rule(skills=st.lists(SKILL, min_size=1, max_size=3, unique=True), lesson=LESSON, right=st.integers(0, 2), time=st.integers(0, 2**32))
    def challenge(self, skills, lesson, right, time):
        self.do(["challenge", lesson, [[s, right] for s in skills], time], 1)

    @rule(skill=SKILL, lesson=LESSON, credit=st.booleans())
    def mixed(self, skill, lesson, credit):
        self.do(["mixed", lesson, [[skill, credit]]], 1)

    @invariant()
    def is_a_state_and_survives_its_code(self):
        assert checked(self.state) is self.state
        assert points(self.state) == sum(POINTS[LEVELS[of(self.state, s)["level"]]] for s in ORDER)
        code = encode(self.state)
        assert len(code) <= 300 and decode(code)["skills"] == self.state["skills"]


TestLearner = Learner.TestCase
TestLearner.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
