"""What follows from the ontology and a graph together: contradictions, and triples that are not written down."""
