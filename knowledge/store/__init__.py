"""The truth: the store of documents, pages and facts. Every read names a `Reader`."""
