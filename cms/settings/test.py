"""For the tests: fast, silent, and without a network."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import BASE_DIR, DATABASES, STORAGES, env

SECRET_KEY = "only for tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_files = Path(tempfile.mkdtemp(prefix="coop-test-"))
MEDIA_ROOT = _files / "media"
PRIVATE_ROOT = _files / "private"
STORAGES = {
    **STORAGES,
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The tests' live server finds static files where they are written.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "press"],
    }
}
# Pages are compared by their queries; no clock may change these on a slow machine.
OUTBOX_COUNT_SECONDS = 3600
# Tests ask more than anybody may; those of the limit set their own.
API_LIMIT_OPEN = API_LIMIT_KEY = 1_000_000
# A thread that ends leaves no connection behind.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that live-server threads see one database and --reuse-db works.
    (BASE_DIR / ".cache").mkdir(exist_ok=True)
    _name = env.text("COOP_TEST_DB", "name of the tests' SQLite file", "test")
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / ".cache" / f"{_name}.sqlite3"}
