"""Exit codes and words of the command line."""

import json
import shutil

import pytest

from proceedings.__main__ import main


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "volume"
    folder.mkdir()
    (folder / "paper.md").write_text(
        "---\ntitle: A paper\nauthor: Ana Žagar\nlang: en\n---\n\n# One\n\nWords.\n",
        encoding="utf-8",
    )
    return folder


def test_init_check_build(folder, tmp_path, capsys):
    assert main(["init", str(folder)]) == 0
    assert main(["check", str(folder)]) == 0
    out = tmp_path / "out"
    assert main(["build", str(folder), "--out", str(out), "--format", "html"]) == 0
    assert (out / "papers" / "paper.html").exists()


def test_findings_that_block_give_one(folder, capsys):
    main(["init", str(folder)])
    (folder / "paper.md").write_text("# One\n\n![](none.png)\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(folder), "--json", "--language", "sl"]) == 1
    rows = json.loads(capsys.readouterr().out)["findings"]
    blocking = [row for row in rows if row["severity"] == "blocks"]
    assert {row["paper"] for row in blocking} == {"paper"}
    assert all(row["message"] and row["remedy"] for row in blocking)


def test_second_init_is_wrong_usage(folder, capsys):
    assert main(["init", str(folder)]) == 0
    assert main(["init", str(folder)]) == 2


@pytest.mark.parametrize(
    ("language", "number", "name", "fix"),
    [
        (
            "sl",
            "volume.toml: vrstica 3: volume.year mora biti celo število.",
            (
                "volume.toml: vrstica 6: papers: oznaka 'A b' sme imeti le male črke brez "
                "strešic, števke in vezaje ter se mora začeti s črko."
            ),
            (
                "paper.md.fixes.toml: vrstica 2: headings.0123456789abcdef.level mora biti "
                "od 1 do 6 ali 0 za vrstico, ki ni naslov."
            ),
        ),
        (
            "it",
            "volume.toml: riga 3: volume.year deve essere un numero intero.",
            (
                "volume.toml: riga 6: papers: l’identificativo 'A b' può contenere solo "
                "lettere minuscole, cifre e trattini e deve iniziare con una lettera."
            ),
            (
                "paper.md.fixes.toml: riga 2: headings.0123456789abcdef.level deve essere "
                "da 1 a 6, oppure 0 per una riga che non è un titolo."
            ),
        ),
    ],
)
def test_wrong_files_are_told_in_the_language_asked_for(
    folder, capsys, language, number, name, fix
):
    def told(year: str, identifier: str) -> str:
        volume = f'[volume]\ntitle = "A"\nyear = {year}\nlanguage = "en"\n[[papers]]\n'
        entry = f'id = "{identifier}"\nsource = "paper.md"\n'
        (folder / "volume.toml").write_text(volume + entry, encoding="utf-8")
        assert main(["check", str(folder), "--language", language]) == 2
        return capsys.readouterr().err

    assert told('"x"', "a") == f"proceedings: {number}\n"
    assert told("2013", "A b") == f"proceedings: {name}\n"
    beside = folder / "paper.md.fixes.toml"
    beside.write_text("[headings.0123456789abcdef]\nlevel = 9\n", encoding="utf-8")
    assert told("2013", "a") == f"proceedings: {fix}\n"


@pytest.mark.parametrize("command", ["check", "init", "build"])
def test_missing_folder_is_wrong_usage(command, tmp_path, capsys):
    more = ["--out", str(tmp_path / "out")] if command == "build" else []
    assert main([command, str(tmp_path / "none"), *more]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_unknown_option_is_wrong_usage(folder):
    with pytest.raises(SystemExit) as end:
        main(["build", str(folder), "--out", "x", "--format", "docx"])
    assert end.value.code == 2


def test_json_answer_is_the_manifest(folder, tmp_path, capsys):
    main(["init", str(folder)])
    capsys.readouterr()
    out = tmp_path / "out"
    main(["build", str(folder), "--out", str(out), "--format", "html", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer == json.loads((out / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sl", ["napaka: paper", "1 ugotovitev, ki ustavi", "Zapisano ni bilo nič."]),
        ("it", ["errore: paper", "1 osservazione bloccante, ", "Non è stato scritto"]),
        ("en", ["blocks: paper", "1 finding that blocks, ", "Nothing was written."]),
    ],
)
def test_build_speaks_the_language_asked_for(folder, tmp_path, capsys, language, words):
    main(["init", str(folder)])
    (folder / "paper.md").write_text("# One\n\n![](none.png)\n", encoding="utf-8")
    capsys.readouterr()
    out = str(tmp_path / "out")
    assert main(["build", str(folder), "--out", out, "--language", language]) == 1
    said = "".join(capsys.readouterr())
    assert [each for each in words if each not in said] == []


@pytest.mark.parametrize(
    ("spoken", "words"), [("it_IT.UTF-8", "altre"), ("de_AT.UTF-8", "others")]
)
def test_language_when_not_asked_for_is_the_systems(
    folder, capsys, monkeypatch, spoken, words
):
    monkeypatch.setenv("LC_ALL", spoken)
    main(["init", str(folder)])
    assert main(["check", str(folder)]) == 0
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["--verify"]])
def test_verdicts_that_were_not_asked_for_are_not_verified(folder, tmp_path, more):
    main(["init", str(folder)])
    out = tmp_path / "out"
    assert (
        main(["build", str(folder), "--out", str(out), "--format", "epub", *more]) == 0
    )
    proofs = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["proofs"]
    checkers = {"EPUBCheck": ["java"], "Ace": ["ace", "ace-cli"]}
    assert proofs == {
        checker: "pass" if more and any(map(shutil.which, programs)) else "not verified"
        for checker, programs in checkers.items()
    }
