"""The PDFs: a sheet for each unit and the annual volume, laid out by WeasyPrint in the official format (GB/T 9704)."""
