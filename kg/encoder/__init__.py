"""The language pipeline's own component: a small encoder in ONNX that annotates a spaCy ``Doc``."""
