"""Where addresses lead that no longer lead anywhere: what Wagtail's redirects cannot say, and following them.

Wagtail's `Redirect` stays the record that editors know and that its importer, export and automatic
redirects write. This app adds a companion with what that record has no column for (`models`), the spellings
under which an address is looked up (`addresses`, `lookup`), chains (`chains`) and the admin's forms and
lists. It knows no content: what lives at an address is asked of whoever registered with `occupants`.
"""
