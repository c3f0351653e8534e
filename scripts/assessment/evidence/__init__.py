"""Keeping evidence: a file copied or a web page captured, its digest computed, its entry written."""
