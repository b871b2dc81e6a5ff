"""What the front end was built from: static/manifest.json, which frontend/build.mjs writes and which needs no Node to be read."""

import json
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).parent


def damaged(package: Path = PACKAGE) -> list[str]:
    """The built files that are missing or not as they were built; the manifest itself if it is missing."""
    manifest = package / "static" / "manifest.json"
    if not manifest.is_file():
        return [f"static/{manifest.name}"]
    return _differing(package, json.loads(manifest.read_text("utf-8"))["built"])


def stale(package: Path = PACKAGE) -> list[str]:
    """The sources that are not as they were when the front end was built from them; none in an installed package, which has no sources."""
    labs = package / "frontend" / "labs"
    if not labs.is_dir() or not (package / "static" / "manifest.json").is_file():
        return []
    known = json.loads((package / "static" / "manifest.json").read_text("utf-8"))["sources"]
    new = {f"frontend/labs/{path.name}" for path in labs.iterdir() if path.suffix in (".js", ".css")} - set(known)
    return sorted([*_differing(package, known), *new])


def _differing(package: Path, known: dict[str, str]) -> list[str]:
    return [name for name, digest in known.items() if not (package / name).is_file() or _digest(package / name) != digest]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:16]  # whichever line ends git has chosen
