"""The only place that asks Git. It reads data, never runs anything of a revision, and never goes to the network."""
