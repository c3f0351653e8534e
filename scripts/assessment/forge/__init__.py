"""The platforms that keep pull requests: GitHub, Gitea and Forgejo, GitLab, each by its documented interface.

A token goes to the platform that a remote's address names and nowhere else: no answer leads anywhere, certificates are
always verified, and no message, address or setting ever holds it.
"""
