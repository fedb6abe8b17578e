"""The e-mail edition: an issue as a letter that any mail program can show."""

from dataclasses import dataclass
from email.message import EmailMessage

from django.template.loader import render_to_string
from django.utils import translation

from cms.core.addresses import absolute
from cms.newspaper.models import NewspaperIndexPage
from cms.newspaper.queries import IssueInLanguages, printed_articles

# Above this many bytes Gmail cuts a letter off.
LARGEST = 100_000


@dataclass(frozen=True)
class Letter:
    """The edition as subject, text and HTML."""

    subject: str
    text: str
    html: str

    @property
    def bytes(self) -> int:
        return len(self.text.encode()) + len(self.html.encode())

    @property
    def is_too_large(self) -> bool:
        return self.bytes > LARGEST

    def as_file(self) -> bytes:
        """Return the letter as a message that a mail program opens and sends."""
        message = EmailMessage()
        message["Subject"] = self.subject
        # Opened as a draft, not as something received.
        message["X-Unsent"] = "1"
        message.set_content(self.text)
        message.add_alternative(self.html, subtype="html")
        return message.as_bytes()


def email_edition(issue: IssueInLanguages, language: str) -> Letter:
    """Return the letter in one language: what is in the issue, with links to read on."""
    page = issue.pages[language]
    paper = NewspaperIndexPage.objects.parent_of(page).get()
    with translation.override(language):
        context = {
            "paper": paper,
            "page": page,
            "url": absolute(page.get_url() or "/"),
            "articles": [
                {"page": article, "url": absolute(article.get_url() or "/")}
                for _row, article in printed_articles(issue, language)
            ],
        }
        subject = " ".join(f"{paper.name}: {page.title}".split())
        return Letter(
            subject=subject,
            text=render_to_string("newspaper/mail/issue.txt", context),
            html=render_to_string("newspaper/mail/issue.html", context),
        )
