"""What people see; the only place with PySide6."""
