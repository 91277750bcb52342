"""What is said, once: each page is a tuple of blocks, from a report and the catalogue."""
