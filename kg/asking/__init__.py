"""Questions in SPARQL: to a graph at hand or to an endpoint, in one's own words or from the cookbook."""
