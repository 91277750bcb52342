"""The one main screen, in layers: drawn, knowing, moving, editing, viewing, keeping, and all of it in `main`."""
