"""The back end of the demo brand Fernlow: a foreign system that is spoken to over HTTP only."""
