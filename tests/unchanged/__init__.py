"""Whether anything has changed that a command's answer depends on."""
