"""The only place that asks Git. It reads data, never runs anything of a revision, and never goes to the network.

A repository names programs: filters, hooks, pagers, helpers. Nothing here lets Git run one, because Git reads objects in
an empty folder of its own (``git.py``) and is never asked from inside the data (``top.py``).
"""
