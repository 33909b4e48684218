"""One complaint: the side panel, the dialogs of its steps and its papers."""
