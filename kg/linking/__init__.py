"""What several articles say together: events, and how their claims stand to one another."""
