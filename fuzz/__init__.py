"""Hostile input made by machine: see README.md."""
