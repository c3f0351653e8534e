"""From records to ledgers and ranks: pure functions, exact numbers, no input or output, no clock."""
