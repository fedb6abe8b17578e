"""What an author typed is written down, and what is still missing is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cms.conference import guards, queries
from cms.conference.enums import Guard, SubmissionState
from cms.conference.exceptions import RevisionNotAnswered, SubmissionIncomplete
from cms.conference.kinds import TextState
from cms.conference.models import (
    Answer,
    Author,
    Reply,
    Submission,
    SubmissionText,
)

TEXT_FIELDS = ("title", "abstract", "keywords")
# By-lines are written over in place; nobody has more authors than this.
OUT_OF_THE_WAY = 10_000


@dataclass(frozen=True)
class Content:
    """What an author types; what is None, or not in `choices`, stays as it is.

    Each dict of `texts` and `authors` holds the fields of one row; an author's
    `id` names the row that is there already. `answers` are by question. `choices`
    may hold `track`, `submission_type` and `licence`. `reply` is what the author
    answers to the decision that asked for a revision.
    """

    paper_language: str | None = None
    texts: list[dict] | None = None
    authors: list[dict] | None = None
    answers: Mapping[int, object] | None = None
    choices: Mapping[str, object] = field(default_factory=dict)
    reply: str | None = None


def write_content(
    submission: Submission, content: Content, *, actor, now: datetime
) -> None:
    """Write what was typed; the caller saves the submission itself."""
    if content.paper_language is not None:
        submission.paper_language = content.paper_language
    for name, value in content.choices.items():
        setattr(submission, name, value)
    if content.texts is not None:
        _write_texts(submission, content.texts, actor, now)
    if content.authors is not None:
        _write_authors(submission, content.authors)
    if content.answers is not None:
        _write_answers(submission, content.answers)
    if content.reply is not None:
        _write_reply(submission, content.reply, now)


def missing_parts(submission: Submission) -> list[str]:
    """Name what a submission still needs before it can be sent."""
    missing = []
    call = submission.call
    if submission.submission_type is None and call.types.exists():
        missing.append("submission_type")
    if submission.track is None and call.tracks.exists():
        missing.append("track")
    if submission.needs_file and not submission.manuscripts.exists():
        missing.append("manuscript")
    if not submission.paper_language:
        missing.append("paper_language")
    if not submission.texts.exclude(title="").exclude(abstract="").exists():
        missing.append("texts")
    if not submission.authors.exists():
        missing.append("authors")
    if submission.authors.filter(denied_at__isnull=False).exists():
        missing.append("denied_author")
    if call.licences and submission.licence not in call.licences:
        missing.append("licence")
    missing += [
        f"answer-{question.pk}" for question in queries.open_questions(submission)
    ]
    return missing + _too_long(submission)


def _too_long(submission: Submission) -> list[str]:
    kind = submission.submission_type
    found = []
    if kind and kind.most_abstract_words:
        found += [
            f"abstract-{text.language}"
            for text in submission.texts.all()
            if len(text.abstract.split()) > kind.most_abstract_words
        ]
    words = queries.words_of_text(submission)
    if kind and kind.most_words and words and words > kind.most_words:
        found.append("words")
    return found


def _write_texts(
    submission: Submission, texts: list[dict], actor, now: datetime
) -> None:
    """Write the texts that changed; an author who types has approved."""
    stored = {text.language: text for text in submission.texts.all()}
    owner = actor is None or actor.pk == submission.submitter_id
    for typed in texts:
        row = stored.get(typed["language"]) or SubmissionText(
            submission=submission, language=typed["language"]
        )
        words = {key: typed.get(key, "") for key in TEXT_FIELDS}
        if row.pk and all(getattr(row, key) == words[key] for key in TEXT_FIELDS):
            continue
        for key, value in words.items():
            setattr(row, key, value)
        row.state = _state_of(row, owner)
        row.source_sha256 = ""
        row.changed_at = now
        row.changed_by = actor if actor is not None and actor.pk else None
        row.save()


def _state_of(row: SubmissionText, owner: bool) -> TextState:
    if row.is_empty:
        return TextState.MISSING
    return TextState.APPROVED if owner else TextState.HUMAN


def _write_authors(submission: Submission, authors: list[dict]) -> None:
    """Write the by-line in its order; rows that are not named go away."""
    stored = {author.pk: author for author in submission.authors.all()}
    named = {author.get("id") for author in authors} & set(stored)
    submission.authors.exclude(pk__in=named).delete()
    # One place holds one author, and one author is the corresponding one.
    for pk in named:
        Author.objects.filter(pk=pk).update(
            position=OUT_OF_THE_WAY + stored[pk].position, corresponding=False
        )
    for position, typed in enumerate(authors, start=1):
        row = stored.get(typed.get("id")) or Author(submission=submission)
        address = row.email
        for key, value in typed.items():
            if key != "id":
                setattr(row, key, value)
        row.position = position
        row.corresponding = typed.get("corresponding", False)
        if row.pk and row.email != address:
            _forget_answers(row)
        row.save()
    # What was fetched before shows the old by-line.
    getattr(submission, "_prefetched_objects_cache", {}).pop("authors", None)


def _forget_answers(author: Author) -> None:
    """At another address another person is asked anew."""
    author.account = None
    author.told_at = author.confirmed_at = author.denied_at = None


def _write_answers(submission: Submission, answers: Mapping[int, object]) -> None:
    for question_id, value in answers.items():
        if value in (None, "", []):
            submission.answers.filter(question_id=question_id).delete()
        else:
            Answer.objects.update_or_create(
                submission=submission,
                question_id=question_id,
                defaults={"value": value},
            )


def _write_reply(submission: Submission, text: str, now: datetime) -> None:
    """Write the answer to the decision in force, while a revision is asked for."""
    if submission.state != SubmissionState.REVISION_REQUESTED:
        return
    if text.strip():
        Reply.objects.update_or_create(
            decision=submission.decision,
            defaults={"text": text.strip(), "changed_at": now},
        )
    else:
        Reply.objects.filter(decision=submission.decision).delete()


@guards.register(Guard.REVISION_IS_ANSWERED)
def revision_is_answered(attempt: guards.Attempt) -> None:
    """Refuse a revision without an answer to what reviewers and editors wrote."""
    decision = attempt.submission.decision
    if not Reply.objects.filter(decision=decision).exists():
        raise RevisionNotAnswered(attempt.submission.code)


@guards.register(Guard.IS_COMPLETE)
def check_complete(attempt: guards.Attempt) -> None:
    """Refuse what lacks something that the book needs."""
    missing = missing_parts(attempt.submission)
    if missing:
        raise SubmissionIncomplete(missing)
