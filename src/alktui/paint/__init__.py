"""How it looks: one painter a medium; none knows a medical word."""
