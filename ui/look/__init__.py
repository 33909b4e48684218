"""How it looks and speaks: theme, icons, labels, language."""
