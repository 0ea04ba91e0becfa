"""Finished frozen views for pages and reports."""
