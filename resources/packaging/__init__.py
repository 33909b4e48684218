"""What a release is made of: Windows folder, portable zip, installer and .deb, built on Debian."""
