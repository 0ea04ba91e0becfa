"""Weights: neutral, AHP, entropy, CRITIC, combined."""
