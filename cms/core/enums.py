"""What a link in a mail is good for."""

from django.db.models import TextChoices


class LinkPurpose(TextChoices):
    REVIEW = "review"
    COAUTHOR = "coauthor"
    DRAFT = "draft"
    EXTENSION = "extension"
    PROOF = "proof"
    CERTIFICATION = "certification"
    SIGN_IN = "sign_in"
    CALENDAR = "calendar"
