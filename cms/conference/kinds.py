"""What editors and authors choose from, each named once."""

from django.db.models import TextChoices
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    """What somebody offers to a conference."""

    PAPER = "paper", pgettext_lazy("submission type", "paper")
    EXTENDED_ABSTRACT = (
        "extended_abstract",
        pgettext_lazy("submission type", "extended abstract"),
    )
    POSTER = "poster", pgettext_lazy("submission type", "poster")
    GOOD_PRACTICE = "good_practice", pgettext_lazy("submission type", "good practice")


class AnswerType(TextChoices):
    """How a question of the call is answered."""

    TEXT = "text", pgettext_lazy("answer", "one line of text")
    LONG_TEXT = "long_text", pgettext_lazy("answer", "longer text")
    CHOICE = "choice", pgettext_lazy("answer", "one of several options")
    CHOICES = "choices", pgettext_lazy("answer", "any of several options")
    YES_NO = "yes_no", pgettext_lazy("answer", "yes or no")
    NUMBER = "number", pgettext_lazy("answer", "a number")
    URL = "url", pgettext_lazy("answer", "a web address")


WITH_OPTIONS = frozenset({AnswerType.CHOICE, AnswerType.CHOICES})


class Licence(TextChoices):
    """Under which a paper may be published; the names are the licences' own."""

    CC_BY = "CC BY 4.0", "CC BY 4.0"
    CC_BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC BY-NC 4.0", "CC BY-NC 4.0"
    CC_BY_ND = "CC BY-ND 4.0", "CC BY-ND 4.0"
    CC_BY_NC_SA = "CC BY-NC-SA 4.0", "CC BY-NC-SA 4.0"
    CC_BY_NC_ND = "CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0"


LICENCE_ADDRESSES = {
    licence: "https://creativecommons.org/licenses/"
    f"{licence.value.removeprefix('CC ').removesuffix(' 4.0').lower()}/4.0/"
    for licence in Licence
}


class TextState(TextChoices):
    """How far title, abstract and keywords in one language are."""

    MISSING = "missing", pgettext_lazy("translation", "missing")
    MACHINE = "machine", pgettext_lazy("translation", "machine translation")
    HUMAN = "human", pgettext_lazy("translation", "translated")
    REVIEWED = "reviewed", pgettext_lazy("translation", "reviewed")
    APPROVED = "approved", pgettext_lazy("translation", "approved by the author")


class Step(TextChoices):
    """The steps of the wizard, in their order."""

    TYPE = "type", pgettext_lazy("step", "Kind of submission")
    FILE = "file", pgettext_lazy("step", "File")
    DETAILS = "details", pgettext_lazy("step", "Title and abstract")
    AUTHORS = "authors", pgettext_lazy("step", "Authors")
    QUESTIONS = "questions", pgettext_lazy("step", "Questions")
    REVIEW = "review", pgettext_lazy("step", "Check and send")


class ReceiptKind(TextChoices):
    """What a receipt confirms."""

    SUBMITTED = "submitted", _("The paper was submitted.")
    CHANGED = "changed", _("Changes were handed in.")
    REVISED = "revised", _("A revised version was handed in.")


def language_name(code: str) -> str:
    """Return the name of a language as it stands inside a sentence."""
    name = get_language_info(code)["name_translated"]
    return name if (get_language() or "").startswith("en") else name.lower()
