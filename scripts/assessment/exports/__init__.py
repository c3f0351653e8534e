"""What other offices get of a year's results: workbooks and a paragraph."""
