"""Brands for measuring: foreign systems over public data sets. They know nothing of Warmline."""
