"""Equal manuscripts give equal bytes, whatever the machine."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def outputs(folder: Path, out: Path, **around: str) -> dict[str, str]:
    """Build all formats in a process of its own; return the digest of each file."""
    call = [sys.executable, "-m", "proceedings", "build", folder, f"--out={out}"]
    subprocess.run(
        [*call, "--format=all", "--language=sl"],
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), **around},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return {row["path"]: row["sha256"] for row in manifest["outputs"]}


def elsewhere(folder: Path, target: Path) -> Path:
    """Copy the manuscripts in another order, with other dates."""
    target.mkdir(parents=True)
    for number, path in enumerate(sorted(folder.iterdir(), reverse=True)):
        shutil.copyfile(path, target / path.name)
        os.utime(target / path.name, (number * 10**8, number * 10**8))
    return target


def test_place_order_dates_zone_and_language_of_the_machine_change_nothing(
    desk, tmp_path, picture
):
    shutil.copyfile(picture, desk.folder / "mlin.png")
    desk.write("dva", "Opomba.^[Tu.] Enačba $x^2$.\n\n![Mlin](mlin.png){alt='Mlin'}")
    there = elsewhere(desk.folder, tmp_path / "drugje" / "mapa z imenom")
    one = outputs(
        desk.folder,
        tmp_path / "a" / "book",
        TZ="UTC",
        LC_ALL="C",
        PYTHONHASHSEED="1",
    )
    other = outputs(
        there,
        tmp_path / "b" / "book",
        TZ="Pacific/Auckland",
        LC_ALL="sl_SI.UTF-8",
        PYTHONHASHSEED="2",
        HOME=str(tmp_path),
    )
    assert one == other
    assert {"volume.pdf", "volume.epub", "index.html"} < set(one)


def test_source_date_epoch_dates_the_book(desk, tmp_path):
    dated = [
        outputs(desk.folder, tmp_path / name / "book", SOURCE_DATE_EPOCH=epoch)
        for name, epoch in (("a", "1384387200"), ("b", "1384387200"), ("c", "0"))
    ]
    assert dated[0] == dated[1]
    assert dated[0]["volume.pdf"] != dated[2]["volume.pdf"]
    assert b"D:20131114000000Z" in (tmp_path / "a/book/volume.pdf").read_bytes()
