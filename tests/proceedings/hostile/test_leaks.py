"""Nothing is read that lies outside the job, nobody is called, nothing stays behind.

All formats of a volume whose every manuscript asks for a canary: a file beside the
volume with a random secret, and an address on this machine.
"""

import socket

from proceedings import phrases
from tests.proceedings.hostile.artefacts import holding, pieces
from tests.proceedings.hostile.canary import canary
from tests.proceedings.hostile.office import packed


def test_every_manuscript_is_in_the_book_or_says_why_not(built):
    assert built.result.exit_code == 0
    told = {finding.paper for finding in built.result.report.blocking}
    assert set(built.result.manifest["left_out"]) - told == set()
    codes = {finding.code for finding in built.result.report}
    assert codes - phrases.codes() == set()
    assert "reading-crashed" not in codes


def test_no_artefact_holds_a_byte_of_a_file_outside(built):
    assert holding(built.pieces, built.secret.secret) == []


def test_no_address_is_called(built):
    assert built.secret.calls == []


def test_no_file_is_written_outside_the_output_folder(built):
    assert built.left == []


def test_a_secret_would_be_found_where_it_is_packed(tmp_path):
    (tmp_path / "book.epub").write_bytes(
        packed({"a.zip": packed({"x.html": "SECRET"})})
    )
    found = holding(pieces(tmp_path), "SECRET")
    assert found == ["book.epub!a.zip!x.html"]


def test_a_call_would_be_heard(tmp_path):
    with canary(tmp_path) as secret:
        host, _, port = secret.address.partition(":")
        with socket.create_connection((host, int(port)), timeout=5) as call:
            call.sendall(b"GET /")
    assert secret.calls == ["GET /"]
