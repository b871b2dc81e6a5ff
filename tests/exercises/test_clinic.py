"""The bug clinic: each patient holds the slip that the gradient doctor names, is named by the learner first, and mended after."""

from html import escape

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.slips import SLIPS
from nnwidgets.exercises import clinic
from nnwidgets.exercises.chart import case


@pytest.fixture(params=range(6), ids=lambda i: clinic.patients[i].slip)
def patient(request):
    one = clinic.patients[request.param]
    one.named, one.tries, one.hinted = False, 0, 0
    return one


def test_there_are_six_and_all_names_are_slips():
    assert nw.exercises.clinic is clinic
    assert [p.number for p in clinic.patients] == [1, 2, 3, 4, 5, 6]
    assert len({p.slip for p in clinic.patients}) == 6 and {p.slip for p in clinic.patients} < set(clinic.NAMES) < set(SLIPS)


def test_it_holds_its_slip_and_no_other(patient):
    assert patient.report.outcome == "wrong_value" and patient.report.diagnosis.slips == (patient.slip,)
    assert patient.slip not in patient.source and 9 <= len(patient.source.splitlines()) <= 12
    mended = patient.source
    for i, line in patient.changed.items():
        mended = mended.replace(line, clinic.sound.source.splitlines()[i + 1])  # below the docstring
    space = {"np": np}
    exec(mended, space)
    assert clinic.sound.judge(clinic.sound, space["backward"], 0).passed


def test_its_chart_is_what_numpy_measures(patient):
    net, X, y = case()
    right = net.backward(net.forward(X), y, "squared_error").theta
    given = np.concatenate([np.column_stack([dW, db]).ravel() for dW, db in zip(*patient.backward(net.W, net.b, X, y), strict=True)])
    r = np.linalg.norm(right - given) / (np.linalg.norm(right) + np.linalg.norm(given))
    c = right @ given / np.linalg.norm(right) / np.linalg.norm(given)
    assert f"On a network 3-4-4-2 with 5 examples: vector error {r:.3f}, cosine {c:.3f}" in repr(patient)
    assert clinic.would(patient.slip) == pytest.approx((r, c), rel=1e-5)
    html = patient._repr_html_()
    assert patient.source in repr(patient) and escape(patient.source) in html and f"{r:.3f}, cosine {c:.3f}</div>" in html
    for layer, W, b in patient.rows:
        assert f"  {layer}: dW {W}, db {b}" in repr(patient) and f"<th>{layer}</th><td>{escape(W)}</td><td>{escape(b)}</td>" in html


def test_first_it_is_named_then_mended(patient):
    assert patient.check().outcome == patient.check(..., patient.backward).outcome == "not_attempted"
    assert patient.hint() == "First try it: name a slip. Any attempt will do."
    assert patient.solution() == "Name a slip and read the hints first: hint() gives one at a time."
    wrong = next(name for name in clinic.NAMES if name != patient.slip)
    said = patient.check(wrong, clinic.sound.reference)
    assert not said.passed and not patient.named
    assert said.sentence.startswith(f"{wrong} would measure vector error") and "this patient measures" in said.sentence
    hints = [patient.hint(), patient.hint(), patient.hint()]
    assert hints[1] == hints[2] == SLIPS[patient.slip].remedy and hints[0] != hints[1]
    assert patient.solution().startswith(f"# {patient.slip}\ndef backward(W, b, X, y):")
    named = patient.check(patient.slip)
    assert (named.outcome, patient.named) == ("not_attempted", True)
    assert named.sentence.startswith(f"{patient.slip} is its name: {patient.report.diagnosis.sentence} Now mend it: ")
    assert patient.check(patient.slip, lambda W, b, X, y: None).sentence == named.sentence
    ill = patient.check(patient.slip, patient.backward)
    assert ill.outcome == "wrong_value" and ill.diagnosis
    well = patient.check(patient.slip, clinic.sound.reference)
    assert well.passed and well.exercise == patient.title


@pytest.mark.parametrize("junk", ["a slip", 3, np.zeros(3), object, [None]])
def test_what_is_no_name_is_told_so(junk):
    said = clinic.patients[0].check(junk)
    assert said.outcome == "wrong_type" and said.sentence.startswith("Name one of sign, doubled, sum_not_mean,")


def test_the_hint_reads_the_numbers():
    sum_not_mean, bias, hidden, divided, *_ = [clinic.reading(p.report) for p in clinic.patients]
    assert sum_not_mean == ("The cosine is 1: only the length is wrong. r = |k − 1| / (k + 1) = 0.667 gives the factor k = 5, or 1/5.")
    assert bias == "Going back, the first wrong is layer 2: its dW is right, its db is not."
    assert hidden.startswith("Layer 2 is right. Going back, the first wrong is layer 1; taken by itself it has the cosine 0.")
    assert divided.endswith("taken by itself it has the cosine 1.0000.")
