"""Approval: fixing a year's inputs and results, and telling what differs from them afterwards."""
