"""Makes the pages of docs/ that are made from data: the ontology, the questions of the cookbook."""
