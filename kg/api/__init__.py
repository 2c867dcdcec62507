"""What ``import kg`` offers: a graph as Python values, and as those of rdflib, pandas and networkx."""
