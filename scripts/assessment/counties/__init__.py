"""Several counties under one program: each built by itself, and a front page of what they publish."""
