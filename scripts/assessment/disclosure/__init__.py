"""What an audience may see at a year's stage and disclosure level."""
