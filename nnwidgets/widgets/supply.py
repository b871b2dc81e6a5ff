"""Supply: the data that a page may choose, and what of them can be turned."""

from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core.registry import pick
from nnwidgets.core.targets import encode
from nnwidgets.widgets.gallery import GALLERY, problem_of, thumbnails
from nnwidgets.widgets.networks import OUTPUT, with_data
from nnwidgets.widgets.source import Source
from nnwidgets.widgets.tuning import Tuning


class Supply(Tuning):
    """The part of a lab that puts other data under its network; the weights stay where they fit."""

    noise = tl.Any()

    _source: Source

    def commands(self) -> dict[str, Any]:
        return super().commands() | {
            "problem": lambda name: self._set_data(data=pick(GALLERY, name, "problem")[0]),
            "data": lambda name: self._set_data(data=name),
            "variant": lambda name: self._set_data(variant=name),
            "noise": lambda v: self._set_data(noise=v),
            "test": self._set_test,
            "new_data": lambda _: self.new_data(),
        }

    def new_data(self) -> None:
        """Draw other points of the same kind, with the same noise; the weights stay. Raises ValueError for data of one's own."""
        if self._source.name is None:
            raise ValueError("data of your own cannot be drawn anew; put others on screen with nw.Playground(data=…)")
        self._set_data(seed=self._source.seed + 1)

    def _set_test(self, share: float) -> None:
        if self._source.whole:
            raise ValueError(f"nothing is set aside of a {self._source.name}: every row is needed")
        self._set_data(test=share)

    def _set_data(self, **values: Any) -> None:
        """Other data under the same network; where they ask for other outputs, another network that keeps the weights that fit."""
        source, net = self._source.changed(self.data, **values), self.net
        pair = source.load()
        train, before = pair[0], self.data[0]
        alike = train.task == before.task and train.inputs.shape[1] == net.sizes[0]
        if alike and (train.task != "multiclass" or len(train.classes) == len(before.classes)):

            def take() -> None:
                self.trainer.change(data=pair)
                self._source = source

            self.session.act(take)
        else:
            made = with_data(net, train, net.output if alike else OUTPUT[train.task])
            trainer = self._trainer(made, pair, loss=self.trainer.loss if alike else None, **self._kept())
            self._source = source
            self.session.use(trainer)

    @tl.observe("noise")
    def _heard_noise(self, change: Any) -> None:
        self._heard(change)

    def _current(self) -> dict[str, Any]:
        return super()._current() | {"noise": float(self._source.noise)}

    def describe(self) -> Any:
        settings, arrays = super().describe()
        source, (train, test), net = self._source, self.data, self.net
        problem = problem_of(source.name) if source.name else train.task
        settings |= {
            "data": source.name, "problem": problem, "variant": source.choice, "whole": source.whole,
            "task": train.task, "classes": list(train.classes), "names": list(train.names),
            "n_train": len(train), "test": source.share(self.data),
        }  # fmt: skip
        settings["menus"] |= {"data": list(GALLERY[problem]), "problem": list(GALLERY)}
        targets = [encode(part.y, net.sizes[-1], net.output.name) for part in (train, test)]
        arrays |= {"X": np.concatenate([train.X, test.X]), "Y": np.concatenate(targets), "thumbs": thumbnails(problem)}
        return settings, arrays
