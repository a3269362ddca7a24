"""One module per wire contract: event → calls → verdict."""
