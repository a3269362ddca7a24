"""F4: dossiers and results on their way, list by list."""

from ui.manifest.page import ManifestPage

__all__ = ["ManifestPage"]
