"""The progress file in trouble: damaged, killed while writing, full or read-only disk, two notebooks at once, clocks; and codes."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nnwidgets.exercises import progress_file
from nnwidgets.exercises.mastery import FRESH, applied, moved, of
from nnwidgets.exercises.progress_file import Keeper, place, read
from nnwidgets.exercises.progress_spec import MISCONCEPTIONS, ORDER, checked, decode, encode, joined

EVENT = ["answered", "neu.sum", 1, True, ""]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "progress.json"


def asked(keeper, skill="neu.sum"):
    return of(keeper.refresh(), skill)["asked"]


def test_where_it_is(monkeypatch, tmp_path):
    monkeypatch.delenv("NNWIDGETS_PROGRESS", raising=False)
    assert place() is None  # under pytest
    monkeypatch.setenv("NNWIDGETS_PROGRESS", str(tmp_path / "p.json"))
    assert place() == tmp_path / "p.json"
    monkeypatch.setenv("NNWIDGETS_PROGRESS", "")
    assert place() is None
    for name in ("NNWIDGETS_PROGRESS", "PYTEST_VERSION", "PYTEST_CURRENT_TEST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place() == tmp_path / "nnwidgets" / "progress.json"


def test_it_is_kept_and_read_again(path):
    keeper = Keeper(path)
    assert not path.exists()  # looking writes nothing
    keeper.note(EVENT)
    assert keeper.trouble == "" and read(path) == keeper.state == applied(FRESH, EVENT)
    assert asked(Keeper(path)) == 1
    assert sorted(p.name for p in path.parent.iterdir()) == ["progress.json", "progress.json.lock"]


def test_two_notebooks_lose_nothing(path):
    one, other = Keeper(path), Keeper(path)
    for _ in range(3):
        one.note(EVENT)
        other.note(EVENT, ["answered", "neu.bias", 1, False, "M8"])
    assert asked(one) == asked(other) == 6 and one.state == other.state and one.state["slips"] == {"M8": 3}


def test_many_processes_lose_nothing(path):
    code = f"from pathlib import Path; from nnwidgets.exercises.progress_file import Keeper; k = Keeper(Path({str(path)!r}))\n"
    code += f"for _ in range(20): k.note({EVENT!r})\nassert not k.trouble"
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert asked(Keeper(path)) == 60


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("where", ["json.dump", "os.fsync", "os.replace"])
def test_killed_while_writing(path, where):
    Keeper(path).note(EVENT)
    code = f"""
import json, os, signal
from pathlib import Path
from nnwidgets.exercises.progress_file import Keeper
def die(*args, **kwargs):
    if {where!r} == "json.dump":
        args[1].write('{{"version": 1, "les'); args[1].flush()
    os.kill(os.getpid(), signal.SIGKILL)
k = Keeper(Path({str(path)!r}))
{where} = die
k.note({EVENT!r})
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == -signal.SIGKILL
    keeper = Keeper(path)
    assert asked(keeper) == 1 and not keeper.trouble
    keeper.note(EVENT)  # the lock of the dead is gone, what it left behind is no hindrance
    assert asked(keeper) == 2 and sorted(p.name for p in path.parent.iterdir()) == ["progress.json", "progress.json.lock"]


@pytest.mark.parametrize(("code", "why"), [(errno.ENOSPC, "No space left on device"), (errno.EROFS, "Read-only file system")])
def test_a_disk_that_takes_nothing(path, monkeypatch, code, why):
    keeper = Keeper(path)
    keeper.note(EVENT)

    def refuse(*_):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(progress_file.os, "fsync", refuse)
        keeper.note(EVENT)
        assert keeper.trouble == (
            f"Progress cannot be kept in {path}: {why}. It goes on in memory; nw.Progress().code carries it elsewhere."
        )
        assert of(keeper.state, "neu.sum")["asked"] == 2 and of(read(path), "neu.sum")["asked"] == 1
        assert not path.with_name("progress.json.new").exists()
    Keeper(path).note(EVENT)  # meanwhile another notebook
    keeper.note(EVENT)  # there is room again: what was pending is written, too
    assert keeper.trouble == "" and of(read(path), "neu.sum")["asked"] == 4


def test_a_place_that_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    keeper = Keeper(tmp_path / "file" / "progress.json")
    keeper.note(EVENT)
    assert keeper.trouble.startswith("Progress cannot be kept in ") and of(keeper.state, "neu.sum")["asked"] == 1


WHOLE = json.dumps(applied(FRESH, EVENT))
DAMAGED = [
    (WHOLE[:-9], "it is no JSON"), ("", "it is no JSON"), ("[1]", "it is no table of names and values"), ("[" * 100_000, "it is no JSON"),
    (WHOLE.replace('"version": 1', '"version": 2'), "it is of version 2, this nnwidgets reads 1"),
    (WHOLE.replace("neu.sum", "neu.sun"), "there is no skill 'neu.sun'"),
    (WHOLE.replace('"level": 1', '"level": 7'), "level of neu.sum should be a whole number from 0 to 4, it is 7"),
    (WHOLE.replace('"level": 1', '"level": true'), "level of neu.sum should be a whole number from 0 to 4, it is True"),
    (WHOLE.replace('"slips": {}', '"slips": {"M99": 1}'), "there is no misconception 'M99'"),
    (" " * 200_001, "it is larger than 200,000 bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), DAMAGED)
def test_a_damaged_file_is_left_as_it_is(path, text, why):
    path.parent.mkdir()
    path.write_text(text)
    keeper = Keeper(path)
    keeper.note(EVENT)
    assert keeper.trouble == f"The progress file {path} cannot be used: {why}. It is left as it is; progress goes on in memory."
    assert path.read_text() == text and of(keeper.state, "neu.sum")["asked"] == 1


def full():
    state = FRESH | {"lesson": 14, "challenged": 2**33 - 1, "slips": dict.fromkeys(MISCONCEPTIONS, 31)}
    return state | {"skills": {name: {"level": 4, "at": 13, "seen": 14, "asked": 127, "right": 100} for name in ORDER}}


def test_a_code_of_all_there_can_be():
    code = encode(full())
    assert len(code) <= 300 and decode(code) == full() and decode(code.lower().replace("-", " - ")) == full()
    over = full()
    over["skills"]["neu.sum"] = over["skills"]["neu.sum"] | {"asked": 5000}
    assert decode(encode(over))["skills"]["neu.sum"]["asked"] == 127


def test_every_character_of_a_code_counts():
    code = encode(full())
    for i in range(4, len(code)):
        for wrong in (code[:i] + ("A" if code[i] != "A" else "B") + code[i + 1 :], code[:i]):
            if code[i] != "-":
                with pytest.raises(ValueError, match=r"^this progress code is damaged"):
                    decode(wrong)
    for nothing in ("", "NN1.abc", 3, None):
        with pytest.raises(ValueError, match=r"^a progress code begins with NP1\., got "):
            decode(nothing)


def test_what_is_brought_is_joined(path):
    keeper = Keeper(path)
    keeper.note(EVENT)
    elsewhere = moved(applied(applied(FRESH, EVENT), EVENT), "neu.bias", 2, 3)
    keeper.adopt(decode(encode(elsewhere)))
    assert read(path) == keeper.state == joined(applied(FRESH, EVENT), elsewhere) == elsewhere
    assert joined(elsewhere, elsewhere) == elsewhere and checked(joined(full(), elsewhere))
    assert Path(path).stat().st_size < 1000
