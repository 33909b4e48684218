"""The window around the pages: start, rail, status bar, banners, what nobody caught."""
