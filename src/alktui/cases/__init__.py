"""The user's own cases: what was typed, read into a Case."""
