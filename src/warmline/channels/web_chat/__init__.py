"""Web chat: the widget's socket."""
