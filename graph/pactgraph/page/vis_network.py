"""The network of pyvis that all pictures fill; importing it imports IPython."""

from __future__ import annotations

from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node


class VisNetwork(Network):  # type: ignore[misc]
    """A directed network to which each node and edge is added in the same time.

    That of pyvis goes through all nodes for each node, and twice for each edge.
    """

    def __init__(self, **options: str) -> None:
        """Begin an empty network; `options` are those of pyvis."""
        super().__init__(directed=True, **options)

    def add_node(
        self,
        n_id: str,
        label: str | None = None,
        shape: str = "dot",
        color: str = "#97c2fc",
        **options: Any,  # noqa: ANN401 - as pyvis takes them
    ) -> None:
        """Add a node, unless it is there."""
        if n_id in self.node_map:
            return
        colour = {} if "group" in options else {"color": color}
        about = {"label": label or n_id, "font_color": self.font_color, **colour, **options}
        node = Node(n_id, shape, **about).options
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: str, to: str, **options: Any) -> None:  # noqa: ANN401 - likewise
        """Add an edge between nodes that are there.

        Raises:
            KeyError: one of them is not.
        """
        for end in (source, to):
            if end not in self.node_map:
                raise KeyError(end)
        self.edges.append(Edge(source, to, self.directed, **options).options)
