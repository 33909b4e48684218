"""The page *Jadwal Pembahasan*: meetings by month, by week and as a list."""
