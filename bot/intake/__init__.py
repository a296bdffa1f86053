"""Files that a registrator drops into a chat: read, shown for a look, and laid in on **Lägg in**. Adapters fetch them
and hand them over; what is done with them is decided here.

Between the look and the press the file lies in the data folder, for a day at most, and its row in the store; nothing is
kept in memory, so that a press works after a restart and on another server with the same folder.
"""
