"""How the tagger of names and addresses is made: written sentences, names, one seed."""
