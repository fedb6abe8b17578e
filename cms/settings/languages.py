"""The three languages of the project; Slovenian is the source language."""

LANGUAGE_CODE = "sl"
LANGUAGES = [("sl", "slovenščina"), ("it", "italiano"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Ljubljana"
FORMAT_MODULE_PATH = "cms.formats"

# A live page's translation must be released by an editor: with the default
# (True) wagtail-localize publishes it at once, with source text in it, and
# writes a stale copy of the parent page over the tree.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
