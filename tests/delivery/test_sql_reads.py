"""What a statement reads is told by the statement."""

import pytest

from cms.delivery.executions import execution
from cms.delivery.predicates import Lowered, OneOf, Parameter, decide, keys_of
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
        ('"page"."id" = %s', {("page", "id", "7")}),
        ('"page"."id" IN (%s, 8)', {("page", "id", "7"), ("page", "id", "8")}),
        ('("page"."id" = %s OR "page"."slug" = \'x\')', {("page", "id", "7"), ("page", "slug", "x")}),
        ('"page"."live" AND "page"."id" = %s', {("page", "id", "7")}),
        ('NOT ("page"."id" = %s)', {("page",)}),
        ('"page"."id" > %s', {("page",)}),
        ('("page"."id" = %s OR "page"."sort" > 3)', {("page",)}),
    ],
)
def test_reads_are_found_by_what_rows_must_equal(where, expected):
    assert keys(f'SELECT "page"."title" FROM "page" WHERE {where}', 7) == expected


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    ("where", "row"),
    [
        ("IS NULL", {"slug": None}),
        ("IS NOT NULL", {"slug": "knee"}),
        ("LIKE 'kne%'", {"slug": "knee"}),
        ("NOT LIKE 'kne%'", {"slug": "hip"}),
        ("NOT LIKE 'kne%' ESCAPE '!'", {"slug": "hip"}),
        ("NOT IN ('knee')", {"slug": "hip"}),
        ("<> 'knee'", {"slug": "hip"}),
        ("IS DISTINCT FROM 'knee'", {"slug": "hip"}),
        ("IS NOT DISTINCT FROM NULL", {"slug": None}),
        ("NOT BETWEEN 'a' AND 'b'", {"slug": "hip"}),
    ],
)
def test_no_row_that_meets_a_condition_is_taken_for_one_that_does_not(vendor, where, row):
    for said in (f'"page"."slug" {where}', f'NOT ("page"."slug" {where}) IS NOT TRUE'):
        for read in reads_of(f"{PAGES} WHERE {said}", vendor=vendor):
            assert decide(read.condition, row) is not False, said


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    ("where", "slug"), [("IS NULL", "knee"), ("IS NOT NULL", None), ("IN ('hip')", "knee")]
)
def test_a_row_that_fails_a_condition_is_known_to_play_no_part(vendor, where, slug):
    (read, *_shown) = reads_of(f'{PAGES} WHERE "page"."slug" {where}', vendor=vendor)

    assert decide(read.condition, {"slug": slug}) is False


def test_a_number_that_is_cast_to_a_number_is_the_same_number():
    tagged = (
        'SELECT COUNT(*) FROM "core_image" U0 INNER JOIN "taggit_taggeditem" U1 ON (U0."id" = {column}) '
        'WHERE U0."id" = 7'
    )

    def known(column):
        found = reads_of(tagged.format(column=column), vendor="postgresql")
        return keys_of(next(read.condition for read in found if read.table == "taggit_taggeditem"))

    assert known('(U1."object_id")::bigint') == known('U1."object_id"') == (("object_id", "7"),)
    # Texts may spell a number in many ways.
    assert known('(U1."slug")::bigint') is None
    assert known('(U1."object_id")::text') is None


def test_a_value_reaches_the_table_that_is_joined_to_it():
    sql = (
        'SELECT "article"."body" FROM "article" INNER JOIN "page" ON ("article"."page_id" = "page"."id") '
        'WHERE "article"."page_id" IN (%s)'
    )

    assert keys(sql, 7) == {("article", "page_id", "7"), ("page", "id", "7")}


def test_a_value_reaches_a_statement_inside():
    sql = (
        'SELECT (SELECT U0."file" FROM "size" U0 WHERE U0."image_id" = ("image"."id") LIMIT 1) '
        'FROM "image" WHERE "image"."id" IN (%s)'
    )

    assert ("size", "image_id", "3") in keys(sql, 3)


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
    assert topic.condition == OneOf("live", ("1",))


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

    assert keys(sql, 2) == {("a", "x", "1"), ("b", "y", "2")}


@pytest.mark.parametrize("sql", ["SELEC nothing", "DELETE FROM page", ""])
def test_a_statement_that_is_no_select_is_refused(sql):
    with pytest.raises(UnreadableStatementError):
        reads_of(sql, vendor="sqlite")


