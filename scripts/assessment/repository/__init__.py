"""Reading from Git: never runs anything of a revision, never writes, and never goes to the network.

A repository names programs: filters, hooks, pagers, helpers. Nothing here lets Git run one: it reads objects in an empty
folder of its own and is never asked from inside the data (``repository.py``). The repository itself it is only asked for
what a name stands for (``repository.py``, ``revision.py``) and for attributes (``attributes.py``), which runs nothing.
"""
