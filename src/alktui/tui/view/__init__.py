"""What each step and view shows: pure functions from the session to rows."""
