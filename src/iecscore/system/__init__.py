"""The indicator system: its model, its loading with line numbers, its formula language."""
