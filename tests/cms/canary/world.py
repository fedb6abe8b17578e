"""A small conference in which every private word is a canary that can be told apart.

A canary is planted with a word beside it by which it can be searched, so that a page
that only echoes the search does not count as showing it.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.text import slugify

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.mails import about
from cms.conference.models import Submission
from cms.conference.queries import paper_order
from cms.outbox.models import Mail
from cms.publications.enums import FileKind
from cms.reviewing import operations
from cms.reviewing.enums import ReviewEvent
from cms.reviewing.models import Assignment
from tests.factories import conference as papers
from tests.factories import programme as programmes
from tests.factories import publications, reviewing
from tests.factories.accounts import administrator, chief, editor, user

# `link` is a visitor who has nothing but the link of one review; `rival` an editor
# who is an author of the paper under review.
ROLES = (
    "anonymous",
    "link",
    "other",
    "author",
    "reviewer",
    "colleague",
    "rival",
    "editor",
    "chief",
    "administrator",
    "track_editor",
    "translator",
)
STAFF = {"rival", "editor", "chief", "administrator"}
ALIASES = {
    "everyone": set(ROLES),
    "nobody": set(),
    "signed_in": set(ROLES) - {"anonymous", "link"},
    "staff": STAFF,
    # Who may enter the admin.
    "admin": STAFF | {"track_editor", "translator"},
    # Who arranges the reviews of the paper.
    "desk": {"editor", "chief", "administrator"},
}
DESK = ALIASES["desk"]


# What a role that does not hold a secret tries instead.
GUESS = "lk_" + "x" * 43


@dataclass(frozen=True)
class Canary:
    """A private word: who may meet it, and who has to."""

    name: str
    token: str
    search: str
    may: frozenset[str]
    must: frozenset[str]


@dataclass
class World:
    people: dict = field(default_factory=dict)
    # Values for the arguments of routes, by the names that the matrix uses.
    samples: dict[str, str] = field(default_factory=dict)
    # What only this role holds; others try with something that does not exist.
    secrets: dict[str, tuple[str, str]] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)

    def plant(self, name: str, may: set[str], must: set[str] | None = None) -> str:
        """Return words for a private field: one to look for, one to search by."""
        number = len(self.canaries)
        token, search = f"Kanar{number:02d}x", f"Iskal{number:02d}x"
        self.canaries.append(
            Canary(
                name=name,
                token=token.casefold(),
                search=search,
                may=frozenset(may),
                must=frozenset(may if must is None else must),
            )
        )
        return f"{token} {search}"

    def plant_address(
        self, name: str, may: set[str], must: set[str] | None = None
    ) -> str:
        token, search = self.plant(name, may, must).split()
        return f"{token}@{search}.si".lower()


WRITING = {"author", *STAFF}
READING = {"author", "reviewer", "colleague", "link", *STAFF}


def build() -> World:
    """Return a conference with a paper under review, a draft, and a decided paper."""
    made = World()
    call = reviewing.call(reviews_needed=2)
    _people(made)
    paper = _paper_under_review(made, call)
    _reviews(made, paper)
    _draft(made, call)
    _decided(made)
    _public(made)
    made.samples |= {
        "nowhere": "NOWHERE",
        "no_uuid": "00000000-0000-4000-8000-000000000000",
        "no_number": "999999",
        "call": call.slug,
        "call_pk": str(call.pk),
        "criterion": str(reviewing.criterion(call).pk),
        "guess": GUESS,
        "author_pk": str(made.people["author"].pk),
        "mail": str(Mail.objects.get(kind="conference.submit", about=about(paper)).pk),
        "invitation": str(
            Mail.objects.filter(kind="reviewing.invitation").earliest("pk").pk
        ),
    }
    return made


def _people(made: World) -> None:
    author = user(
        name=made.plant("name of the submitter", WRITING),
        email=made.plant_address("address of the submitter", WRITING),
    )
    rival = editor(email="rival@example.org", name="Riva Lka")
    made.people = {
        "anonymous": None,
        "link": None,
        "other": user(name="Nekdo Drug"),
        "author": author,
        "rival": rival,
        "editor": editor(name="Ured Nica"),
        "chief": chief(name="Glavna Urednica"),
        "administrator": administrator(name="Skrb Nica"),
        "track_editor": _member("Track editors"),
        "translator": _member("Translators"),
    }


def _member(group: str):
    """Return a person with the rights of one group."""
    person = user(name=group)
    person.groups.add(Group.objects.get(name=group))
    return person


def _paper_under_review(made: World, call) -> Submission:
    plant = made.plant
    content = papers.content(
        texts=[
            {
                "language": "en",
                "title": plant("title of the paper", READING),
                "abstract": plant("abstract of the paper", READING),
                "keywords": plant("keywords of the paper", READING),
            }
        ],
        authors=[
            {
                "name": plant("name of an author", WRITING),
                "email": made.plant_address("address of an author", WRITING, STAFF),
                "affiliation": plant("affiliation of an author", WRITING),
                "country": plant("country of an author", WRITING),
                "corresponding": True,
            },
            {"name": "Riva Lka", "email": "rival@example.org", "affiliation": "X"},
        ],
    )
    paper = papers.submission(
        state=SubmissionState.SUBMITTED,
        call=call,
        submitter=made.people["author"],
        content=content,
    )
    name = plant("file name of the manuscript", WRITING).replace(" ", "-")
    version = papers.manuscript(paper, f"{name}.md")
    nameless = plant("text for reviewers", {"reviewer", "colleague", "link"})
    reviewing.set_paper(paper, f"<p>{nameless}</p>")
    signed = plant("text of the author’s preview", WRITING)
    reviewing.finish(paper_order(paper, version), f"<p>{signed}</p>")
    made.samples |= {
        "paper": paper.code,
        "paper_pk": str(paper.pk),
        "manuscript": str(version.uuid),
    }
    return paper


def _reviews(made: World, paper: Submission) -> None:
    """Have one reviewer write, one done, and two who do not review."""
    plant, now = made.plant, timezone.now()
    # The list of reviewers is for all editors; what each of them does is not.
    people = {
        "reviewer": reviewing.reviewer(
            user=user(
                name=plant("account of a reviewer", {"reviewer", *STAFF}, {"reviewer"})
            ),
            name=plant("name of a reviewer", {"reviewer", *STAFF}, STAFF),
            email=made.plant_address(
                "address of a reviewer", {"reviewer", *STAFF}, STAFF
            ),
            affiliation=plant("affiliation of a reviewer", STAFF),
            expertise=plant("expertise of a reviewer", STAFF),
            note=plant("editors’ note on a reviewer", STAFF),
        ),
        "colleague": reviewing.reviewer(user=user(name="Kolega")),
        "linked": reviewing.reviewer(),
        "declining": reviewing.reviewer(),
        "conflicted": reviewing.reviewer(),
    }
    made.people["reviewer"] = people["reviewer"].user
    made.people["colleague"] = people["colleague"].user
    reviewing.open_review(paper, *people.values())
    tasks = {
        name: Assignment.objects.get(submission=paper, reviewer=person)
        for name, person in people.items()
    }
    links = {name: reviewing.link_to(task) for name, task in tasks.items()}

    def act(name: str, event: ReviewEvent, **said: str) -> None:
        operations.apply(
            assignment=tasks[name], event=event, actor=links[name][1], now=now, **said
        )

    for name in ("reviewer", "colleague", "linked"):
        act(name, ReviewEvent.ACCEPT)
    operations.save_review(
        assignment=tasks["reviewer"],
        content=reviewing.content(
            text_for_author=plant("draft of a review", {"reviewer"}),
            text_for_editors=plant("draft for the editors", {"reviewer"}),
        ),
        actor=links["reviewer"][1],
        now=now,
    )
    sent = operations.submit_review(
        assignment=tasks["colleague"],
        content=reviewing.content(
            text_for_author=plant("review for the author", {"colleague", *DESK}),
            text_for_editors=plant("review for the editors", {"colleague", *DESK}),
        ),
        actor=links["colleague"][1],
        now=now,
    )
    operations.show_to_author(
        review=sent.review, shown=True, actor=made.people["editor"], now=now
    )
    act(
        "declining",
        ReviewEvent.DECLINE,
        reason=plant("reason of declining", DESK),
        suggestion=plant("suggested reviewer", DESK),
    )
    act(
        "conflicted",
        ReviewEvent.DECLARE_CONFLICT,
        reason=plant("declared conflict", DESK),
    )
    operations.waive_reviews(
        submission=paper,
        reason=plant("reason of a waiver", DESK),
        actor=made.people["chief"],
        now=now,
    )
    made.addresses = {
        people["reviewer"].user.email: "reviewer",
        people["colleague"].user.email: "colleague",
        people["linked"].email: "link",
        people["declining"].email: "link",
        people["conflicted"].email: "link",
        made.people["author"].email: "author",
    }
    made.samples |= {
        "task": str(tasks["reviewer"].uuid),
        "sent_task": str(tasks["colleague"].uuid),
        "review_pk": str(sent.review.pk),
        "reviewer_pk": str(people["reviewer"].pk),
        "conflicted_task": str(tasks["conflicted"].uuid),
    }
    made.secrets["review_link"] = ("link", links["linked"][0])


def _draft(made: World, call) -> None:
    plant, own = made.plant, {"author"}
    draft = papers.submission(
        call=call,
        submitter=made.people["author"],
        content=papers.content(
            texts=[
                {
                    "language": "en",
                    "title": plant("title of a draft", own),
                    "abstract": plant("abstract of a draft", own),
                    "keywords": plant("keywords of a draft", own),
                }
            ],
            authors=[
                {
                    "name": plant("author of a draft", own),
                    "email": made.plant_address("address in a draft", own),
                    "affiliation": plant("affiliation in a draft", own),
                }
            ],
        ),
    )
    made.samples |= {"draft": draft.code, "draft_pk": str(draft.pk)}


def _decided(made: World) -> None:
    """Have a declined paper with a note, of somebody who is not crawled."""
    plant = made.plant
    paper = papers.submission(
        state=SubmissionState.SUBMITTED,
        title=plant("title of a declined paper", STAFF),
        submitter=user(name=plant("name of a declined submitter", STAFF)),
    )
    conference.apply(
        submission=paper,
        event=SubmissionEvent.REJECT,
        actor=made.people["editor"],
        now=timezone.now() - timedelta(minutes=1),
        note=plant("note to an author", STAFF),
        reason="It does not fit.",
    )
    made.samples |= {"declined": paper.code, "declined_pk": str(paper.pk)}


def _public(made: World) -> None:
    """Have a volume and a programme that everybody reads."""
    edition = publications.edition()
    programme = programmes.released()
    first = edition.papers.first()
    book = edition.files.get(kind=FileKind.PDF, paper=None)
    talk = programme.sessions.first().talks.first()
    speaker = slugify(talk.submission.authors.first().name)
    made.samples |= {
        "volume": edition.volume.slug,
        "volume_pk": str(edition.volume.pk),
        "edition": str(edition.number),
        "published": first.slug,
        "book": book.name,
        "programme": programme.slug,
        "session_pk": str(programme.sessions.first().pk),
        "talk": talk.code,
        "speaker": speaker,
        "programme_pk": str(programme.pk),
    }
