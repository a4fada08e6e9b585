"""Plan a neighbourhood festival: who plays where, and when."""

__version__ = "0.2.0"
