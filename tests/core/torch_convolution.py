"""Sums over what PyTorch makes of one problem: writes torch_convolution.json, or with --print says the same; see torch_oracle.py."""

import json
import sys
from pathlib import Path

import numpy as np

SHAPES = {"x": (2, 3, 8, 8), "K": (4, 3, 5, 5), "b": (4,), "delta": (2, 4, 2, 2)}
NET = ((8, 1, 5, 5), (8,), (16, 8, 5, 5), (16,), (10, 256), (10,))  # nnwidgets.core.convnet


def wave(shape, scale=1.0, phase=1):
    """Numbers that look like noise and are the same on every machine."""
    return scale * np.sin(np.arange(np.prod(shape), dtype=float) ** 2 % 997 + phase).reshape(shape)


def sums(array):
    """Two numbers that tell two arrays apart."""
    flat = np.asarray(array, float).ravel()
    return [float(flat.sum()), float(flat @ np.cos(np.arange(len(flat))))]


if __name__ == "__main__":
    import torch
    import torch.nn.functional as F

    x, K, b = (torch.tensor(wave(SHAPES[name], phase=i), requires_grad=True) for i, name in enumerate("xKb"))
    z = F.conv2d(x, K, b)
    F.max_pool2d(z, 2).backward(torch.tensor(wave(SHAPES["delta"], phase=5)))
    layer = {"z": sums(z.detach())} | {name: sums(v.grad) for name, v in (("K", K), ("b", b), ("x", x))}

    parameters = [torch.tensor(wave(shape, 0.2, i), requires_grad=True) for i, shape in enumerate(NET)]
    images, labels = torch.tensor(wave((4, 28, 28)) ** 2), torch.tensor([1, 2, 3, 4])
    a = F.max_pool2d(torch.relu(F.conv2d(images[:, None], *parameters[:2])), 2)
    a = F.max_pool2d(torch.relu(F.conv2d(a, *parameters[2:4])), 2)
    loss = F.cross_entropy(F.linear(a.flatten(1), *parameters[4:]), labels)
    loss.backward()
    found = {"torch": torch.__version__.split("+")[0], "layer": layer, "loss": loss.item(), "net": [sums(p.grad) for p in parameters]}
    text = json.dumps(found, indent=1) + "\n"
    if "--print" in sys.argv:
        print(text)
    else:
        Path(__file__).with_suffix(".json").write_text(text)
