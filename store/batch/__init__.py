"""Questions and writes for many policies at once, in few statements however many there are."""
