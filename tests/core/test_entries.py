"""Which entries of theta a layer, a neuron, a weight or a bias is: by writing to them."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.entries import entries, entry, partner

NET = nw.Network([3, 4, 2, 1])


@pytest.mark.parametrize("layer", range(3))
def test_they_are_what_they_are_called(layer):
    rows, columns = NET.W[layer].shape
    net = NET.copy()
    net.theta[:] = 0
    for to in range(rows):
        for source in range(columns):
            net.theta[entries(net, layer, to, source)] += 1
        net.theta[entries(net, layer, to, "bias")] += 2
        net.theta[entries(net, layer, to)] += 10
    net.theta[entries(net, layer)] += 100
    assert (net.W[layer] == 111).all() and (net.b[layer] == 112).all()
    assert np.count_nonzero(net.theta) == rows * (columns + 1)


def test_all():
    assert entries(NET) == list(range(NET.n_params))


def test_every_entry_by_its_place_its_name_and_its_index_and_what_it_goes_with():
    net = nw.Network([3, 4, 2, 1])
    for k in range(net.n_params):
        net.theta[:] = 0
        net.theta[k] = 1
        layer = next(l for l in range(3) if net.W[l].any() or net.b[l].any())
        to = int((net.W[layer].any(axis=1) | (net.b[layer] != 0)).argmax())
        source = int(net.W[layer][to].argmax()) if net.W[layer].any() else "bias"
        assert entry(net, (layer, to, source)) == entry(net, [layer, to, source]) == entry(net, net.name_of(k)) == entry(net, k) == k
        width = net.sizes[layer]
        other = (layer, to, 0 if source == "bias" else (source + 1) % width)
        assert partner(net, k) == entry(net, other) != k
    thin = nw.Network([1, 1, 1])
    assert [partner(thin, k) for k in range(4)] == [1, 0, 3, 2]


@pytest.mark.parametrize(
    ("where", "error", "sentence"),
    [
        ((3,), IndexError, "the network has 3 layers of weights, got 3; counting starts at 0"),
        ((0, 4), IndexError, "W[0] has 4 rows (to), got 4; counting starts at 0"),
        ((1, 0, 4), IndexError, "W[1] has 4 columns (source), got 4; counting starts at 0"),
        ((-1,), ValueError, "index must be a whole number of at least 0, got -1"),
        ((0, 1, "bais"), ValueError, "unknown source 'bais'; choose one of bias (did you mean 'bias'?)"),
        ((0, None, 1), ValueError, "source is one of the weights of a neuron; pass the neuron as well, such as to=0"),
        ((None, 1), ValueError, "to and source are within a layer; pass it as well, such as layer=0"),
    ],
)
def test_what_is_not_there_is_said(where, error, sentence):
    with pytest.raises(error) as caught:
        entries(NET, *where)
    assert str(caught.value) == sentence
