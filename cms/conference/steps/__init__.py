"""The forms of the wizard, one step a file."""

from cms.conference.kinds import Step
from cms.conference.steps.authors import AuthorsStep
from cms.conference.steps.base import Problem, StepForms
from cms.conference.steps.details import DetailsStep
from cms.conference.steps.file import FileStep
from cms.conference.steps.kind import KindStep
from cms.conference.steps.questions import QuestionsStep
from cms.conference.steps.review import ReviewStep, problems_of

FORMS: dict[Step, type[StepForms]] = {
    Step.TYPE: KindStep,
    Step.FILE: FileStep,
    Step.DETAILS: DetailsStep,
    Step.AUTHORS: AuthorsStep,
    Step.QUESTIONS: QuestionsStep,
    Step.REVIEW: ReviewStep,
}

__all__ = ["FORMS", "Problem", "StepForms", "problems_of"]
