"""Files that hold text: Word, PDF, mails, saved pages, feeds, tables. A file a kind."""
