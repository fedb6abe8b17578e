"""Asks a LibreTranslate server, wherever it stands."""

import logging
from collections.abc import Sequence

import requests
from django.conf import settings
from django.utils.translation import gettext_noop

from cms.translation.exceptions import MachineUnavailable

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = (5, 60)
LONGEST_ANSWER = 5 * 1024 * 1024


class LibreTranslate:
    """A server that speaks LibreTranslate's API (POST /translate)."""

    name = "LibreTranslate"

    def __init__(self, address: str, key: str = "") -> None:
        self.address = address.rstrip("/")
        self.key = key

    def translate(self, passages: Sequence[str], source: str, target: str) -> list[str]:
        """Return the passages in the other language, in the same order.

        Raises:
            MachineUnavailable: when the server gives no usable answer.
        """
        asked = {
            "q": list(passages),
            "source": source,
            "target": target,
            "format": "html",
        }
        if self.key:
            asked["api_key"] = self.key
        try:
            answer = requests.post(
                f"{self.address}/translate",
                json=asked,
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
                stream=True,
            )
            with answer:
                answer.raise_for_status()
                body = answer.raw.read(LONGEST_ANSWER + 1, decode_content=True)
            if len(body) > LONGEST_ANSWER:
                raise _silence("too long")
            texts = requests.compat.json.loads(body)["translatedText"]
        except (requests.RequestException, ValueError, KeyError, TypeError) as problem:
            raise _silence(problem) from problem
        if not isinstance(texts, list) or len(texts) != len(passages):
            raise _silence("something else")
        return [str(text) for text in texts]


def _silence(reason: object) -> MachineUnavailable:
    logger.warning("LibreTranslate gave no usable answer: %s", reason)
    message = gettext_noop("The machine translator does not answer. Try again later.")
    return MachineUnavailable(message)


def from_settings() -> LibreTranslate:
    return LibreTranslate(settings.LIBRETRANSLATE_URL, settings.LIBRETRANSLATE_KEY)
