"""Our pictures and documents: credit, licence, alternative text per language."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from cms.assets.stripping import stripped

ALT_HELP = _("What the picture shows, for those who do not see it.")


class CoopImage(AbstractImage):
    # Partners know a picture by it.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    alt_sl = models.CharField(
        _("alt text (Slovenian)"), max_length=300, blank=True, help_text=ALT_HELP
    )
    alt_it = models.CharField(
        _("alt text (Italian)"), max_length=300, blank=True, help_text=ALT_HELP
    )
    alt_en = models.CharField(
        _("alt text (English)"), max_length=300, blank=True, help_text=ALT_HELP
    )
    # Not `decorative`: Wagtail sets an attribute of that name on every picture it loads.
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Says nothing that the text does not say: read out as nothing."),
    )

    admin_form_fields = (
        *WagtailImage.admin_form_fields,
        "credit",
        "licence",
        "alt_sl",
        "alt_it",
        "alt_en",
        "is_decorative",
    )

    def save(self, *args, **kwargs) -> None:
        """Store a new picture without its metadata, whoever brings it."""
        if self.file and not self.file._committed:
            file = stripped(self.file.file)
            if file is not self.file.file:
                self.file = file
                self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the active language, never the file's name."""
        if self.is_decorative:
            return ""
        wanted = getattr(self, f"alt_{(get_language() or 'en')[:2]}", "")
        return wanted or self.alt_en or self.alt_sl or self.alt_it or self.description


class CoopRendition(AbstractRendition):
    image = models.ForeignKey(
        CoopImage, related_name="renditions", on_delete=models.CASCADE
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CoopDocument(AbstractDocument):
    credit = models.CharField(_("credit"), max_length=200, blank=True)

    admin_form_fields = (*WagtailDocument.admin_form_fields, "credit")
