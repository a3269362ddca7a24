"""How the queue reaches the province. Knows neither Qt nor SQL."""
