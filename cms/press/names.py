"""Names of people, taken apart as the book takes them apart."""

from proceedings.language import family_and_given

__all__ = ["family_and_given"]
