"""A layer of SQLite's between its cipher and the disk: what passes here is what a disk gets."""

import apsw

_CIPHER = "multipleciphers-"


class DiskLayer(apsw.VFS):
    """The default for every file opened until ``unregister``, whether it is encrypted or not."""

    def __init__(self, name):
        self._before = apsw.vfs_names()[0]
        self._cipher = f"{_CIPHER}{name}"
        self.base = self._before.removeprefix(_CIPHER)
        super().__init__(name, self.base)
        # The driver makes its cipher above a layer when it is first asked for by this name.
        apsw.Connection(":memory:", vfs=self._cipher).close()
        apsw.set_default_vfs(self._cipher)

    def unregister(self):
        apsw.set_default_vfs(self._before)
        apsw.unregister_vfs(self._cipher)
        super().unregister()
