"""What ``benchmarks/quality.py`` measures beside the articles labelled by hand, one module for each corpus."""
