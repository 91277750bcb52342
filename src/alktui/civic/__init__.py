"""CIViC's evidence table -> its items on exact ALK profiles and ALK TKIs, for the build, which ships one, and for the import."""
