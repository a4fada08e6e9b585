"""Find a plan, and prove how good it is.  The only part of festplan that knows OR-Tools and HiGHS."""
