"""Events in a file: who may read it, what is around it, what is in it. No database, no window (docs/bundle.md)."""
