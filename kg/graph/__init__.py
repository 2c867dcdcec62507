"""Analyses to quads, quads to files in six formats, and files back to quads, nodes and records."""
