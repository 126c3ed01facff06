"""Car insurance, on port 8005."""
