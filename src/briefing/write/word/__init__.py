"""The parts of the Word file; `write.docx` is the door."""
