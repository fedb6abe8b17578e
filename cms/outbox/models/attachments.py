"""Files that go along with mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.outbox.models.mails import Mail


class MailAttachment(models.Model):
    """One file of a mail, by the key under which its app keeps it.

    The file itself stays where it is, in private storage: there is one copy, and
    what is erased there is not sent.
    """

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("file name"), max_length=120)
    # As "receipt:<uuid>".
    source = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("attachment of a mail")
        verbose_name_plural = _("attachments of mails")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mail", "source"], name="attached_once_to_a_mail"
            )
        ]

    def __str__(self) -> str:
        return self.name
