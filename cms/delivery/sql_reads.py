"""What a SELECT reads: its tables, of each the columns, and which rows can play a part.

The statement itself is the witness, so nobody who writes a query has to declare anything. It is parsed by
sqlglot, once for each spelling; what differs from one execution to the next are parameters and results.

    SELECT p.id, p.title FROM page p JOIN site s ON s.root_id = p.id WHERE p.live ORDER BY p.sort LIMIT 20

depends in two ways on `page`: on `id`, `live` and `sort` of all live rows that are the root of a site, for
they decide what is found; and on `title` of those rows alone that were found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import Scope, traverse_scope

from cms.delivery.predicates import UNKNOWN, Condition
from cms.delivery.sql_conditions import equal_columns, is_plainly_joined, row_condition
from cms.delivery.sql_links import Link, links_of

# Spellings of statements kept; lists of ids of different length are different spellings.
MOST_STATEMENTS = 4096


class UnreadableStatementError(ValueError):
    """What a statement reads cannot be told."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the rows of a table stand in a result: the column `key` has the value at `position`."""

    key: str
    position: int


@dataclass(frozen=True, slots=True)
class Read:
    """One table's part in a statement.

    `columns` (None for all) of the rows that meet the condition and have a partner for every link; with
    `found` only of those among them that stand in the result.
    """

    table: str
    columns: frozenset[str] | None
    condition: Condition
    links: tuple[Link, ...] = ()
    found: Found | None = None


@lru_cache(maxsize=MOST_STATEMENTS)
def reads_of(sql: str, *, vendor: str) -> tuple[Read, ...]:
    """Return what every execution of a statement reads; raises `UnreadableStatementError`.

    `vendor` is Django's name of the database: sqlite, postgresql.
    """
    dialect = "postgres" if vendor == "postgresql" else "sqlite"
    try:
        expression = parse_one(_with_numbered_places(sql), dialect=dialect)
        scopes = traverse_scope(expression) if isinstance(expression, exp.Query) else []
    except SqlglotError as error:
        raise UnreadableStatementError(sql) from error
    if not scopes:
        raise UnreadableStatementError(sql)
    found = (read for scope in scopes for read in _reads_of(scope, is_outermost=scope is scopes[-1]))
    return tuple(dict.fromkeys(found))


def _with_numbered_places(sql: str) -> str:
    """Number the places of parameters, which Django writes as `%s`; `%%` is one percent sign."""
    first, *others = sql.replace("%%", "%\N{ZERO WIDTH SPACE}").split("%s")
    numbered = first + "".join(f":p{number}{part}" for number, part in enumerate(others))
    return numbered.replace("%\N{ZERO WIDTH SPACE}", "%")


def _reads_of(scope: Scope, *, is_outermost: bool) -> Iterator[Read]:
    """Return what one SELECT of a statement reads of each of its tables."""
    if not is_plainly_joined(scope):
        yield from (
            Read(source.name, None, UNKNOWN)
            for source in scope.sources.values()
            if isinstance(source, exp.Table) and source.name
        )
        return
    keys = _keys_in_result(scope) if is_outermost else {}
    for alias, source in scope.sources.items():
        if not isinstance(source, exp.Table) or not source.name:
            continue  # another SELECT, read by itself, or a function that gives rows, such as json_each
        rows = (row_condition(scope, alias), links_of(scope, alias))
        deciding, shown = _columns(scope, alias)
        found = keys.get(alias)
        if deciding is None or shown is None:
            yield Read(source.name, None, *rows)
        elif found is None:
            yield Read(source.name, shown | deciding, *rows)
        elif _only_adds(scope, alias, found, deciding):
            yield Read(source.name, shown | deciding, *rows, found=found)
        else:
            yield Read(source.name, deciding, *rows)
            if shown - deciding:
                yield Read(source.name, shown - deciding, *rows, found=found)


