"""The office's spreadsheets: what is read into the records, and what is written for other offices."""
