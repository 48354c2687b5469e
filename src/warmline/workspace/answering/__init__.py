"""An agent's acts over HTTP: the same functions as over the desk's socket."""
