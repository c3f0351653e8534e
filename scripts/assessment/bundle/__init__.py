"""The form of what is published: a manifest, the sums of all files, and how both are read from a folder or a zip."""
