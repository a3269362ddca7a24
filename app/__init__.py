"""What the post office does: dossiers, ledger, papers. Knows neither Qt nor HTTP."""
