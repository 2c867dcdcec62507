"""A graph into a triple store, whichever it is: by the SPARQL 1.1 Graph Store Protocol or by SPARQL Update."""
