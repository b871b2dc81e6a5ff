"""What was built by hand: the face, the digits of strokes, and kernels with images to try them on."""

import numpy as np
import pytest

from nnwidgets.core import digit_parts, face, kernels
from nnwidgets.core.convolution import conv2d
from nnwidgets.core.measured import digits


def test_a_face_is_found_and_a_scrambled_one_is_not():
    """L13 (f): the second step counts as many parts, only the face unit notices."""
    whole, mixed = face.climb(face.SCENES["face"]), face.climb(face.SCENES["scrambled"])
    counts = [{kind: len(places) for kind, places in one.found.items()} for one in (whole, mixed)]
    assert counts == [{"eye": 2, "mouth": 1}] * 2
    assert (whole.z, whole.face, whole.inputs) == (0.5, True, {"left eye": 1, "right eye": 1, "mouth": 1})
    assert (mixed.z, mixed.face) == (-2.5, False)


@pytest.mark.parametrize(("name", "seen"), [("upside down", False), ("no mouth", False), ("a little lower", True)])
def test_other_faces(name, seen):
    assert face.climb(face.SCENES[name]).face is seen


@pytest.mark.parametrize("name", ["left eye", "mouth"])
def test_a_part_alone_is_found_wherever_it_is_and_nothing_else_is(name):
    h, w = face.PARTS[name].shape
    kind = face.WANTED[name][0]
    for place in np.ndindex(face.SIDE - h + 1, face.SIDE - w + 1):
        found = face.climb({name: place}).found
        assert found[kind] == [place] and sum(map(len, found.values())) == 1


def test_a_line_is_found_by_the_map_of_its_orientation():
    for i, line in enumerate([np.eye(7)[[3] * 7].T, np.eye(7)[[3] * 7], np.eye(7)[::-1], np.eye(7)]):
        strength = face.edge_maps(line)[:, 2:5, 2:5].max(axis=(1, 2))
        assert strength.argmax() == i and strength[i] == pytest.approx(1)


def test_nothing_gives_nothing():
    empty = face.climb({})
    assert not empty.image.any() and not empty.edges.any() and not empty.face and empty.z == face.BIAS


def test_V1_7_the_parts_that_are_read_off_get_ten_of_ten():
    ticks = digit_parts.read_off()
    assert ticks[8] == ["upper loop", "lower loop"] and ticks[9][0] == "upper loop"  # 9 = loop + lines, 8 = two loops
    assert digit_parts.score(ticks).hits == 10
    assert digit_parts.score([[]] * 10).hits == 0  # all say the same: a draw is no answer


def test_V1_7_handwriting_does_not_keep_to_it():
    data, ticks = digits(), digit_parts.read_off()
    found = digit_parts.parts_of(data.inputs.reshape(-1, 8, 8))
    wanted = np.array([[part in parts for part in digit_parts.PARTS] for parts in ticks])
    agreed = np.array([[(row == want).sum() for want in wanted] for row in found])  # counted, not weighed
    best = agreed.max(axis=1, keepdims=True)
    right = ((agreed == best).sum(axis=1) == 1) & (agreed.argmax(axis=1) == data.y)
    assert digit_parts.score(ticks).real == right.sum() == 598


def test_the_share_of_ink_is_the_best_for_handwriting(monkeypatch):
    reached = {}
    for share in (0.2, 0.25, 0.3, 0.35, 0.4):
        monkeypatch.setattr(digit_parts, "INKED", share)
        reached[share] = digit_parts.score(digit_parts.read_off()).real
    assert max(reached, key=reached.get) == 0.3


def test_a_wrong_tick_costs_its_digit():
    ticks = digit_parts.read_off()
    ticks[8] = ticks[9]
    scored = digit_parts.score(ticks)
    assert scored.answers[9] == -1 and scored.hits < 10  # two units say as much


def test_kernels_do_what_they_are_called():
    house = kernels.image("house")
    np.testing.assert_array_equal(conv2d(house, kernels.kernel("identity")), house[1:-1, 1:-1])
    np.testing.assert_array_equal(conv2d(house, kernels.kernel("shift")), house[1:-1, :-2])
    blurred = conv2d(house, kernels.kernel("blur"))
    assert blurred[10, 10] == pytest.approx(house[10:13, 10:13].mean())
    flat = np.full((5, 5), 3.0)
    sums = {name: float(conv2d(flat, kernels.kernel(name))[0, 0]) for name in kernels.KERNELS}
    assert {name for name, total in sums.items() if abs(total) < 1e-12} == {n for n in sums if "edges" in n or "sobel" in n or "line" in n}
    assert {name for name, total in sums.items() if abs(total - 3) < 1e-12} == {"identity", "shift", "blur", "sharpen"}
    ramp = np.tile(np.arange(6.0), (5, 1))
    assert (conv2d(ramp, kernels.kernel("sobel x")) == 8).all() and not conv2d(ramp, kernels.kernel("sobel y")).any()


@pytest.mark.parametrize("name", kernels.IMAGES)
def test_images_are_images(name):
    x = kernels.image(name)
    assert x.shape == (28, 28) and x.min() >= 0 and x.max() <= 1 and x.std() > 0.1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: kernels.kernel("sobel"), f"unknown kernel 'sobel'; choose one of {', '.join(kernels.KERNELS)} (did you mean 'sobel y'?)"),
        (lambda: kernels.kernel([[1, 2], [3, 4]]), "the kernel must have 3 rows of 3 numbers, got shape (2, 2)"),
        (lambda: kernels.kernel(np.full((3, 3), 101)), "every number of the kernel must be a number from -100 to 100, got 101.0"),
        (lambda: kernels.image("hause"), f"unknown image 'hause'; choose one of {', '.join(kernels.IMAGES)} (did you mean 'house'?)"),
        (lambda: kernels.image(np.ones((2, 9))), "an image of your own must have 3 to 48 rows and columns, got shape (2, 9)"),
    ],
)
def test_what_is_no_kernel_and_no_image(call, sentence):
    with pytest.raises(ValueError) as got:
        call()
    assert str(got.value) == sentence
