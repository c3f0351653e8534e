"""Several persons on one server: who somebody is, by the office's own sign-on, and what that person may do, by main."""
