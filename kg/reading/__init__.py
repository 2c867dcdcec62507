"""The way in: files, pages and lists to documents, and documents to stories without page furniture."""
