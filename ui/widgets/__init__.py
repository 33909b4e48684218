"""The widgets all pages share: buttons, surfaces, fields, tables, chips, timeline and dialogs."""
