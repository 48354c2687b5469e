"""What a customer allows, and what they have answered, over the API."""
