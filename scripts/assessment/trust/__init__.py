"""How far a rank can be trusted: every combination of readings, gaps between neighbours, what decides the order."""
