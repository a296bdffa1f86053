-- How sure the reading of a page that is a picture is, from 0 (could not be read) to 1; NULL for a page with text of its own.
ALTER TABLE pages ADD COLUMN scanned REAL;
