"""Reads statements of indicators out of sentences."""
