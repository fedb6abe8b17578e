"""What is filled in where a document is imported."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Word document"),
        help_text=_("A file that ends with .docx. It becomes a draft."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".docx"):
            raise ValidationError(_("The name of the file must end with .docx."))
        if file.size > settings.MANUSCRIPT_MAX_BYTES:
            raise ValidationError(
                _("The file is larger than %(most)s.")
                % {"most": filesizeformat(settings.MANUSCRIPT_MAX_BYTES)}
            )
        return file
