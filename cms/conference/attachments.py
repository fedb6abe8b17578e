"""What goes to the author together with a decision; apps above add to it."""

from collections.abc import Callable

from cms.conference.models import Submission

# Each returns a text for the author: of reviews, only what is marked for them.
Provider = Callable[[Submission], str]
_PROVIDERS: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Have the function asked when a decision is staged."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def text_for(submission: Submission) -> str:
    """Return everything that the author may read, one text below the other."""
    found = (provider(submission).strip() for provider in _PROVIDERS)
    return "\n\n".join(text for text in found if text)
