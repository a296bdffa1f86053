"""A calendar of what is due (iCalendar) and a feed of new decisions (Atom), by links that only their owner has."""
