"""Machine translation by a server at a configured address: here one of our own."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cms.translation import machine, operations
from cms.translation.enums import PassageState
from cms.translation.exceptions import MachineUnavailable
from cms.translation.passages import passages_of
from tests.factories.translation import passage, started, story, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Server(ThreadingHTTPServer):
    """Answers as LibreTranslate does, until told to answer otherwise."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict] = []
        self.answer = None
        self.status = 200


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **asked})
        answer = self.server.answer or {
            "translatedText": [f"[{asked['target']}] {text}" for text in asked["q"]]
        }
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def server(settings):
    made = Server()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    settings.MACHINE_TRANSLATOR = "libretranslate"
    settings.LIBRETRANSLATE_URL = f"http://127.0.0.1:{made.server_port}/"
    settings.LIBRETRANSLATE_KEY = "ključ"
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def test_missing_passages_are_filled_as_drafts_of_a_machine(server):
    translation = typed(started(story()), {"Delamo skupaj.": "Lavoriamo insieme."})
    assert operations.translate_by_machine(translation=translation) == 5
    made = passage(translation, "Ana Novak")
    assert (made.text, made.state, made.tool) == (
        "[it] Ana Novak",
        PassageState.MACHINE,
        "LibreTranslate",
    )
    assert passage(translation, "Delamo skupaj.").state == PassageState.DONE


def test_server_is_asked_as_its_interface_wants(server):
    operations.translate_by_machine(translation=started(story()))
    (asked,) = server.asked
    assert asked.pop("q")[0] == "Zadruga zaposluje"
    assert asked == {
        "path": "/translate",
        "source": "sl",
        "target": "it",
        "format": "html",
        "api_key": "ključ",
    }


def test_passage_whose_markup_the_machine_broke_stays_empty(server):
    server.answer = {"translatedText": ["<script>x</script>", *["dobro"] * 5]}
    translation = started(story())
    assert operations.translate_by_machine(translation=translation) == 5
    states = [one.state for one in passages_of(translation) if not one.is_optional]
    assert states[0] == PassageState.MISSING


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, {"error": "no"}),
        (200, b"not json"),
        (200, {"other": 1}),
        (200, {"translatedText": ["too few"]}),
        (200, {"translatedText": "a text"}),
        (302, {"translatedText": []}),
    ],
)
def test_useless_answer_changes_nothing(server, status, answer):
    server.status, server.answer = status, answer
    translation = started(story())
    with pytest.raises(MachineUnavailable):
        operations.translate_by_machine(translation=translation)
    assert {one.text for one in passages_of(translation)} == {""}


def test_server_that_is_down_is_reported(settings):
    settings.MACHINE_TRANSLATOR = "libretranslate"
    settings.LIBRETRANSLATE_URL = "http://127.0.0.1:9"
    with pytest.raises(MachineUnavailable):
        operations.translate_by_machine(translation=started(story()))


def test_without_a_setting_there_is_no_machine():
    assert machine.translator() is None
