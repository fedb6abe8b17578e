"""How dates and times are written in each language."""

from django.utils.translation import gettext_noop as _

# Named here so that our catalogues hold them: Django's Italian ones begin with a
# capital letter, which Italian months do not.
MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
