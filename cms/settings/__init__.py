"""Settings, safe first and relaxed downwards: ``base`` is fit for production but for its secrets.

``production`` demands the secrets and turns HTTPS on, ``local`` is production over plain HTTP on
loopback, ``test`` is what the test suite runs with. Environment variables are read through ``env``
only; ``docs/operations.md`` lists every one.
"""
