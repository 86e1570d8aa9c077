"""Planning on many machines: seeds, neighbourhoods and bounds as tasks of a Ray cluster.

The calling process never talks to Ray itself. A helper process does, so that nothing which befalls the cluster takes
the plan with it: `run` here, `helper` there, `messages` between them.
"""

from summitry.planning.cluster.messages import Facts
from summitry.planning.cluster.run import ClusterError, search_on_cluster

__all__ = ["ClusterError", "Facts", "search_on_cluster"]
