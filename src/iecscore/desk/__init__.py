"""Every use case: one function each."""
