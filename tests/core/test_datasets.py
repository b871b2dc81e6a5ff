"""All that is generated: shapes, determinism, seed 0 pinned; the Playground's six: each by its documented rule, recomputed."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.datasets import DATASETS, as_dataset
from nnwidgets.core.streams import Stream

NOISES = np.linspace(0, 0.5, 26)
LABELED_BY_PLACE = {"circle": 5, "xor": 5, "reg_plane": 6, "reg_gauss": 6}  # noise displaces only what decides; by at most this × noise

PINNED = {  # the first two rows and the answers of seed 0, noise 0
    "circle": [0.7787257417128631, 1.389005908434145, -0.4762355669210169, 0.4776035260248251, 1, 1],
    "xor": [1.669616873214543, -2.6021328623612967, -4.890264760638053, -5.134723644714708, 0, 1],
    "gauss": [3.003241618624474, 2.263200770137467, 1.795517013784527, 1.881227905870363, 1, 1],
    "spiral": [0, 0, 0.0008793623663572981, 0.019980658693562494, 1, 1],
    "reg_plane": [1.6435402478574517, -2.7625594348335563, -5.508317712765663, -5.801668373657651, -0.11190191869761, -1.13099860864233],
    "reg_gauss": [1.6435402478574517, -2.7625594348335563, -5.508317712765663, -5.801668373657651, 0.1678098169367398, 0],
    "moons": [1.5, -0.75, 1.4997612262670512, -0.7121504902964892, 0, 0],
    "checkerboard": [1.369616873214543, -2.302132862361297, -4.590264760638053, -4.834723644714709, 0, 1],
    "three_arms": [0, 0, 0.0007852689769532073, 0.02498766400914329, 0, 0],
    "blobs": [1.003241618624474, 4.263200770137467, -0.20448298621547298, 3.881227905870363, 0, 0],
    "gate": [0, 0, 0, 1, 0, 0],
    "curve": [0.8217701239287258, -1.3812797174167781, 0.9973553275124658, -0.3700224806580636],
    "vowels": [312.5613113094612, 2589.516561595595, 304.24375838056704, 2144.04702074213, 0, 0],
}


def rule(name, points):
    """What PRODUCT.md T6 says about a point."""
    x, y = points.T
    if name == "circle":
        return np.sqrt(x * x + y * y) < 2.5
    if name == "xor":
        return x * y >= 0
    if name == "reg_plane":
        return (x + y) / 10
    best = np.zeros(len(x))
    for cx, cy, sign in ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)):
        bump = sign * np.clip(1 - np.sqrt((x - cx) ** 2 + (y - cy) ** 2) / 2, 0, 1)
        best = np.where(np.abs(bump) > np.abs(best), bump, best)
    return best


@given(n=st.integers(2, 301), noise=st.floats(0, 0.5), seed=st.integers(0, 1000))
def test_shapes_names_and_determinism(dataset, n, noise, seed):
    data, again = (DATASETS[dataset](n=n, noise=noise, seed=seed) for _ in range(2))
    d = 1 if dataset == "curve" else 2
    assert len(data) == n
    assert data.X.shape == (n, d)
    assert data.inputs is data.X
    assert data.y.shape == (n,)
    assert len(data.columns) == len(data.names) == d
    assert data.seed == seed
    assert data.name == {"gate": "and", "curve": "sine"}.get(dataset, dataset)
    assert np.isfinite(data.X).all()
    np.testing.assert_array_equal(data.X, again.X)
    np.testing.assert_array_equal(data.y, again.y)
    if data.task == "regression":
        assert data.classes == ()
        assert data.y.dtype == float
    else:
        assert set(data.y) <= set(range(len(data.classes)))
        assert data.y.dtype == int
        assert (data.task == "binary") == (len(data.classes) == 2)


def test_the_colors_are_the_classes(dataset):
    """The names of classes in the plane are those of the colors that palette.json gives them."""
    data = DATASETS[dataset]()
    if data.task == "binary" and dataset != "gate":
        assert data.classes == ("orange", "blue")
    if dataset in ("three_arms", "blobs"):
        assert data.classes == ("blue", "orange", "green")


def test_classes_are_balanced(dataset):
    data = DATASETS[dataset](n=601)
    if dataset in ("circle", "gauss", "spiral", "moons", "three_arms", "blobs", "vowels"):
        assert np.ptp(np.bincount(data.y)) <= 1
    elif data.task == "binary" and dataset != "gate":
        assert data.y.mean() == pytest.approx(0.5, abs=0.06)


def test_the_usual_size(dataset):
    sizes = {"reg_plane": 1200, "reg_gauss": 1200, "three_arms": 600, "vowels": 600, "gate": 4, "curve": 200}
    data = as_dataset(dataset)
    assert len(data) == sizes.get(dataset, 500)
    np.testing.assert_array_equal(data.X, DATASETS[dataset](noise=0, seed=0).X)


def test_another_seed_is_another_draw(dataset):
    a, b = DATASETS[dataset](noise=0.2, seed=1), DATASETS[dataset](noise=0.2, seed=2)
    assert not np.array_equal(a.X, b.X)


@pytest.mark.parametrize("name", LABELED_BY_PLACE)
def test_the_rule_of_the_label(name):
    """Without noise by the point itself; with noise by the displaced one, whose displacement is the noise stream's."""
    radius = LABELED_BY_PLACE[name]
    for noise in (0, 0.1, 0.5):
        data = DATASETS[name](noise=noise, seed=5)
        shake = Stream(5, "noise").uniform(-radius, radius, data.X.shape)
        np.testing.assert_allclose(data.y, rule(name, data.X + noise * shake), atol=1e-12)


