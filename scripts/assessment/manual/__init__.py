"""The guides of ``docs/`` as a site: what a person reads beside the program."""
