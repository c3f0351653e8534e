"""The open data of a year: tables that are written as CSV, JSON and XLSX, and one package that describes them."""
