"""Serves the site and works in the background: `manage.py serve`."""

import shlex
import socket
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from honcho.manager import Manager
from honcho.printer import Printer

from cms.demo.welcome import welcome

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4


class Command(BaseCommand):
    """Run web server and worker together; when one stops, both do."""

    help = "Serve the site on http://localhost:$PORT with its background worker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let `make start` prepare and serve in one go."""
        parser.add_argument(
            "--prepare", action="store_true", help="run `prepare` first"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Prepare if asked to, say where everything is, and serve."""
        port = int(settings.PORT)
        # Before the long preparation, not after it.
        _refuse_port_in_use(port)
        if options["prepare"]:
            call_command("prepare")
        self.stdout.write(welcome())
        self.stdout.flush()
        manager = Manager(Printer(sys.stdout, prefix=False))
        manager.add_process("web", _web(port))
        manager.add_process("worker", _worker())
        manager.loop()
        # Ctrl-C is how this command is meant to end; anything else is a failure.
        sys.exit(0 if manager.returncode in {130, 143} else 1)


def _refuse_port_in_use(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            message = f"Port {port} is taken; choose another: make start PORT=8001"
            raise CommandError(message) from problem


def _web(port: int) -> str:
    return "exec " + shlex.join(
        [
            *(sys.executable, "-m", "gunicorn", "cms.wsgi:application"),
            *("--bind", f"{HOST}:{port}", "--worker-class", "gthread"),
            *("--workers", str(WORKERS), "--threads", str(THREADS), "--preload"),
            *("--log-level", "warning", "--no-control-socket"),
            *("--graceful-timeout", "2", "--keep-alive", "2"),
        ]
    )


def _worker() -> str:
    return "exec " + shlex.join(
        [
            *(sys.executable, "manage.py", "db_worker", "--queue-name", "*"),
            *("--interval", "0.3", "--no-reload"),
        ]
    )
