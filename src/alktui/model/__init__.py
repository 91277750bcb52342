"""The nouns: records of the catalogue, the case, the report. Frozen, typed; no I/O, no clock."""
