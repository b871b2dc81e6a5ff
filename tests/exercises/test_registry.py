"""Every exercise: the stub is not attempted, the reference passes, every wrong variant is named, and nothing raises."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.exercises import LESSONS, registry
from nnwidgets.exercises.values import leaves

ALL = dict(registry())
WRONG = [pytest.param(name, wrong, id=f"{name}-{i}") for name, one in ALL.items() for i, wrong in enumerate(one.wrong)]
JUNK = [object(), "text", np.zeros((7, 7, 7)), [None], {}, 1j, np.nan]


def made(text, name):
    space = {"np": np}
    exec(text, space)
    return space[name]


@pytest.fixture(autouse=True)
def fresh():
    for one in ALL.values():
        one.again()


def test_every_lesson_has_exercises():
    assert {name.split(".")[0] for name in ALL} == set(LESSONS) and len(ALL) > 45
    for name, one in ALL.items():
        lesson, _, own = name.partition(".")
        assert getattr(getattr(nw.exercises, lesson), own) is one
        assert len(one.wrong) >= 3 and len(one.steps) >= 1 and one.minutes > 0 and one.gives


@pytest.mark.parametrize("name", ALL)
def test_the_stub_runs_and_is_not_attempted(name):
    one = ALL[name]
    result = one.check(made(one.stub, one.reference.__name__))
    assert (result.outcome, repr(result), result.passed) == ("not_attempted", "not attempted yet", False)
    assert len(one.stub.splitlines()) <= 12 and "First try it" in one.hint()
    assert one.check(None).outcome == one.check(...).outcome == "not_attempted"


@pytest.mark.parametrize("name", ALL)
def test_the_solution_passes_as_a_learner_would_run_it(name):
    one = ALL[name]
    result = one.check(made(one.source, one.reference.__name__))
    assert result.outcome == "passed" and result.unaided, result
    assert len(one.source.splitlines()) <= 12 and one.example.startswith(one.reference.__name__)


@pytest.mark.parametrize(("name", "wrong"), WRONG)
def test_a_wrong_variant_is_named(name, wrong):
    result = ALL[name].check(wrong.code)
    assert not result.passed and result.outcome != "not_attempted"
    assert wrong.message in result.diagnosis, result
    assert wrong.misconception in ("", result.misconception)


@pytest.mark.parametrize("name", ALL)
def test_what_goes_wrong_is_said_and_never_raised(name):
    one = ALL[name]

    def fails(*args):
        raise KeyError("missing")

    n = len(one.shown)
    fails = eval(f"lambda {', '.join(f'a{i}' for i in range(n))}: f()", {"f": fails})
    result = one.check(fails)
    assert result.outcome == "error" and "missing" in repr(result) and not result.passed
    for junk in JUNK:
        given = one.check(eval(f"lambda {', '.join(f'a{i}' for i in range(n))}: junk", {"junk": junk}))
        assert given.outcome in ("wrong_type", "wrong_shape", "wrong_value", "not_finite"), (junk, given)
    assert one.check(3).outcome == "wrong_type"
    assert one.check(lambda a, b, c, d, e, f, g, h, i: 1).outcome == "wrong_type"


@pytest.mark.parametrize("name", ALL)
def test_writing_into_an_input_is_told(name):
    one = ALL[name]

    def spoil(value):
        for _, array in leaves([one for one in value if isinstance(one, list | np.ndarray)]):
            if isinstance(array, np.ndarray) and array.size and array.flags.writeable and array.dtype.kind == "f":
                array += 1
                return True
        return False

    if not spoil([np.array(a) if isinstance(a, np.ndarray) else a for a in one.shown]) or one.judge.__name__ == "by_gradient":
        pytest.skip("no array of floats among the inputs")
    names = ", ".join(f"a{i}" for i in range(len(one.shown)))
    spoiling = eval(f"lambda {names}: (ref({names}), spoil([{names}]))[0]", {"ref": one.reference, "spoil": spoil})
    assert one.check(spoiling).outcome == "mutated_input"
