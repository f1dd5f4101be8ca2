"""Which rows of other tables a row needs to play a part in a SELECT.

    … FROM page p JOIN site s ON s.root_id = p.id WHERE p.topic_id IN (SELECT t.id FROM topic t WHERE t.live)

A row of `page` plays a part only if some `site` has its id as `root_id`, and if a live `topic` has its
`topic_id` as id. So a new page is no news to this statement as long as no site begins with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.optimizer.scope import Scope

from cms.delivery.predicates import Condition
from cms.delivery.sql_conditions import certain_parts, equal_columns, row_condition

# From table to table to table; what is farther away is taken for given.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A row needs a partner: a row of `table` whose `partner_column` equals its own `column`.

    The partner has to meet the condition and has links of its own.
    """

    column: str
    table: str
    partner_column: str
    condition: Condition
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edge:
    """An equality that leads from a table to another, perhaps in an inner SELECT."""

    column: str
    scope: Scope
    alias: str
    partner_column: str

    @property
    def table(self) -> str:
        source = self.scope.sources[self.alias]
        return source.name if isinstance(source, exp.Table) else ""


def links_of(scope: Scope, alias: str) -> tuple[Link, ...]:
    """Return what rows of `alias` need."""
    return _links(scope, alias, came_from=frozenset(), depth=0)


def _links(
    scope: Scope, alias: str, *, came_from: frozenset[tuple[int, str]], depth: int
) -> tuple[Link, ...]:
    if depth == DEEPEST:
        return ()
    here = came_from | {(id(scope), alias)}
    links = (
        _link(edge, came_from=here, depth=depth + 1)
        for edge in _edges(scope, alias)
        if (id(edge.scope), edge.alias) not in here
    )
    return tuple(dict.fromkeys(links))


def _link(edge: _Edge, *, came_from: frozenset[tuple[int, str]], depth: int) -> Link:
    return Link(
        column=edge.column,
        table=edge.table,
        partner_column=edge.partner_column,
        condition=row_condition(edge.scope, edge.alias),
        links=_links(edge.scope, edge.alias, came_from=came_from, depth=depth),
    )


def _edges(scope: Scope, alias: str) -> Iterator[_Edge]:
    """Return the equalities between a table and others: in conditions, joins and `IN (SELECT …)`."""
    for one, other in equal_columns(scope, of_outer_join=alias):
        for own, partner in ((one, other), (other, one)):
            owner = _owner(scope, partner[0])
            if own[0] == alias and partner[0] != alias and owner is not None:
                yield _Edge(own[1], owner, partner[0], partner[1])
    for part in certain_parts(scope):
        column = part.this.unnest() if isinstance(part, exp.In) else None
        query = part.args.get("query")
        if isinstance(column, exp.Column) and column.table == alias and query is not None:
            yield from _into(scope, column.name, query.unnest())


def _into(scope: Scope, column: str, query: exp.Expr) -> Iterator[_Edge]:
    """Return the way from a column into the SELECT that it has to be in."""
    inner = next((found for found in scope.subquery_scopes if found.expression is query), None)
    if inner is None or not isinstance(query, exp.Select) or query.args.get("limit"):
        return
    selected = query.expressions[0].unalias() if len(query.expressions) == 1 else None
    if isinstance(selected, exp.Column) and isinstance(inner.sources.get(selected.table), exp.Table):
        yield _Edge(column, inner, selected.table, selected.name)


def _owner(scope: Scope, alias: str) -> Scope | None:
    """Return the SELECT, this one or one around it, that has a table under this alias."""
    around: Scope | None = scope
    while around is not None:
        source = around.sources.get(alias)
        if source is not None:
            return around if isinstance(source, exp.Table) and source.name else None
        around = around.parent if around.is_subquery else None
    return None
