"""The register as lists and lines."""
