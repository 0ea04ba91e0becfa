"""The questionnaires as one canonical text, and its digest."""

from hashlib import sha256

from iecscore.survey.model import Survey


def survey_text(survey: Survey) -> str:
    """The whole survey as JSON, what it leaves at the default left out; `Survey.model_validate_json` reads it back."""
    return survey.model_dump_json(by_alias=True, exclude_defaults=True)


def survey_digest(survey: Survey) -> str:
    """SHA-256 of the canonical text."""
    return sha256(survey_text(survey).encode()).hexdigest()
