"""Settings that hold everywhere; the other files only add to these."""

import logging
from pathlib import Path

import dj_database_url

from cms.core import policy
from cms.settings import env
from cms.settings.languages import *  # noqa: F403 - settings are a flat namespace

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(
    env.text("COOP_VAR", "folder for the database, uploads and books", "var")
)
VAR_DIR = VAR_DIR if VAR_DIR.is_absolute() else BASE_DIR / VAR_DIR

DEBUG = False
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

# --- Apps -------------------------------------------------------------------
INSTALLED_APPS = [
    "cms.identity",
    "cms.accounts",
    "cms.assets",
    "cms.core",
    "cms.press",
    "cms.outbox",
    "cms.translation",
    "cms.network",
    "cms.news",
    "cms.newspaper",
    "cms.conference",
    "cms.reviewing",
    "cms.production",
    "cms.publications",
    "cms.programme",
    "cms.reports",
    "cms.api",
    "cms.webhooks",
    "cms.demo",
    "home",
    "search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.core.middleware.NoNullMiddleware",
    "cms.core.middleware.SecurityHeadersMiddleware",
    "cms.core.policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.middleware.PresenceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.translation.middleware.PublishingMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text(
            "DATABASE_URL",
            "where the data lives, e.g. postgres://user:password@host/name",
            f"sqlite:///{VAR_DIR / 'coop.sqlite3'}",
        ),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer (WAL); a writer takes its lock at BEGIN,
    # so two writers queue for up to 20 s instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Manuscripts, renditions and editions: never below MEDIA_ROOT, served only by
# views that ask who is reading.
PRIVATE_ROOT = VAR_DIR / "private"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # What the API answered, as long as it holds and for five minutes at most; of one
    # process (cms/api/v1/store.py).
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "answers",
        "OPTIONS": {"MAX_ENTRIES": 256},
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# What Wagtail and its companions leave untranslated is added in `upstream`.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "upstream"]

# --- People -----------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["cms.accounts.backends.WatchedBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "conference:mine"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Background work --------------------------------------------------------
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "press"],
    }
}

# --- Uploads ----------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MANUSCRIPT_MAX_BYTES = 50 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Wagtail ----------------------------------------------------------------
WAGTAIL_SITE_NAME = "COOP"
WAGTAILADMIN_BASE_URL = env.text(
    "BASE_URL", "address of the site, used in mails and feeds", "http://localhost:8000"
)
WAGTAILIMAGES_IMAGE_MODEL = "assets.CoopImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.assets.forms.PictureForm"
# Where more could hardly be seen; the weight of pages is tested.
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILDOCS_DOCUMENT_MODEL = "assets.CoopDocument"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "epub", "docx", "odt", "xlsx", "csv", "zip"]
# Addresses that survive mail and print: casopis, not %C4%8Dasopis.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- API --------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "COOP API",
    "DESCRIPTION": "What COOP publishes, for partner sites, in three languages.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "BSD-3-Clause"},
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["cms.api.v1.schema.only_this_api"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "cms.api.v1.schema.nothing_required_of_choices",
        "cms.api.v1.examples.show_examples",
    ],
    "ENUM_NAME_OVERRIDES": {
        "Locale": "cms.api.v1.serializers.LOCALES",
        "Country": "cms.network.enums.Country",
        "PageKind": "cms.api.v1.serializers.pages.PAGE_KINDS",
        "PartnerKind": "cms.network.enums.PartnerKind",
        "SessionKind": "cms.programme.enums.SessionKind",
        "FileKind": "cms.publications.enums.FileKind",
        "TargetGroup": "cms.publications.enums.TargetGroup",
    },
    # Labels are in the language of the moment; the contract is not.
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SORT_OPERATIONS": True,
}

# How old the number of waiting mails in the admin's menu may be.
OUTBOX_COUNT_SECONDS = 5

# Requests a minute: of everybody at one address together, and of one key.
API_LIMIT_OPEN = int(
    env.text("API_LIMIT_OPEN", "API requests a minute from one address", "600")
)
API_LIMIT_KEY = int(
    env.text("API_LIMIT_KEY", "API requests a minute by one key", "3000")
)

# Networks inside which webhooks may be sent too, for tests and closed networks.
WEBHOOK_NETWORKS = env.items(
    "WEBHOOK_NETWORKS", "private networks that webhooks may reach, e.g. 10.1.0.0/16", ""
)

# --- Translation ------------------------------------------------------------
MACHINE_TRANSLATOR = env.text(
    "MACHINE_TRANSLATOR", "who translates drafts: libretranslate, or nobody", ""
)
LIBRETRANSLATE_URL = env.text(
    "LIBRETRANSLATE_URL", "address of the LibreTranslate server", ""
)
LIBRETRANSLATE_KEY = env.text(
    "LIBRETRANSLATE_KEY", "key for the LibreTranslate server, if it wants one", ""
)

# --- Mail -------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "sender of our mails", "coop@example.org")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10

# --- Security ---------------------------------------------------------------
TRUSTED_PROXIES = env.items(
    "TRUSTED_PROXIES", "networks of our proxies, whose X-Forwarded-For counts", ""
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.PUBLIC}
SESSION_COOKIE_HTTPONLY = True
# W019: Wagtail's editor shows previews of our own pages in a frame; others may not.
SILENCED_SYSTEM_CHECKS = ["security.W019"]


def _worth_reading(record: logging.LogRecord) -> bool:
    """Drop two lines for each of the worker's many small tasks; keep its trouble.

    By a filter, since the worker sets the level of this logger itself.
    """
    return record.name != "django_tasks" or record.levelno > logging.INFO


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "cms.core.logs.TokenFreeFormatter",
            "fmt": "%(levelname)s %(name)s: %(message)s",
        }
    },
    "filters": {
        "worth_reading": {
            "()": "django.utils.log.CallbackFilter",
            "callback": _worth_reading,
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["worth_reading"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"pikepdf": {"level": "WARNING"}},
}