@pytest.mark.parametrize("name", LABELED_BY_PLACE)
def test_noise_leaves_the_points_and_moves_the_labels(name):
    sets = [DATASETS[name](noise=noise, seed=2) for noise in NOISES]
    for data in sets:
        np.testing.assert_array_equal(data.X, sets[0].X)
    if sets[0].task == "regression":  # continuously: no step larger than the displacement times the slope (½ a bump, √2/10 the plane)
        step = np.sqrt(2) * LABELED_BY_PLACE[name] * (NOISES[1] - NOISES[0])
        jumps = [np.abs(b.y - a.y).max() for a, b in pairwise(sets)]
        assert max(jumps) <= step / 2 + 1e-12
        assert max(jumps) > 0
    else:  # each label flips and does not flicker: a ray enters and leaves the disc, or crosses each axis, once at most
        flips = sum(a.y != b.y for a, b in pairwise(sets))
        assert flips.max() in (1, 2)
        share = [np.mean(data.y != sets[0].y) for data in sets]
        assert share[0] == 0
        assert 0.1 < share[-1] < 0.5


def test_noise_leaves_the_labels_and_moves_the_points():
    for name in ("gauss", "spiral"):
        sets = [DATASETS[name](noise=noise, seed=2) for noise in NOISES]
        assert all(np.array_equal(data.y, sets[0].y) for data in sets)
        away = [np.linalg.norm(data.X - sets[0].X, axis=1) for data in sets]
        assert all((b > a).all() for a, b in pairwise(away))  # on and on, each along its ray
        ray = sets[-1].X - sets[0].X
        for data, far in zip(sets, away, strict=True):
            np.testing.assert_allclose(data.X - sets[0].X, far[:, None] * ray / np.linalg.norm(ray, axis=1)[:, None], atol=1e-9)


def test_circle():
    data = nw.datasets.circle(2000, seed=1)
    r = np.hypot(*data.X.T)
    assert (r[:1000] < 2.5).all()
    assert ((r[1000:] >= 3.5) & (r[1000:] < 5)).all()
    assert r[:1000].mean() == pytest.approx(1.25, abs=0.1)  # uniform in r, not in area
    assert data.y.tolist() == [1] * 1000 + [0] * 1000
    assert len(nw.datasets.circle(7)) == 7


def test_xor():
    data = nw.datasets.xor(2000, seed=1)
    assert (np.abs(data.X) >= 0.3).all()
    assert np.abs(data.X).max() < 5.3
    assert np.mean(data.y) == pytest.approx(0.5, abs=0.05)
    for quadrant in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        assert np.mean((data.X * quadrant > 0).all(axis=1)) == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize(("noise", "variance"), [(0, 0.5), (0.25, 2.25), (0.5, 4)])
def test_gauss(noise, variance):
    data = nw.datasets.gauss(20_000, noise, 1)
    for label, centre in ((1, 2), (0, -2)):
        cloud = data.X[data.y == label]
        assert len(cloud) == 10_000
        np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=0.1)
        np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.05)


def test_spiral():
    data = nw.datasets.spiral(500)
    i = np.arange(250)
    r, t = 5 * i / 250, 1.75 * 2 * np.pi * i / 250
    np.testing.assert_allclose(data.X[:250], np.column_stack([r * np.sin(t), r * np.cos(t)]), atol=1e-12)
    np.testing.assert_allclose(data.X[250:], -data.X[:250], atol=1e-12)
    assert data.y.tolist() == [1] * 250 + [0] * 250
    moved = nw.datasets.spiral(500, 0.3).X - data.X
    assert 0.29 < np.abs(moved).max() <= 0.3


def test_the_planes():
    for make in (nw.datasets.reg_plane, nw.datasets.reg_gauss):
        data = make(5000, seed=1)
        assert np.abs(data.X).max() <= 6
        np.testing.assert_allclose(data.X.std(axis=0), 12 / np.sqrt(12), rtol=0.03)
    assert data.y.max() > 0.9
    assert data.y.min() < -0.9


def test_seed_0_is_pinned(dataset):
    data = as_dataset(dataset)
    np.testing.assert_allclose([*data.X[:2].ravel(), *data.y[:2]], PINNED[dataset], rtol=1e-14, atol=1e-15)


NUMBER = "{} must be a number from 0 to 0.5, got {}"


@pytest.mark.parametrize(
    ("given", "kind", "sentence"),
    [
        ({"noise": 0.6}, ValueError, NUMBER.format("noise", 0.6)),
        ({"noise": -0.1}, ValueError, NUMBER.format("noise", -0.1)),
        ({"noise": "much"}, TypeError, NUMBER.format("noise", "'much'")),
        ({"n": 1}, ValueError, "n must be a whole number of at least 2, got 1"),
        ({"n": 5.0}, TypeError, "n must be a whole number of at least 2, got 5.0"),
        ({"seed": -1}, ValueError, "seed must be a whole number of at least 0, got -1"),
    ],
)
def test_what_is_refused(dataset, refused, given, kind, sentence):
    with refused(kind, sentence):
        DATASETS[dataset](**given)
