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
from cms.delivery.sql_conditions import Column, certain_parts, equal_columns, row_condition

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
    is_null_enough: bool = False
    """Whether a row without a value needs no partner: a null in what `NOT IN` looks through decides all."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """An equality that leads from a table to another, perhaps in an inner SELECT."""

    column: str
    scope: Scope
    alias: str
    partner_column: str
    is_null_enough: bool = False

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
        is_null_enough=edge.is_null_enough,
    )


def _edges(scope: Scope, alias: str) -> Iterator[_Edge]:
    """Return the equalities between a table and others: in conditions, joins and `IN (SELECT …)`."""
    for one, other in equal_columns(scope, of_outer_join=alias):
        for own, partner in ((one, other), (other, one)):
            place = _place_of(scope, partner) if own[0] == alias and partner[0] != alias else None
            if place is not None:
                yield _Edge(own[1], *place)
    for part in certain_parts(scope):
        column = part.this.unnest() if isinstance(part, exp.In) else None
        query = part.args.get("query")
        if isinstance(column, exp.Column) and column.table == alias and query is not None:
            inner = next(
                (found for found in scope.subquery_scopes if found.expression is query.unnest()), None
            )
            place = _selected(inner) if inner is not None else None
            if place is not None:
                yield _Edge(column.name, *place)
    yield from _edges_to_who_asks(scope, alias)


def _edges_to_who_asks(scope: Scope, alias: str) -> Iterator[_Edge]:
    """Return the way out of an `IN (SELECT …)`: what nobody asks for there matters to nobody."""
    select = scope.expression
    asking = select.find_ancestor(exp.In, exp.Select)
    if not isinstance(asking, exp.In) or not scope.is_subquery or scope.parent is None:
        return
    if asking.args["query"].unnest() is not select:
        return
    if any(select.args.get(name) for name in ("group", "having", "distinct")):
        return
    given, column = _selected(scope), asking.this.unnest()
    place = _place_of(scope.parent, (column.table, column.name)) if isinstance(column, exp.Column) else None
    if given is not None and given[:2] == (scope, alias) and place is not None:
        yield _Edge(given[2], *place, is_null_enough=True)


_Place = tuple[Scope, str, str]
"""A SELECT, the alias of one of its tables, and a column."""


def _place_of(scope: Scope, column: Column) -> _Place | None:
    """Return where a column lies: in this SELECT, in one around it, or in one that gives a table here."""
    alias, name = column
    around: Scope | None = scope
    while around is not None:
        source = around.sources.get(alias)
        if isinstance(source, Scope):
            return _selected(source, name)
        if source is not None:
            return (around, alias, name) if isinstance(source, exp.Table) and source.name else None
        around = around.parent if around.is_subquery or around.is_derived_table else None
    return None


def _selected(scope: Scope, name: str = "") -> _Place | None:
    """Return what a SELECT gives under a name, without one what it gives alone."""
    select = scope.expression
    if not isinstance(select, exp.Select) or select.args.get("limit") or select.args.get("offset"):
        return None
    items = [item for item in select.expressions if not name or item.alias_or_name == name]
    column = items[0].unalias() if len(items) == 1 and not items[0].is_star else None
    if not isinstance(column, exp.Column):
        return None
    alone = next(iter(scope.selected_sources), "") if len(scope.selected_sources) == 1 else ""
    return _place_of(scope, (column.table or alone, column.name))
