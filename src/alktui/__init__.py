"""alktui: the tumour-board preparer's terminal program for ALK-driven NSCLC and ALCL."""

__version__ = "0.1.0"
