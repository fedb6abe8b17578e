"""Who wrote a paper, as the by-line prints it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.accounts.orcid import validate_orcid
from cms.conference.models.submissions import Submission

# The first stands in columns of its own.
MOST_AFFILIATIONS = 4
AFFILIATION_FIELDS = ("affiliation", "country", "ror")


class AuthorQuerySet(models.QuerySet):
    def editing(self) -> "AuthorQuerySet":
        """Co-authors who took up the invitation to edit."""
        return self.filter(may_edit=True, denied_at=None, account__isnull=False)


class Author(models.Model):
    """A name in the by-line; needs no account.

    What is printed stands in this row alone: a profile that changes later, or goes
    away, changes no by-line.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="authors"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    ror = models.CharField("ROR", max_length=25, blank=True, default="")
    # [{"affiliation", "country", "ror"}], after the first.
    more_affiliations = models.JSONField(default=list, blank=True)
    orcid = models.CharField(
        "ORCID iD", max_length=19, blank=True, validators=[validate_orcid]
    )
    corresponding = models.BooleanField(_("corresponding author"), default=False)
    may_edit = models.BooleanField(
        _("may change the submission"),
        default=False,
        help_text=_("We send an invitation to the e-mail address."),
    )
    # Whoever accepted the invitation; nothing that is printed is read from there.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    denied_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "position"], name="one_author_per_position"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(corresponding=True),
                name="one_corresponding_author",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def affiliation_rows(self) -> list[dict]:
        """All affiliations, each with the keys of `AFFILIATION_FIELDS`."""
        first = {key: getattr(self, key) for key in AFFILIATION_FIELDS}
        return [row for row in [first, *self.more_affiliations] if any(row.values())]

    @property
    def affiliation_lines(self) -> list[str]:
        """Each affiliation with its country, as printed."""
        lines = (
            ", ".join(part for part in [row["affiliation"], row["country"]] if part)
            for row in self.affiliation_rows
        )
        return [line for line in lines if line]

    @property
    def affiliation_line(self) -> str:
        """All affiliations in one line."""
        return "; ".join(self.affiliation_lines)

    @property
    def is_editing(self) -> bool:
        """Whether the author took up the invitation to edit."""
        return self.may_edit and self.denied_at is None and self.account_id is not None
