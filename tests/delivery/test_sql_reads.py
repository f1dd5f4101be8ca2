"""What a statement reads is told by the statement."""

import pytest

from cms.delivery.executions import execution
from cms.delivery.predicates import OneOf
from cms.delivery.sql_reads import Found, UnreadableStatementError, reads_of

PAGES = 'SELECT "page"."id", "page"."title" FROM "page" '


def reads(sql, table=None):
    found = reads_of(sql, vendor="sqlite")
    return [read for read in found if table in (None, read.table)]


def keys(sql, *parameters, rows=()):
    return execution(sql, "sqlite", parameters, rows).index_keys()


def test_columns_that_are_only_shown_count_for_the_rows_found_alone():
    deciding, shown = reads(PAGES + 'WHERE "page"."live" ORDER BY "page"."sort" LIMIT 20')

    assert deciding.columns == {"live", "sort"}
    assert deciding.found is None
    assert shown.columns == {"id", "title"}
    assert shown.found == Found("id", 0)


def test_an_order_by_place_or_name_decides_what_is_found():
    by_place, *_shown = reads(PAGES + "ORDER BY 2 LIMIT 3")
    by_name, *_others = reads(
        'SELECT "page"."id", "page"."sort" AS "place" FROM "page" ORDER BY "place" LIMIT 3'
    )

    assert "title" in by_place.columns
    assert "sort" in by_name.columns


def test_a_count_reads_its_conditions_and_nothing_else():
    (read,) = reads('SELECT COUNT(*) FROM "page" WHERE "page"."live"')

    assert read.columns == {"live"}


def test_a_star_reads_every_column():
    (read,) = reads('SELECT * FROM "page"')

    assert read.columns is None


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ('"page"."id" = %s', {("page", "id", 7)}),
        ('"page"."id" IN (%s, 8)', {("page", "id", 7), ("page", "id", 8)}),
        ('("page"."id" = %s OR "page"."slug" = \'x\')', {("page", "id", 7), ("page", "slug", "x")}),
        ('"page"."live" AND "page"."id" = %s', {("page", "id", 7)}),
        ('NOT ("page"."id" = %s)', {("page",)}),
        ('"page"."id" > %s', {("page",)}),
        ('("page"."id" = %s OR "page"."sort" > 3)', {("page",)}),
    ],
)
def test_reads_are_found_by_what_rows_must_equal(where, expected):
    assert keys(f'SELECT "page"."title" FROM "page" WHERE {where}', 7) == expected


def test_a_value_reaches_the_table_that_is_joined_to_it():
    sql = (
        'SELECT "article"."body" FROM "article" INNER JOIN "page" ON ("article"."page_id" = "page"."id") '
        'WHERE "article"."page_id" IN (%s)'
    )

    assert keys(sql, 7) == {("article", "page_id", 7), ("page", "id", 7)}


def test_a_value_reaches_a_statement_inside():
    sql = (
        'SELECT (SELECT U0."file" FROM "size" U0 WHERE U0."image_id" = ("image"."id") LIMIT 1) '
        'FROM "image" WHERE "image"."id" IN (%s)'
    )

    assert ("size", "image_id", 3) in keys(sql, 3)


def test_a_row_needs_partners_where_tables_are_joined_or_one_is_in_the_other():
    sql = (
        'SELECT "page"."id" FROM "page" INNER JOIN "site" ON ("site"."root_id" = "page"."id") '
        'WHERE "page"."topic_id" IN (SELECT U0."id" FROM "topic" U0 WHERE U0."live")'
    )
    (page,) = reads(sql, "page")

    assert {(link.column, link.table, link.partner_column) for link in page.links} == {
        ("id", "site", "root_id"),
        ("topic_id", "topic", "id"),
    }
    topic = next(link for link in page.links if link.table == "topic")
    assert topic.condition == OneOf("live", (1,))


def test_a_row_that_may_be_missing_is_no_partner_that_anyone_needs():
    sql = (
        'SELECT "page"."id", "article"."summary" FROM "page" '
        'LEFT OUTER JOIN "article" ON ("page"."id" = "article"."page_id")'
    )
    (page,) = reads(sql, "page")
    (article,) = reads(sql, "article")

    assert page.links == ()
    assert article.found == Found("page_id", 0)


def test_what_is_found_under_a_union_is_read_in_each_part():
    sql = 'SELECT "a"."x" FROM "a" WHERE "a"."x" = 1 UNION ALL SELECT "b"."y" FROM "b" WHERE "b"."y" = %s'

    assert keys(sql, 2) == {("a", "x", 1), ("b", "y", 2)}


@pytest.mark.parametrize("sql", ["SELEC nothing", "DELETE FROM page", ""])
def test_a_statement_that_is_no_select_is_refused(sql):
    with pytest.raises(UnreadableStatementError):
        reads_of(sql, vendor="sqlite")


def test_every_percent_sign_and_parameter_finds_its_place():
    sql = 'SELECT "a"."x" FROM "a" WHERE "a"."note" LIKE \'100%%\' AND "a"."x" = %s AND "a"."y" = %s'

    assert keys(sql, 1, 2) <= {("a", "x", 1), ("a", "y", 2)}
