"""What others publish, kept as user state: trial statuses from the network or a file, and CIViC's evidence from a file."""
