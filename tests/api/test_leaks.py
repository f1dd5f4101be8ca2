"""Nothing that is not live and public appears in any answer.

Secret objects in every state (draft, unpublished, scheduled, expired, private, deleted, edited since) are put
into every place that can hold them; then every address is read and searched for their marker.
"""
