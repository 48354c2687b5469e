"""Telling subscribers what happened, and who they are: over the API and by due work."""
