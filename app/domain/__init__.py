"""Pure rules of the trade: no I/O beyond shipped assets, no SQL, no clock."""
