"""E-mails that become entries: .eml, .mbox and Outlook .msg."""
