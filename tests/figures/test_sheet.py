"""`lab.figure()`: a whole run on one sheet."""

import pytest

import nnwidgets as nw


@pytest.mark.parametrize(
    "lab",
    [
        lambda: nw.Playground("circle", test=0.3),
        lambda: nw.Playground("reg_gauss", hidden=[]),
        lambda: nw.Playground(nw.datasets.blobs(classes=4, n=80)),
        lambda: nw.Playground(nw.datasets.curve("bump", n=40), output="linear"),
        lambda: nw.Playground(nw.datasets.iris()),
    ],
)
@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_any_lab_at_any_moment(lab, kind, tmp_path):
    from matplotlib import pyplot as plt

    lab = lab()
    lab.train(steps=3)
    before = plt.get_fignums()
    figure = lab.figure()
    figure.savefig(tmp_path / f"sheet.{kind}")
    assert (tmp_path / f"sheet.{kind}").stat().st_size > 5000
    assert plt.get_fignums() == before
    assert figure.get_suptitle() == f"{'-'.join(map(str, lab.net.sizes))} · {figure.get_suptitle().split(' · ')[1]} · step 3"
    lab.close()


def test_a_notebook_shows_it_with_its_words():
    lab = nw.Playground(test=0)
    data, metadata = lab.figure()._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    said = f"at step 0: the output over x1 and x2, and the loss curve; train loss {lab.trainer.train_loss:.4f}."
    assert metadata["image/png"]["alt"] == f"A network of sizes 2-4-2-1 {said}"
    lab.close()
