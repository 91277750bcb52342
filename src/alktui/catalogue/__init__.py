"""The only I/O on knowledge: curated text -> models -> SQLite -> Catalogue, search and export."""
