"""A small mail server for tests: it answers as it is told to, and keeps what it took."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails on a port of its own."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.taken: list[Message] = []
        # What is answered to a recipient, and to a mail, in place of "250".
        self.answer_to_recipient: Callable[[str], str] = lambda _address: "250 OK"
        self.answer_to_mail: Callable[[Message], str] = lambda _message: "250 OK"

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def identifiers(self) -> list[str]:
        return [message["Message-ID"] for message in self.taken]


class Session(socketserver.StreamRequestHandler):
    """One connection (RFC 5321, as much of it as smtplib speaks)."""

    server: MailServer

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 tests")
        for raw in self.rfile:
            line = raw.decode().strip()
            verb = line[:4].upper()
            if verb == "RCPT":
                self.say(self.server.answer_to_recipient(line))
            elif verb == "DATA":
                self.say("354 go on")
                self.take()
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 OK")

    def take(self) -> None:
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines))
        answer = self.server.answer_to_mail(message)
        if answer.startswith("250"):
            self.server.taken.append(message)
        self.say(answer)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
