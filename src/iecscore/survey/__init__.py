"""The questionnaire model."""
