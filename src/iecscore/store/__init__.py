"""What is kept: rounds, batches, values, problems, evaluations."""