def test_every_percent_sign_and_parameter_finds_its_place():
    sql = 'SELECT "a"."x" FROM "a" WHERE "a"."note" LIKE \'100%%\' AND "a"."x" = %s AND "a"."y" = %s'

    assert keys(sql, 1, 2) <= {("a", "x", "1"), ("a", "y", "2")}


LEFT = 'SELECT "a"."id", "b"."note" FROM "a" LEFT OUTER JOIN "b" ON ("a"."id" = "b"."a_id") '


def test_what_an_outer_join_adds_counts_for_the_rows_found_alone():
    assert all(read.found == Found("a_id", 0) for read in reads(LEFT + "LIMIT 3", "b"))


@pytest.mark.parametrize(
    "rest", ['WHERE "b"."a_id" IS NULL', 'ORDER BY "b"."a_id"', "LIMIT 3 OFFSET 3", 'WHERE "b"."note" = 1']
)
def test_an_outer_join_that_decides_what_is_found_counts_for_all_rows(rest):
    assert any(read.found is None for read in reads(LEFT + rest, "b"))


def test_a_row_that_may_be_missing_tells_nothing_of_others():
    sql = 'SELECT "b"."a_id", "a"."note" FROM "a" LEFT OUTER JOIN "b" ON ("a"."id" = "b"."a_id")'

    assert all(read.found is None for read in reads(sql, "a"))


@pytest.mark.parametrize(
    "join",
    [
        'RIGHT JOIN "b" ON "a"."id" = "b"."a_id"',
        'FULL JOIN "b" ON "a"."id" = "b"."a_id"',
        'NATURAL JOIN "b"',
        'JOIN "b" USING ("x")',
        'LEFT JOIN ("b" JOIN "c" ON "b"."id" = "c"."id") ON "a"."id" = "b"."a_id"',
    ],
)
def test_an_unusual_join_reads_whole_tables(join):
    found = reads(f'SELECT "a"."id" FROM "a" {join} WHERE "a"."x" = 1')

    assert {read.table for read in found} >= {"a", "b"}
    assert all((read.columns, read.links, read.found) == (None, (), None) for read in found)
    assert keys(f'SELECT "a"."id" FROM "a" {join} WHERE "a"."x" = 1') >= {("a",), ("b",)}


@pytest.mark.parametrize("shown", ['COUNT("a"."x")', 'JSON_GROUP_ARRAY("a"."x")', 'MY_AGG("a"."x")'])
def test_what_is_counted_reads_all_rows(shown):
    assert all(read.found is None for read in reads(f'SELECT "a"."id", {shown} FROM "a"'))


@pytest.mark.parametrize("number", ["0.5", "1e3", "-1"])
def test_a_number_that_is_none_of_the_log_is_left_open(number):
    assert keys(f'SELECT "a"."x" FROM "a" WHERE "a"."x" = {number}') == {("a",)}


def test_a_row_needs_a_partner_in_what_a_table_is_made_from():
    sql = (
        'WITH "own" AS (SELECT "t"."topic" AS "thing" FROM "t" WHERE "t"."article" = %s) '
        'SELECT "o"."thing", "t2"."id" FROM (SELECT DISTINCT "thing" FROM "own") AS "o" '
        'CROSS JOIN "t" "t2" WHERE "t2"."topic" = "o"."thing"'
    )
    (link,) = {link for read in reads(sql, "t") for link in read.links}

    assert (link.column, link.table, link.partner_column) == ("topic", "t", "topic")
    assert keys_of(link.condition) == (("article", Parameter(0)),)


@pytest.mark.parametrize("limit", ["", " LIMIT 5"])
def test_what_nobody_asks_for_in_a_list_matters_to_nobody(limit):
    sql = f'SELECT "a"."id" FROM "a" WHERE "a"."x" = 1 OR "a"."b" IN (SELECT U0."id" FROM "b" U0{limit})'
    (read,) = reads(sql, "b")

    assert [(link.table, link.partner_column) for link in read.links] == ([] if limit else [("a", "b")])


def test_what_is_not_in_the_log_is_no_key():
    address = "SELECT core_image.title FROM core_image WHERE core_image.file = 'x'"

    assert keys(address) == {("core_image",)}


@pytest.mark.parametrize("where", ['LOWER("a"."path") IN (%s, %s)', 'LOWER("a"."path") = \'x\''])
def test_small_letters_are_a_condition_on_the_column(where):
    found = reads(f'SELECT "a"."id" FROM "a" WHERE {where}')

    assert {type(read.condition) for read in found} == {Lowered}
