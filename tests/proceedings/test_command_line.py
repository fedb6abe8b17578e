"""Exit codes and words of the command line."""

import json

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
