"""From a Publication to pages, documents and open data."""
