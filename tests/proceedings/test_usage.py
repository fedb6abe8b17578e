"""What the command line says of itself, in the language of the system."""

import pytest

import proceedings
from proceedings.__main__ import main


def said(arguments, capsys):
    """Return what the program says before it ends, and its exit code."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return "".join(capsys.readouterr()), end.value.code


def test_version_is_that_of_the_package(capsys):
    told, code = said(["--version"], capsys)
    assert (told, code) == (f"proceedings {proceedings.__version__}\n", 0)


@pytest.mark.parametrize(
    ("spoken", "usage", "init", "english"),
    [
        ("sl_SI.UTF-8", "uporaba: proceedings", "zapiši volume.toml za mapo", False),
        ("it_IT.UTF-8", "uso: proceedings", "scrivi volume.toml", False),
        ("de_AT.UTF-8", "usage: proceedings", "write volume.toml", True),
    ],
)
def test_help_speaks_the_language_of_the_system(
    monkeypatch, capsys, spoken, usage, init, english
):
    monkeypatch.setenv("LC_ALL", spoken)
    told, code = said(["--help"], capsys)
    assert code == 0
    assert told.startswith(usage)
    assert init in told
    assert ("show this help" in told) is english


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["check"], "proceedings check: napaka: manjka: DIR"),
        (["check", "x", "--jobs", "65"], "--jobs: število od 1 do 64"),
        (["check", "x", "--jobs", "two"], "--jobs: število od 1 do 64"),
        (["check", "x", "--jobs"], "--jobs: manjka vrednost"),
        (["check", "x", "--paint"], "neznano: --paint"),
        (["build", "x", "--out", "y", "--format", "doc"], "'doc' ni mogoče"),
    ],
)
def test_wrong_usage_is_told_in_slovenian(monkeypatch, capsys, arguments, wrong):
    monkeypatch.setenv("LC_ALL", "sl_SI.UTF-8")
    told, code = said(arguments, capsys)
    assert code == 2
    assert wrong in told


@pytest.mark.parametrize(
    ("language", "none", "empty", "twice"),
    [
        ("sl", "Mape {0} ni.", "V mapi {0} ni rokopisov.", "{0} že obstaja"),
        ("it", "La cartella {0} non esiste.", "Nella cartella {0}", "{0} esiste già"),
        ("en", "There is no folder {0}.", "There are no manus", "{0} exists already"),
    ],
)
def test_init_says_what_it_cannot_do(tmp_path, capsys, language, none, empty, twice):
    def told(folder):
        assert main(["init", str(folder), "--language", language]) == 2
        return capsys.readouterr().err

    assert none.format(tmp_path / "none") in told(tmp_path / "none")
    assert empty.format(tmp_path) in told(tmp_path)
    (tmp_path / "volume.toml").touch()
    assert twice.format(tmp_path / "volume.toml") in told(tmp_path)


def test_folder_without_a_volume_file_is_told(tmp_path, capsys):
    assert main(["check", str(tmp_path), "--language", "it"]) == 2
    assert capsys.readouterr().err == (
        f"proceedings: Nella cartella {tmp_path} non c’è volume.toml:"
        " eseguite prima «init».\n"
    )
