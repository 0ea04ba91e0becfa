"""Survey answers: reading, matching by item code, scoring."""
