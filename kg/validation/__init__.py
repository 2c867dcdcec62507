"""Whether a graph is whole: SHACL shapes, checks across nodes, and findings in words."""
