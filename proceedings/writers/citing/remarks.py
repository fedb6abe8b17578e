"""What a registration agency needs and `volume.toml` does not say."""

from collections.abc import Mapping

from proceedings.report import Finding, Severity


def missing(form: str, needed: Mapping[str, object]) -> list[Finding]:
    """Return a note that names the empty keys, for which nothing is written."""
    keys = [key for key, value in needed.items() if not value]
    if not keys:
        return []
    values: dict[str, str | int] = {"format": form, "keys": ", ".join(keys)}
    return [
        Finding(
            "deposit-incomplete", Severity.NOTES, where="volume.toml", values=values
        )
    ]


def without_doi(form: str, paper: str) -> Finding:
    """Return the note of a paper that has no DOI to be registered."""
    return Finding(
        "deposit-without-doi", Severity.NOTES, values={"format": form}, paper=paper
    )
