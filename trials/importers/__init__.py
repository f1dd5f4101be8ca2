"""Import of trials from files of ClinicalTrials.gov: the website's CSV download and the API's JSON.

`import_trials` reads a whole file before it touches the database, then takes the records one by one: a
record is applied completely or, with a sentence that says why, not at all.
"""

from __future__ import annotations

from trials.importers.files import ImportFileError
from trials.importers.report import ImportReport, Result, RowOutcome
from trials.importers.run import import_trials

__all__ = ["ImportFileError", "ImportReport", "Result", "RowOutcome", "import_trials"]
