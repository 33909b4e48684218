"""What is typed before it is recorded: forms, drafts, attachments."""
