"""Static files whose names carry their hash, inside JavaScript modules too.

Without the rewriting of `import … from "./dom.js"` a module with a hashed name would fetch its neighbours
under their plain names, which may be cached for a moment only.
"""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage with Django's rewriting of module imports switched on."""

    support_js_module_import_aggregation = True
    # Each pass settles one more level of modules that import modules; the reader has nine.
    max_post_process_passes = 20
