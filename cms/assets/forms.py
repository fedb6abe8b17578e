"""What an upload to the picture library must be."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.assets.stripping import stripped


class PictureField(WagtailImageField):
    """Takes a sound picture, without what it tells of its maker."""

    def to_python(self, data) -> File | None:
        try:
            file = super().to_python(data)
            return stripped(file) if file else file
        except OSError as problem:
            message = _("The picture is damaged: save it again, and upload that file.")
            raise ValidationError(message, code="damaged") from problem


class PictureForm(BaseImageForm):
    file = PictureField(label=_("File"), widget=forms.FileInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        # Wagtail says this in the language in which the site was started.
        field.help_text = _(
            "Supported formats: %(supported_formats)s. Maximum filesize: "
            "%(max_upload_size)s."
        ) % {
            "supported_formats": field.supported_formats_text,
            "max_upload_size": field.max_upload_size_text,
        }
