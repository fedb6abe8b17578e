"""The library is a package of its own: complete, and alone with what it declares."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import proceedings
from proceedings.writers import bagit

ROOT = Path(__file__).parents[2]
# What runs the command as its installed script does, with no web framework at hand.
SCRIPT = """
import sys
sys.modules.update(dict.fromkeys(("django", "wagtail", "rest_framework", "cms")))
from {module} import {function}
sys.exit({function}())
"""


def files_of_library() -> set[str]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "proceedings"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = (name for name in listing.stdout.split("\0") if name)
    return {name for name in names if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel of the library unpacked, as pip would."""
    place = tmp_path_factory.mktemp("package")
    source = place / "source"
    for name in {*files_of_library(), "pyproject.toml", "README.md", "LICENSE"}:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    script = "from setuptools import build_meta; build_meta.build_wheel('..')"
    subprocess.run(
        [sys.executable, "-c", script], cwd=source, capture_output=True, check=True
    )
    [wheel] = place.glob("*.whl")
    assert wheel.name == f"coop_proceedings-{proceedings.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def run(installed: Path, folder: Path, *arguments: str, **env: str) -> str:
    """Run the installed command in a folder, and return what it prints."""
    [points] = installed.glob("*.dist-info/entry_points.txt")
    module, function = re.findall(
        r"^proceedings = ([\w.]+):(\w+)$", points.read_text(), re.MULTILINE
    )[0]
    done = subprocess.run(
        [
            *(sys.executable, "-c", SCRIPT.format(module=module, function=function)),
            *arguments,
        ],
        cwd=folder,
        env={"PATH": os.defpath, "PYTHONPATH": str(installed), **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_package_holds_every_file_of_the_library(installed: Path) -> None:
    packed = {
        path.relative_to(installed).as_posix()
        for path in (installed / "proceedings").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert packed == files_of_library()


def test_package_brings_nothing_else(installed: Path) -> None:
    names = {path.name.split("-")[0] for path in installed.iterdir()}
    assert names == {"proceedings", "coop_proceedings"}


def test_installed_command_makes_a_book_without_the_site(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "zagar.md").write_text(
        "---\ntitle: Delo\nauthor: Ana Žagar\nlang: sl\n---\n\n# Uvod\n\nBesede.\n"
    )
    version = run(installed, tmp_path, "--version")
    assert version == f"proceedings {proceedings.__version__}\n"
    run(installed, tmp_path, "init", "papers")
    told = run(installed, tmp_path, "check", "papers", LANG="it_IT.UTF-8")
    assert "0 osservazioni bloccanti" in told
    told = run(installed, tmp_path, "build", "papers", "--out", "book", LANG="sl")
    assert "0 ugotovitev, ki ustavijo izdelavo" in told
    assert (tmp_path / "book" / "volume.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert zipfile.is_zipfile(tmp_path / "book" / "volume.epub")
    assert "Besede." in (tmp_path / "book" / "papers" / "zagar.html").read_text()


def test_everything_imported_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        re.split(r"[^\w.-]", each)[0].replace("_", "-").lower()
        for each in declared["dependencies"]
    }
    imported = {
        name.split(".")[0]
        for path in (ROOT / "proceedings").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
        )
    }
    packages = packages_distributions()
    foreign = imported - sys.stdlib_module_names - {"proceedings"}
    used = {packages[name][0].replace("_", "-").lower() for name in foreign}
    assert used == wanted == set(bagit.PACKAGES)
