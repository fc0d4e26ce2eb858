"""The rows of the database, a noun or a few that belong together in a file. No query lives here."""
