"""Template tags that show the house's mark, colours and funding statement."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.identity import tokens
from cms.identity.grant import Wording, file_wordings, grant_file, prescribed_language
from cms.identity.queries import grant_profile

register = template.Library()


@register.simple_tag
def token(name: str, scheme: str = "light") -> str:
    """Return a colour of the token file, for meta tags and mails."""
    return tokens.color(name, scheme)


@register.simple_tag
def wordmark(kind: str = "full") -> SafeString:
    """Draw the wordmark inline, in the colour of the text around it."""
    return render_to_string("identity/wordmark.html", {"kind": kind})


@register.inclusion_tag("components/funding.html", takes_context=True)
def funding(context: dict) -> dict:
    """Show emblem, statement and disclaimer, and the prescribed text beside them."""
    return funding_context(context)


@register.inclusion_tag("mail/funding.txt", takes_context=True)
def funding_text(context: dict) -> dict:
    """Write the statement as plain text, for mails."""
    return funding_context(context)


@register.inclusion_tag("mail/funding.html", takes_context=True)
def funding_mail(context: dict) -> dict:
    """Write the statement as simple HTML, for mails."""
    return funding_context(context)


@register.inclusion_tag("identity/funding_from_file.html")
def funding_from_file() -> dict:
    """Show the statement in every language without asking the database.

    Error pages use it: they must hold when nothing else does.
    """
    return {"wordings": file_wordings()}


@register.inclusion_tag("identity/grant_line.html", takes_context=True)
def grant_line(context: dict) -> dict:
    """Name the project, its programme and the contract number."""
    titles = grant_file()["title"]
    prescribed = prescribed_language()
    language = (get_language() or prescribed)[:2]
    return {
        "title": titles.get(language, titles[prescribed]),
        "profile": grant_profile(context.get("request")),
        "prescribed": prescribed,
    }


def funding_context(context: dict) -> dict:
    """Return what the funding templates need, in the active language."""
    profile = grant_profile(context.get("request"))
    language = (get_language() or prescribed_language())[:2]
    wording = profile.wording(language)
    prescribed: Wording | None = None
    if wording.language != prescribed_language():
        prescribed = profile.wording(prescribed_language())
    return {"wording": wording, "prescribed": prescribed, "emblem": profile.emblem}
