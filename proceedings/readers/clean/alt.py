"""Alternative texts: what they must not be, and what stands in for a missing one."""

import re
from dataclasses import dataclass

from proceedings.model import Picture, PictureFix
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import Node, string
from proceedings.report import Fix, Severity

_FILE_NAME = re.compile(
    r"^\S+\.(?:png|jpe?g|gif|svg|pdf|emf|wmf|tiff?|bmp|webp)$", re.IGNORECASE
)
_GENERIC = re.compile(
    r"^(?:an? |the |una? |la )?(?:image|picture|figure|photo(?:graph)?|drawing|graphic"
    r"|screenshot|slika|fotografija|podoba|risba|graf|grafikon|zaslonska slika"
    r"|immagine|figura|foto(?:grafia)?|disegno|grafico|grafik|bild|abbildung|img|logo"
    r"|untitled|brez naslova|senza titolo|alt text|alt)[\s_-]*\d*\.?$",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"(?:automatically generated|generata automaticamente|samodejno ustvarjen"
    r"|automatisch generiert|AI-generated content)",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    r"^(?:decorati(?:ve|on)|ornament|divider|separator|horizontal line|spacer"
    r"|okras(?:ek|je|na črta)?|ločilna črta|vodoravna črta|vinjeta|dekoracija"
    r"|decorazione|decorativ[ao]|ornamento|fregio|vignetta|linea (?:decorativa"
    r"|orizzontale)|separatore)"
    r"(?: (?:image|picture|line|border|element|slika|črta|element|immagine|linea))?\.?$",
    re.IGNORECASE,
)
# A line or a dot: so much longer than wide, or of so few pixels.
SLENDER = 20
SMALLEST = 8


@dataclass(frozen=True, slots=True)
class Alt:
    """The words for one picture, found or asked for."""

    cleaning: Cleaning
    picture: Picture
    name: str
    decided: PictureFix

    def settle(self, words: str, caption: str) -> list[Node]:
        """Return the alt text, or nothing and a finding that blocks."""
        words, caption = words.strip(), caption.strip()
        if not self._is_decided() and self._seems_decoration(words, caption):
            severity = Severity.WARNS if words else Severity.BLOCKS
            place = words or self.name
            self.cleaning.find(
                "picture-decorative-unmarked",
                severity,
                place,
                self._fix(words),
                name=self.name,
            )
            return string(words)
        if says_nothing(words):
            return self._instead(words, caption)
        if _AUTOMATIC.search(words):
            self.cleaning.find(
                "picture-alt-automatic", Severity.WARNS, words, self._fix(words)
            )
        return string(words)

    def _instead(self, words: str, caption: str) -> list[Node]:
        """Take the caption, or ask for words."""
        captioned = not says_nothing(caption)
        severity = Severity.WARNS if captioned else Severity.BLOCKS
        fix = self._fix(words)
        if any(letter.isalpha() for letter in words) and words != caption:
            self.cleaning.find(
                "picture-alt-says-nothing", severity, words, fix, text=words[:80]
            )
        elif captioned:
            self.cleaning.find("picture-alt-is-caption", Severity.WARNS, caption, fix)
        else:
            self.cleaning.find(
                "picture-without-alt", severity, self.name, fix, name=self.name
            )
        return string(caption) if captioned else []

    def _fix(self, words: str) -> Fix:
        key = self.picture.digests[0]
        return Fix("pictures", key, words, self.picture.name)

    def _is_decided(self) -> bool:
        return self.decided.decorative is not None or bool(self.decided.alt)

    def _seems_decoration(self, words: str, caption: str) -> bool:
        if _DECORATION.match(words):
            return True
        short, long = sorted((self.picture.width, self.picture.height))
        slender = long >= SLENDER * short or long <= SMALLEST
        return slender and not words and not caption


def says_nothing(words: str) -> bool:
    """Say whether an alt text describes nothing: a dot, a file name, `image`."""
    words = words.strip()
    return (
        sum(letter.isalpha() for letter in words) < 2
        or _FILE_NAME.match(words) is not None
        or _GENERIC.match(words) is not None
    )
