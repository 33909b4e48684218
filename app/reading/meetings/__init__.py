"""What the page *Jadwal Pembahasan* and its papers read."""
