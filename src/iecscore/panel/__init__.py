"""Expert judgements."""
