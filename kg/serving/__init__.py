"""A graph served to colleagues: a SPARQL endpoint for machines, pages for people, and no way to change anything."""
