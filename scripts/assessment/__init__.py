"""The yearly openness assessment of a county: from records in Git to published pages and documents.

Data flows one way through the rooms of this package::

    load ──▶ dataset ──▶ check ──▶ scoring ──▶ disclosure ──▶ render

``dataset`` holds what was recorded, ``scoring`` turns it into ledgers, ``disclosure`` decides what an
audience may see, and ``render`` shows that and nothing else. ``commands`` are the doors from outside.
"""
