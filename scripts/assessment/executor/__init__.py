"""Who does the jobs that a build hands out: processes of this machine, or whatever else can run them."""
