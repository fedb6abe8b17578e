"""Calls with everything in them, and the wizard as a browser walks through it."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation

from cms.conference import operations
from cms.conference.kinds import AnswerType, Licence, PaperKind, Step
from cms.conference.models import (
    Author,
    Call,
    Extension,
    Question,
    QuestionText,
    Submission,
    SubmissionType,
    SubmissionTypeText,
    Term,
    TermText,
    Track,
    TrackText,
)
from tests.factories import conference
from tests.factories.accounts import editor, user

LANGUAGES = ("sl", "it", "en")
CHECKLIST = {
    "sl": "Besedilo še ni bilo objavljeno.\nVsi avtorji se strinjajo.",
    "it": "Il testo è inedito.\nTutti gli autori sono d’accordo.",
    "en": "The text is unpublished.\nAll authors agree.",
}


def track(call: Call, **names: str) -> Track:
    """Return a track of the call, named in three languages."""
    made = Track.objects.create(call=call, sort_order=call.tracks.count())
    for language in LANGUAGES:
        TrackText.objects.create(
            track=made,
            language=language,
            name=names.get(language, f"Track {made.pk} {language}"),
        )
    return made


def submission_type(
    call: Call, kind: PaperKind = PaperKind.PAPER, **fields
) -> SubmissionType:
    """Return a kind of submission that the call takes."""
    made = SubmissionType.objects.create(
        call=call, kind=kind, sort_order=call.types.count(), **fields
    )
    for language in LANGUAGES:
        SubmissionTypeText.objects.create(
            submission_type=made, language=language, name=f"{kind} {language}"
        )
    return made


def question(
    call: Call, answer_type: AnswerType = AnswerType.TEXT, **fields
) -> Question:
    """Return a question of the call; with options when its type has them."""
    made = Question.objects.create(
        call=call, answer_type=answer_type, sort_order=call.questions.count(), **fields
    )
    for language in LANGUAGES:
        QuestionText.objects.create(
            question=made,
            language=language,
            wording=f"{answer_type} {made.pk} {language}?",
            options=f"One {language}\nTwo {language}\nThree {language}"
            if made.has_options
            else "",
        )
    return made


def whole_call(**fields) -> Call:
    """Return a call with tracks, types, a question, licences and a checklist."""
    made = conference.call(**{"licences": [Licence.CC_BY, Licence.CC_BY_SA], **fields})
    for text in made.texts.all():
        text.checklist = CHECKLIST[text.language]
        text.save()
    for number in (1, 2):
        track(made, sl=f"Sklop {number}", it=f"Sezione {number}", en=f"Track {number}")
    submission_type(made, PaperKind.PAPER, most_abstract_words=200)
    submission_type(made, PaperKind.POSTER, needs_file=False)
    question(made, AnswerType.YES_NO, required=True)
    return made


def extension(call: Call, **fields) -> Extension:
    """Return more time for somebody, in force for a day."""
    return Extension.objects.create(
        **{
            "call": call,
            "name": "Ana Žagar",
            "email": "ana@example.org",
            "language": "en",
            "until": timezone.now() + timedelta(days=1),
            "reason": "Illness",
            "granted_by": editor(),
            **fields,
        }
    )


def coauthor(submission: Submission, **fields) -> Author:
    """Return one more author of the submission."""
    return Author.objects.create(
        submission=submission,
        position=submission.authors.count() + 1,
        **{"name": "Marco Rossi", "email": "marco@example.org", **fields},
    )


def editing_coauthor(submission: Submission):
    """Return an account that accepted the invitation to edit."""
    person = user()
    author = coauthor(submission, email=person.email, may_edit=True)
    operations.accept_editing(author=author, user=person, now=timezone.now())
    return person


def term(**words: str) -> Term:
    """Return a term of the glossary."""
    made = Term.objects.create()
    for language, text in words.items():
        TermText.objects.create(term=made, language=language, words=text)
    return made


# --- The wizard, as a browser posts it ----------------------------------------
def address(name: str, language: str = "en", **kwargs) -> str:
    with translation.override(language):
        return reverse(f"conference:{name}", kwargs=kwargs or None)


def step_address(code: str, step: Step, language: str = "en") -> str:
    return address(f"edit_{step}", language, code=code)


def kind_data(call: Call, **fields: str) -> dict[str, str]:
    """Return the filled first step: the first type and track, English."""
    data = {"form_key": str(uuid.uuid4()), "paper_language": "en"}
    first_type, first_track = call.types.first(), call.tracks.first()
    if first_type:
        data["submission_type"] = str(first_type.pk)
    if first_track:
        data["track"] = str(first_track.pk)
    return {**data, **fields}


def details_data(**fields: str) -> dict[str, str]:
    return {
        "text-en-title": "Social enterprises",
        "text-en-abstract": "What they do.",
        "text-en-keywords": "work, inclusion",
        **fields,
    }


def authors_data(**fields: str) -> dict[str, str]:
    return {
        "author-count": "1",
        "author-0-name": "Ana Žagar",
        "author-0-place-count": "1",
        "author-0-place-0-affiliation": "Inštitut",
        **fields,
    }


def questions_data(call: Call) -> dict[str, str]:
    """Return an answer to every question."""
    answers = {
        AnswerType.YES_NO: "yes",
        AnswerType.CHOICE: "2",
        AnswerType.CHOICES: ["1", "3"],
        AnswerType.NUMBER: "3",
        AnswerType.URL: "https://example.org/",
    }
    return {
        f"answer-{one.pk}": answers.get(AnswerType(one.answer_type), "An answer.")
        for one in call.questions.all()
    }


def review_data(call: Call, **fields: str) -> dict[str, str]:
    """Return the last step with everything agreed to."""
    data = {f"check-{n}": "on" for n in range(len(call.text.checklist_points))}
    if call.licences:
        data["licence"] = call.licences[0]
    return {**data, **fields}


def begin(client, call: Call, language: str = "en", **fields) -> Submission:
    """Post the first step, and return the draft that it made."""
    before = set(Submission.objects.values_list("pk", flat=True))
    client.post(address("submit", language, slug=call.slug), kind_data(call, **fields))
    return Submission.objects.exclude(pk__in=before).get()


def fill(client, draft: Submission, language: str = "en", *, file=None) -> None:
    """Post every step between the first and the last."""
    call = Call.objects.get(pk=draft.call_id)

    def post(step: Step, data: dict):
        return client.post(step_address(draft.code, step, language), data)

    post(Step.FILE, {"file": file or conference.upload()})
    post(Step.DETAILS, details_data())
    post(Step.AUTHORS, authors_data())
    if call.questions.exists():
        post(Step.QUESTIONS, questions_data(call))


def send(client, draft: Submission, language: str = "en", **fields):
    """Post the last step with the button that sends."""
    call = Call.objects.get(pk=draft.call_id)
    return client.post(
        step_address(draft.code, Step.REVIEW, language),
        review_data(call, action="submit", **fields),
        follow=True,
    )
