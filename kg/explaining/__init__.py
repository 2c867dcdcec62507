"""Why the graph says what it says: the claims behind a node, with the words that they rest on."""
