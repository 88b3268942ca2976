"""One-step-ahead forecasts of any rating table, judged beside simple ones."""
