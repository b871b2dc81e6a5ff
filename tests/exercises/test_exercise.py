"""One learner's way: the text of a result, hints in order, the solution last, and code that never ends."""

import signal
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from nnwidgets.exercises.coding.chain import backward, one_step
from nnwidgets.exercises.coding.first import gate
from nnwidgets.exercises.coding.forward import forward_batch
from nnwidgets.exercises.coding.neuron import neuron, sigmoid
from nnwidgets.exercises.result import Result
from nnwidgets.exercises.timelimit import TimeUp, time_limit


@pytest.fixture(autouse=True)
def fresh():
    for one in (neuron, sigmoid, backward, gate):
        one.again()


def test_the_text_of_a_diagnosis():
    result = neuron.check(lambda x, w, b: 1 / (1 + np.exp(-(w @ x))))
    assert repr(result) == (
        "wrong value: The numbers are not right.\n"
        "  input:    neuron(x=[1., 2., 3.], w=[ 0.2,  0.8, -0.5], b=2)\n"
        "  got:      0.574443\n"
        "  expected: 0.908877\n"
        "The bias is missing: z is w · x + b."
    )
    assert result.misconception == "M8" and repr(neuron.again().check(lambda x, w, b: 1 / (1 + np.exp(-(w @ x))))) == repr(result)


def test_html_is_escaped():
    html = Result("a.b", "error", "<script>", "a & b", input="<i>")._repr_html_()
    assert "<script>" not in html and "<i>" not in html and "&lt;script&gt;" in html and "a &amp; b" in html


def test_the_learners_line_is_shown():
    def own(z):
        return z + undefined  # noqa: F821

    assert "in line " in sigmoid.check(own).sentence and "return z + undefined" in sigmoid.check(own).sentence


def test_hints_come_one_by_one_and_the_solution_last():
    assert "First try it" in sigmoid.hint() and "Check an attempt" in sigmoid.solution()
    sigmoid.check(lambda z: 1 / (1 + np.exp(z)))
    first = sigmoid.hint()
    assert "lost its minus" in first and "0.880797" in first
    assert "read the hints first" in sigmoid.solution()
    said = [sigmoid.hint() for _ in range(8)]
    assert len({first, *said}) == 6 and not any(str(n) + " of" in text for n in range(9) for text in said)
    assert sigmoid.solution().startswith("def sigmoid(z):")
    after = sigmoid.check(sigmoid.reference)
    assert after.passed and not after.unaided and "again()" in after.sentence
    assert sigmoid.again().check(sigmoid.reference).unaided


def test_the_answer_to_the_shown_example_alone_does_not_pass():
    fixed = sigmoid.reference(sigmoid.shown[0])
    assert sigmoid.check(lambda z: fixed).outcome in ("wrong_shape", "wrong_value")


def test_any_gate_that_works_is_taken():
    table = {"AND": ([3, 3], -5), "OR": ([3, 3], -1), "NAND": ([-3, -3], 5), "NOR": ([-3, -3], 1), "NOT": ([-9], 1)}
    assert gate.check(lambda name: table[name]).passed
    assert "lower the bias" in gate.check(lambda name: ([1, 1], 0.5)).sentence


def test_nan_is_told():
    assert neuron.check(lambda x, w, b: np.nan).outcome == "not_finite"


def endless(z):
    while True:
        pass


def stubborn(z):
    while True:
        try:
            while True:
                pass
        except Exception:
            pass


@pytest.mark.parametrize("function", [endless, stubborn])
def test_code_that_never_ends_is_stopped_in_the_main_thread(function):
    handler, begun, before = signal.getsignal(signal.SIGALRM), time.monotonic(), signal.getitimer(signal.ITIMER_REAL)
    result = sigmoid.check(function)
    assert result.outcome == "timed_out" and "after 2 seconds" in result.sentence and "One long call in NumPy" in result.sentence
    assert time.monotonic() - begun < 30 and signal.getsignal(signal.SIGALRM) is handler
    left, every = signal.getitimer(signal.ITIMER_REAL)  # an older timer goes on, that of the test run for one
    assert every == before[1] and (before[0] - 30 < left < before[0] if before[0] else left == 0)
    assert sigmoid.check(sigmoid.reference).passed


def test_and_in_another_thread():
    said = []
    thread = threading.Thread(target=lambda: said.extend([sigmoid.check(endless), sigmoid.check(sigmoid.reference)]))
    thread.start()
    thread.join(60)
    assert [result.outcome for result in said] == ["timed_out", "passed"]


def test_an_older_timer_goes_on():
    rung = []
    old = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 50)
    try:
        with pytest.raises(TimeUp), time_limit(0.05):
            endless(0)
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] < 50 and not rung
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def test_a_backward_pass_that_never_ends():
    def backward_(W, b, X, y):
        while True:
            pass

    assert backward.check(backward_).outcome == "timed_out"


def test_E3_what_was_expected_is_shown_late_where_it_would_give_the_answer_away():
    late = replace(sigmoid, reveal_late=True)
    wrong = lambda z: 1 / (1 + np.exp(z))  # noqa: E731
    first, second = late.check(wrong), late.check(wrong)
    assert first.expected == "" and "expected" not in repr(first) and first.got and first.diagnosis
    assert first.sentence.endswith(" What is right is shown after another try.") and "another try" not in second.sentence
    assert second.expected and f"expected: {second.expected}" in repr(second)
    assert sigmoid.check(wrong).expected == second.expected  # without it, at once
    assert late.again().check(wrong).expected == ""


def test_mazurs_step_to_nine_digits():
    """W1 and W2 after one step, and the cost that is found in print for the slip (CURRICULUM, 3.6)."""
    one = one_step.again()
    first, second = one.reference(*one.shown)
    np.testing.assert_allclose(first.ravel(), [0.149780716, 0.199561432, 0.249751144, 0.299502287], atol=5e-10)
    np.testing.assert_allclose(second.ravel(), [0.358916480, 0.408666186, 0.511301270, 0.561370121], atol=5e-10)
    _, b, X, y, _ = one.shown
    for W, cost in (((first, second), 0.291027774), (one.wrong[0].code(*one.shown), 0.291027924)):
        a = forward_batch.reference(W, b, X)[-1]
        assert 0.5 * ((a - y) ** 2).sum() == pytest.approx(cost, abs=5e-10)
    late = one.again().check(one.wrong[1].code)
    assert late.expected == "" and one.check(one.wrong[1].code).expected
    one.again()
