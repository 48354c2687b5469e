"""Warmline: the empathetic customer-experience server. Start reading at `flow.py`."""

__version__ = "0.1.0"
