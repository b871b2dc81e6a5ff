"""What travels: a frame while playing, a frame for a new page, and the module."""

import asyncio
import gzip
import json
from collections.abc import Iterator
from statistics import median

from rounds import Row

import nnwidgets as nw
from nnwidgets.widgets.bundle import STATIC

LIMIT = 90_000  # bytes of a module, JS and CSS


def measure(quick: bool) -> Iterator[Row]:
    """Sizes in bytes; `quick` changes nothing, they are soon there."""
    for speed in ("1,000/s", "full"):
        header, payload = map(median, zip(*asyncio.run(played(speed)), strict=True))
        yield Row(f"frame while playing, speed {speed}, default net", f"payload {payload:.0f} bytes, header {header:.0f}")
    header, payload = shown(nw.Playground())[-1]
    yield Row("full frame for a new page, 500 points", f"payload {payload} bytes, header {header}")
    for name in sorted(path.stem for path in STATIC.glob("*.js")):
        js, css = ((STATIC / f"{name}.{kind}").read_bytes() for kind in ("js", "css"))
        packed = len(gzip.compress(js)) + len(gzip.compress(css))
        text = f"{len(js):,} + {len(css):,} bytes (gzip {packed:,})"
        yield Row(f"module {name}.js + .css", text, goal=f"≤ {LIMIT:,}", met=len(js) + len(css) <= LIMIT)


def listen(lab: nw.Playground) -> list[tuple[int, int]]:
    """(bytes of the header as JSON, bytes of the payload) of every frame that the lab sends from now on."""
    sizes = []
    lab.send = lambda header, buffers=None: sizes.append((len(json.dumps(header)), sum(map(len, buffers or []))))
    return sizes


async def played(speed: str) -> list[tuple[int, int]]:
    """The frames of half a second of playing, but for the first ones, with the long history of a lab that has played for a while."""
    lab = nw.Playground()
    lab.train(epochs=200)
    lab.set_speed(speed)
    lab.session.sign("benchmark", visible=True)
    sizes = listen(lab)
    lab.play()
    await asyncio.sleep(0.5)
    lab.session.pause()
    return sizes[3:-1]


def shown(lab: nw.Playground) -> list[tuple[int, int]]:
    """The one full frame that a page gets when it says hello."""
    sizes = listen(lab)
    lab.session.show(full=True)
    return sizes
