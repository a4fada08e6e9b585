"""Find a plan, and prove how good it is: the only part that knows OR-Tools and HiGHS."""
