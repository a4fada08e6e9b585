"""Festivals of any size to measure the search with, and other solvers beside it."""
