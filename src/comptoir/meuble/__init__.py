"""The furniture shop: a chatbot and after-sales service, on port 8000."""
