"""What the press has to know of a submission, and what it has made of it."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from cms.conference.enums import FixKind
from cms.conference.models import Manuscript, ManuscriptFix, Submission
from cms.press.models import Rendition
from cms.press.orders import PaperOrder, PersonOrder
from cms.press.queries import PressFinding, explained_findings


def paper_order(submission: Submission, manuscript: Manuscript) -> PaperOrder:
    """Return the order for one paper: the file, and everything that was typed."""
    texts = list(submission.texts.all())
    own = [text for text in texts if text.language == submission.paper_language]
    titles = [text.title for text in [*own, *texts] if text.title]
    return PaperOrder(
        id=submission.code.lower(),
        manuscript=Path(manuscript.file.path),
        filename=manuscript.original_filename,
        title=titles[0] if titles else "",
        language=submission.paper_language,
        authors=tuple(
            PersonOrder(
                name=author.name,
                affiliations=tuple(filter(None, [author.affiliation_line])),
                email=author.email,
                orcid=author.orcid,
                corresponding=author.corresponding,
            )
            for author in submission.authors.all()
        ),
        abstracts={text.language: text.abstract for text in texts if text.abstract},
        keywords={
            text.language: tuple(text.keyword_list)
            for text in texts
            if text.keyword_list
        },
        fixes=decided(submission),
    )


def fixes_in_force(submission: Submission) -> dict[tuple[str, str], ManuscriptFix]:
    """Return the last decision about each thing, by kind and key."""
    latest = {(fix.kind, fix.key): fix for fix in submission.fixes.all()}
    return {place: fix for place, fix in latest.items() if fix.values}


def decided(submission: Submission) -> dict[str, dict[str, dict]]:
    """Return what was decided beside the manuscript, as the press takes it."""
    told: dict[str, dict[str, dict]] = {}
    for (kind, key), fix in sorted(fixes_in_force(submission).items()):
        told.setdefault(kind, {})[key] = dict(fix.values)
    return told


def rendition_of(submission: Submission) -> Rendition | None:
    """Return the rendition of the newest version with what is typed now."""
    manuscript = submission.manuscript
    if manuscript is None:
        return None
    order = paper_order(submission, manuscript)
    return Rendition.objects.filter(
        source_sha256=manuscript.sha256, metadata_sha256=order.metadata_sha256
    ).first()


@dataclass(frozen=True)
class FixTarget:
    """A thing about which something can be decided beside the manuscript."""

    kind: str
    key: str
    where: str = ""
    # What stands in the manuscript: alt text, level, language or TeX.
    current: str = ""
    page: int = 0
    # What is decided now.
    values: dict = field(default_factory=dict)
    findings: tuple[PressFinding, ...] = ()
    picture: object = None

    @property
    def place(self) -> tuple[str, str]:
        return self.kind, self.key

    @property
    def name(self) -> str:
        """The name of the thing in a form, and in an address."""
        return f"{self.kind}-{self.key}"


def fix_targets(submission: Submission) -> list[FixTarget]:
    """Return everything that can be decided, what is found wrong first.

    What was decided stays in the list, so that it can be changed.
    """
    rendition = rendition_of(submission)
    in_force = fixes_in_force(submission)
    targets: dict[tuple[str, str], FixTarget] = {}
    pictures = _pictures(rendition)
    for finding in explained_findings(rendition) if rendition else []:
        if not finding.fix:
            continue
        kind, key = finding.fix["kind"], finding.fix["key"]
        known = targets.get((kind, key))
        if known:
            joined = (*known.findings, finding)
            targets[kind, key] = replace(known, findings=joined)
            continue
        targets[kind, key] = FixTarget(
            kind=kind,
            key=key,
            where=finding.where,
            current=finding.fix.get("current", ""),
            page=finding.page,
            findings=(finding,),
            picture=pictures.get(key),
        )
    # An equation that was given other TeX is listed under its own.
    given = {fix.values.get("tex") for fix in in_force.values()}
    for equation in rendition.outline.get("equations", ()) if rendition else ():
        if equation["tex"] in given:
            continue
        place = (FixKind.EQUATION.value, equation["key"])
        known = targets.get(place) or FixTarget(*place, where=equation["tex"])
        targets[place] = replace(known, page=equation["page"], current=equation["tex"])
    for place, fix in in_force.items():
        known = targets.get(place) or FixTarget(
            *place, where=fix.where, picture=fix.picture or None
        )
        targets[place] = replace(known, values=dict(fix.values))
    return list(targets.values())


def _pictures(rendition: Rendition | None) -> dict[str, object]:
    if rendition is None:
        return {}
    return {picture.name: picture for picture in rendition.pictures.all()}
