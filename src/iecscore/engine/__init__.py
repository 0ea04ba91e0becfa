"""Formulas computed over the tables, and survey aggregates."""
