"""The Windows folder tried: under Wine on Debian, or on Windows itself."""
