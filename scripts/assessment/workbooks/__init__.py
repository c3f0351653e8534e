"""Workbooks (.xlsx): read into grids of cells, each with its place, and written as steady bytes."""
