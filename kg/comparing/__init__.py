"""What changed between two graphs, in terms of articles, claims, events and entities."""
