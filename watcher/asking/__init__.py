"""Answers every question that a face may ask.

Each file holds one question; nothing is written or printed.

A question takes a read transaction, what it needs of the configuration, and the day or instant it
is asked for. Its answer is a frozen value; `shapes/` turns it into JSON. Nothing is remembered
between two questions: a page carries the cursor that asks for the one after it.
"""
