"""Warmline: the empathetic customer-experience server. Start reading at `flow`."""

__version__ = "0.1.0"
