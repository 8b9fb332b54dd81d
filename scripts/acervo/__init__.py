"""Acervo: from a community's raw exports to an open, pseudonymized, versioned search index.

The library knows nothing of Snakemake: the rules call it through the scripts beside it.
"""
