"""What an operator starts: ``make run`` on one machine, the worker, and what the worker does by the clock.

``__main__``, ``launcher``, ``environment`` and ``processes`` run before anything is installed, so they use
the standard library alone. Nothing else in the project imports this package.
"""
