"""The doors from outside: one module a command, each behind a short script of the same name."""
