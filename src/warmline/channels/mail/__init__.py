"""Mail that leaves, for now as far as the outbox."""