def _only_adds(scope: Scope, alias: str, found: Found, deciding: frozenset[str]) -> bool:
    """Tell whether a table only adds columns to rows that are found anyway, by an outer join.

    Nothing but the join may ask for it: `WHERE … IS NULL` finds what has no such row. With an offset, another
    row in front of those found would move them.
    """
    joins = scope.expression.args.get("joins") or []
    join = next((join for join in joins if join.side == "LEFT" and join.alias_or_name == alias), None)
    if join is None or not deciding <= {found.key} or scope.expression.args.get("offset"):
        return False
    used = [column for column in scope.columns if column.table == alias and _shown_in(column, scope) is None]
    return all(column.find_ancestor(exp.Join, exp.Select) is join for column in used)


def _columns(scope: Scope, alias: str) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Return the columns of a table that decide what is found, and those that are shown; None for all."""
    is_alone = len(scope.sources) == 1
    in_order = _ordering_items(scope)
    deciding: set[str] = set()
    shown: set[str] = set()
    for column in scope.columns:
        if column.table == alias or (not column.table and is_alone):
            item = _shown_in(column, scope)
            (deciding if item is None or item in in_order else shown).add(column.name)
        elif not column.table and column.name not in {*_names(scope), *scope.sources}:
            return None, None
    stars = [star for star in scope.expression.expressions if star.is_star]
    return frozenset(deciding), None if stars else frozenset(shown)


def _shown_in(column: exp.Column, scope: Scope) -> int | None:
    """Return a column's place in the list of what is selected, None outside it and in what is counted."""
    node: exp.Expr | None = column
    while node is not None and node.parent is not scope.expression:
        if isinstance(node, (exp.Query, exp.AggFunc, exp.Window)):
            return None
        node = node.parent
    return node.index if node is not None and node.arg_key == "expressions" else None


def _ordering_items(scope: Scope) -> set[int]:
    """Return the places of selected items that ORDER BY names by their place or alias."""
    order = scope.expression.args.get("order")
    names = _names(scope)
    found: set[int] = set()
    for ordered in order.expressions if order else []:
        term = ordered.this
        if isinstance(term, exp.Literal) and term.is_int:
            found.add(int(term.this) - 1)
        elif isinstance(term, exp.Column) and not term.table and term.name in names:
            found.add(names.index(term.name))
    return found


def _names(scope: Scope) -> list[str]:
    """Return the names under which a statement shows what it selects."""
    return scope.expression.named_selects if isinstance(scope.expression, exp.Query) else []


# Django's name of a primary key; those of pages' own tables are reached by their join.
_IDENTIFYING = {"id"}


def _keys_in_result(scope: Scope) -> dict[str, Found]:
    """Return by table the column that identifies its rows and where that stands in the result.

    A column that equals one in the result will do. Nothing for a statement that groups or counts: its rows
    are not those of a table.
    """
    select = scope.expression
    if not isinstance(select, exp.Select) or any(map(select.args.get, ("group", "having", "distinct"))):
        return {}
    if any(_counts(item) for item in select.expressions):
        return {}
    items = [item.unalias() for item in select.expressions]
    positions = {
        (item.table, item.name): place for place, item in enumerate(items) if isinstance(item, exp.Column)
    }
    found: dict[str, Found] = {}
    for (alias, name), position in positions.items():
        if name in _IDENTIFYING:
            found.setdefault(alias, Found(name, position))
    missing = {join.alias_or_name for join in select.args.get("joins") or [] if join.side}
    for one, other in equal_columns(scope, with_outer_joins=True):
        for (alias, name), partner in ((one, other), (other, one)):
            # Where the partner's row is missing its column tells nothing of this table's row.
            if partner in positions and (alias in missing or partner[0] not in missing):
                found.setdefault(alias, Found(name, positions[partner]))
    return found


def _counts(item: exp.Expr) -> bool:
    """Tell whether a selected item is made from many rows; what an inner SELECT counts is its own."""
    for node in item.walk(prune=lambda node: isinstance(node, exp.Query)):
        name = node.name.upper() if isinstance(node, exp.Anonymous) else ""
        if isinstance(node, exp.AggFunc) or "AGG" in name or "GROUP" in name:
            return True
    return False
