"""Brings the demo's content into the database: only what is missing."""

from cms.demo.loader.loading import load

__all__ = ["load"]
