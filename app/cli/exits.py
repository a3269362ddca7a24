"""Exit statuses of every command (contract.md)."""

DONE, NEEDS_PERSON, WRONG_USAGE, ENVIRONMENT = 0, 1, 2, 3
