"""Pictures of every page and dialog, for ``--galeri``; no page knows that it is photographed."""
