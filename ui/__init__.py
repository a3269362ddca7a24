"""What the clerk sees: the only place that knows Qt."""
