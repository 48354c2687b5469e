"""Did it help: scorecard, surveys, journey analytics, blueprint; it listens to events."""
