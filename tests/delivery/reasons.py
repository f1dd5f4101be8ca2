"""Why an answer went: the change, and the statement that it mattered to."""

import sqlite3
from urllib.parse import parse_qsl, urlencode

from cms.delivery.executions import Execution
from cms.delivery.relevance import Changes
from cms.publishing.change_log import changes_since


def reasons(file, addresses):
    """Return by address what mattered to it, of everything since the answers in `file` were made."""
    connection = sqlite3.connect(file)
    (start,) = connection.execute("SELECT value FROM state WHERE name = 'position'").fetchone()
    changes = Changes(changes_since(start)[0])
    return {address: sorted(_of(connection, address, changes)) for address in addresses}


def _of(connection, address, changes):
    path, _, query = address.partition("?")
    rows = connection.execute(
        "SELECT sql, vendor, content FROM execution JOIN statement ON statement.id = statement_id"
        " JOIN made_from ON execution_id = execution.id JOIN answer ON answer.id = answer_id"
        " WHERE key LIKE ?",
        (f"%{path}?{urlencode(sorted(parse_qsl(query)))}",),
    )
    for stored in rows:
        execution = Execution.stored(*stored)
        for place, change in enumerate(changes.changes):
            if changes.matter_to(execution, [place]):
                columns = ",".join(sorted(change.columns)) if change.columns else "came or went"
                yield f"{change.table} ({columns}) to {execution.sql}"
