"""The kinds of mails that exist; each app registers its own when it starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from cms.outbox.exceptions import KindUnknown

# Every mail may greet its recipient.
NAME = "name"


@dataclass(frozen=True)
class Kind:
    """One kind of mail: its words, and the placeholders that may stand in them."""

    name: str
    label: str
    subject: str
    template: str
    placeholders: Mapping[str, str]
    # Placeholders without which the mail would be of no use.
    needed: frozenset[str] = frozenset()


_KINDS: dict[str, Kind] = {}


def register(
    name: str,
    *,
    label: str,
    subject: str,
    template: str,
    placeholders: Mapping[str, str],
    needed: tuple[str, ...] = (),
) -> Kind:
    """Make a kind known.

    `label` and the values of `placeholders` tell editors what it is; `subject` is a
    lazy text with `%(code)s`, and `template` a text file with `{{ code }}`, both for
    the catalogues. The recipient's `name` need not be listed.
    """
    kind = Kind(name, label, subject, template, dict(placeholders), frozenset(needed))
    _KINDS[name] = kind
    return kind


def get(name: str) -> Kind:
    """Return the kind of this name.

    Raises:
        KindUnknown: when no app has registered it.
    """
    try:
        return _KINDS[name]
    except KeyError:
        raise KindUnknown(name) from None


def every() -> list[Kind]:
    """Return all kinds in the order of their names."""
    return [_KINDS[name] for name in sorted(_KINDS)]


def label_of(name: str) -> str:
    """Return what editors call a kind; an old one that is gone keeps its name."""
    return _KINDS[name].label if name in _KINDS else name
