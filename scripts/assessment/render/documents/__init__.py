"""The PDFs: a sheet a unit, the annual volume and the circular, set by WeasyPrint in the official format (GB/T 9704)."""
