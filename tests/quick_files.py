"""Files of a month that are written at once: what a test stores when drawing is not its matter."""


def quick_recap(internal, public, settings, folder):
    """Write both editions as the text of their values."""
    paths = (folder / "internal.txt", folder / "publik.txt")
    for path, recap in zip(paths, (internal, public), strict=True):
        path.write_text(f"{settings.office.name} {recap}", encoding="utf-8")
    return paths


def quick_erratum(erratum, settings, folder):
    """Write an erratum as the text of its values."""
    path = folder / "ralat.txt"
    path.write_text(f"{settings.office.name} {erratum}", encoding="utf-8")
    return (path,)
