"""What drafts of processes and their submissions have in common: rows under lock, files, the studio's history."""
