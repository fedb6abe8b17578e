"""What is kept comes back as it was, or counts as missing."""

import hashlib
import os
import pickle
import subprocess
import time
from pathlib import Path

import pytest

from proceedings.model import Paper, Picture
from proceedings.store import RESTING_SECONDS, Store, store_blocks

BLOCKS = [{"t": "Para", "c": [{"t": "Str", "c": "Čebela."}]}]


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store", "salt")


def paper(store: Store) -> Paper:
    picture = Picture("a.png", store.keep(b"pixels", ".png"), 1, 1, "image/png")
    return Paper(
        "p",
        Path("p.md"),
        "",
        "Title",
        "sl",
        blocks=store_blocks(BLOCKS, store),
        pictures={"a.png": picture},
    )


def test_get_returns_what_was_put(store):
    kept = paper(store)
    store.put("key", kept)
    assert store.get("key") == kept
    assert list(store.get("key").blocks) == BLOCKS
    assert store.get("other") is None


def test_record_follows_its_store_to_another_place(store, tmp_path):
    store.put("key", paper(store))
    store.folder.rename(tmp_path / "moved")
    found = Store(tmp_path / "moved", "salt").get("key")
    assert list(found.blocks) == BLOCKS
    assert found.pictures["a.png"].path.read_bytes() == b"pixels"


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _change_one_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [Path.unlink, _truncate, _empty, _change_one_byte])
@pytest.mark.parametrize("victim", ["record", "picture", "text"])
def test_damage_counts_as_missing_and_is_made_good(store, damage, victim):
    kept = paper(store)
    store.put("key", kept)
    assert store.get("key") == kept
    damage(
        {
            "record": store.folder / "records" / "key",
            "picture": kept.pictures["a.png"].path,
            "text": kept.blocks.path,
        }[victim]
    )
    assert store.get("key") is None
    store.put("key", paper(store))
    assert store.get("key") == kept


class Trap:
    """Would run a command when it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self):
        return subprocess.call, (["touch", str(self._path)],)


def test_record_runs_no_code(store, tmp_path):
    store.put("key", ("harmless",))
    path = store.folder / "records" / "key"
    for trap in (Trap(tmp_path / "sprung"), os.system, subprocess.Popen):
        payload = pickle.dumps(trap)
        path.write_bytes(hashlib.sha256(payload).digest() + payload)
        assert store.get("key") is None
    assert not (tmp_path / "sprung").exists()


def test_key_knows_parts_and_tools_apart(store, tmp_path):
    keys = {
        store.key("read", 1),
        store.key("read", "1"),
        store.key("read", [1]),
        store.key("read", {"a": 1}),
        store.key("read", {"a": 2}),
        store.key("read", paper(store)),
        Store(tmp_path / "store", "other").key("read", 1),
    }
    assert len(keys) == 7
    assert store.key("read", paper(store)) == store.key("read", paper(store))


def test_prune_drops_what_was_used_longest_ago(store):
    old, new = store.keep(b"a" * 1000), store.keep(b"b" * 1000)
    lately = time.time() - RESTING_SECONDS
    os.utime(old, (lately - 2000, lately - 2000))
    os.utime(new, (lately - 1000, lately - 1000))
    store.prune(1500)
    assert (old.exists(), new.exists()) == (False, True)


def test_prune_spares_what_is_in_use(store):
    path = store.keep(b"a" * 1000)
    store.prune(0)
    assert path.exists()


def test_use_keeps_from_being_pruned(store):
    path = store.keep(b"a" * 1000)
    long_ago = time.time() - 10 * RESTING_SECONDS
    os.utime(path, (long_ago, long_ago))
    store.put("key", (path,))
    store.get("key")
    store.prune(0)
    assert path.exists()
