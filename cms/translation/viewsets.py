"""Who translates into which language."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from cms.translation.models import Translator


class TranslatorViewSet(ModelViewSet):
    model = Translator
    name = "translators"
    icon = "group"
    menu_label = _("Translators")
    copy_view_enabled = False
    # Nothing of it names a page, picture or document.
    add_to_reference_index = False
    list_display = ["user", "locale", "by_mail"]
    panels = [FieldPanel("user"), FieldPanel("locale"), FieldPanel("by_mail")]
