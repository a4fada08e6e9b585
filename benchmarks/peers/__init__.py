"""Other solvers on the same drafts, by the name of their module.

A module is imported where it runs, in a process of its own: what is not installed costs nothing
else.
"""

#: The name in the table, the module, and how many workers it may use.
PEERS = {
    "cp-sat": ("plain_cpsat", 1),
    "cp-sat-2": ("plain_cpsat", 2),
    "highs": ("highs", 1),
    "scip": ("scip", 1),
    "conference-scheduler": ("conference_scheduler_peer", 1),
    "timefold": ("timefold_peer", 1),
}
