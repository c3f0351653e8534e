"""Handing in: a person's branch goes to the shared repository, and a pull request asks for its review (交审核)."""
