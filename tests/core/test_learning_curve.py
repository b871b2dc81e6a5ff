"""The learning curve: each row is what a run by hand on so many examples gives, and more examples help on real digits."""

import numpy as np

import nnwidgets as nw
from nnwidgets.core.learning_curve import counts, learning_curve


def test_about_two_to_a_power_of_ten():
    assert counts(10_000) == [10, 30, 100, 300, 1000, 3000, 10_000]
    assert counts(1437) == [10, 30, 100, 300, 1000, 1437]
    assert (counts(10), counts(7), counts(31)) == ([10], [7], [10, 30, 31])


def test_every_row_is_a_run_by_hand():
    train, test = nw.datasets.digits().split(0.2)
    net = nw.Network([64, 12, 10], "sigmoid", "softmax", seed=4)
    settings = {"learning_rate": 0.5, "batch_size": 16, "seed": 3}
    begun = net.theta.copy()
    trainer = nw.Trainer(net, (train, test), **settings).train(50)
    here = trainer.net.theta.copy()
    *_, (done, of, known) = learning_curve(trainer, train, [10, 100, 1437], 400, begun)
    assert (done, of, [one.n for one in known]) == (1200, 1200, [10, 100, 1437])
    np.testing.assert_array_equal(trainer.net.theta, here)
    assert trainer.steps == 50  # the run on screen goes on as it was
    for count, seen, unseen in known:
        other = nw.Network([64, 12, 10], "sigmoid", "softmax", seed=4)
        other.theta = begun
        nw.Trainer(other, (train.take(range(count)), test), **settings).train(400)
        assert seen == np.mean(other.predict(train.inputs[:count]) == train.y[:count])
        assert unseen == np.mean(other.predict(test.inputs) == test.y)
    assert known[0].train == 1 and known[0].test < 0.6 < 0.85 < known[-1].test
