"""Report -> text, JSON and the formats to take along."""
