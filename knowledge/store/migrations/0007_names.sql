-- Who is named so is one look-up, however many documents there are.
CREATE INDEX document_names_name ON document_names (name, written, document);
