"""Whether anything has changed that a command's answer depends on, so that the last one still holds."""
