"""How the shipped model is made: `make train`. Nothing here is needed to run the server."""
