"""What all pages share: context, keys, changes, slow work, the one way a step is done."""
