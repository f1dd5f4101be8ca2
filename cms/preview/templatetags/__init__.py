"""Template tags of the preview panel."""
