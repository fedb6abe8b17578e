"""For a public server: no defaults for what must be known."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import env

SECRET_KEY = env.text("SECRET_KEY", "signs sessions and links; 50 random characters")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "host names of the site, with commas")
WAGTAILADMIN_BASE_URL = env.text("BASE_URL", "public address, e.g. https://coop.si")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("SMTP_HOST", "mail server", "localhost")
EMAIL_PORT = int(env.text("SMTP_PORT", "port of the mail server", "587"))
EMAIL_HOST_USER = env.text("SMTP_USER", "user at the mail server", "")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD", "password at the mail server", "")
EMAIL_USE_TLS = env.flag("SMTP_TLS", "encrypt mail by STARTTLS", default=True)
SECURE_SSL_REDIRECT = env.flag("HTTPS_REDIRECT", "send http to https", default=True)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if env.flag(
    "BEHIND_PROXY", "trust X-Forwarded-Proto of the proxy in front", default=False
):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
