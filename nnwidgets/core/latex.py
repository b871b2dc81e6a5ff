"""A network's formulas as LaTeX, layer by layer, with its numbers in them."""

from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, whole

MOST = 8  # rows or columns of a matrix that are printed; of a larger one the first and the last


def to_latex(net: Network, numbers: bool = True, digits: int = 2) -> str:
    r"""The formulas of `net.forward` in the book's letters, as an `aligned` block for amsmath: a^{(0)} = x, and of each layer z and a.

    With `numbers` every W and b is written out with so many decimals; matrices over 8 are printed at their ends. f names an
    activation once, below its layers. Raises TypeError or ValueError for digits that are no whole number.
    """
    whole(digits, "digits")
    kinds, last = (*net.activation, net.output), len(net.W)
    lines = [rf"a^{{(0)}} &= x \in \mathbb{{R}}^{{{net.sizes[0]}}}"]
    for l, (W, b, act) in enumerate(zip(net.W, net.b, kinds, strict=True), 1):
        out = r"\hat y" if l == last else f"a^{{({l})}}"
        if numbers:
            z = f"{_matrix(W, digits)} a^{{({l - 1})}} + {_matrix(b[:, None], digits)}"
        else:
            z = f"W^{{({l})}} a^{{({l - 1})}} + b^{{({l})}}"
        lines.append(f"z^{{({l})}} &= {z}")
        lines.append(rf"{out} &= {_called(act.name)}\left(z^{{({l})}}\right)")
    formulas = {act.name: act.formula for act in kinds if act.name != "linear" and act.formula}
    argument = {name: "z_j" if name == "softmax" else "z" for name in formulas}
    lines += [rf"{_called(name)}({argument[name]}) &= {formula}" for name, formula in formulas.items()]
    return "\\begin{aligned}\n" + " \\\\\n".join(f"  {line}" for line in lines) + "\n\\end{aligned}\n"


def _called(name: str) -> str:
    known = {"tanh": r"\tanh", "sin": r"\sin", "sigmoid": r"\sigma"}
    return known.get(name) or r"\operatorname{" + name.replace("_", r"\_") + "}"


def _matrix(A: Array, digits: int) -> str:
    rows, columns = (list(range(n)) if n <= MOST else [0, 1, 2, None, n - 1] for n in A.shape)

    def cell(j: int | None, k: int | None) -> str:
        if j is None or k is None:
            return r"\ddots" if j is k else r"\vdots" if j is None else r"\cdots"
        text = f"{A[j, k]:.{digits}f}"
        return text if float(text) else text.lstrip("-")

    return r"\begin{pmatrix}" + r" \\ ".join(" & ".join(cell(j, k) for k in columns) for j in rows) + r"\end{pmatrix}"
