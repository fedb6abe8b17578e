"""The site on one's own machine: production-like, yet nothing to configure."""

import secrets

from cms.settings.base import *  # noqa: F403
from cms.settings.base import VAR_DIR, env

VAR_DIR.mkdir(parents=True, exist_ok=True)
_key_file = VAR_DIR / "secret-key"
if not _key_file.exists():
    _key_file.write_text(secrets.token_urlsafe(50))
    _key_file.chmod(0o600)
SECRET_KEY = _key_file.read_text()
PORT = env.text("PORT", "port of `make start`", "8000")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"http://localhost:{PORT}", f"http://127.0.0.1:{PORT}"]
WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
