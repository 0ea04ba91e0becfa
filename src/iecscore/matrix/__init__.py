"""The matrix: build, missing, normalise."""
