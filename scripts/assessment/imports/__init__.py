"""From the office's sheets to changes of records, judged by the rules of the year and told cell by cell."""
