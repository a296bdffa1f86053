"""What the lists of a document's facts are called, where they are shown as lists."""

from __future__ import annotations

HEADINGS = {
    "attendance": ("Närvaro", "name"),
    "agenda_items": ("Ärenden", "heading"),
    "decisions": ("Beslut", "text"),
    "proposals": ("Förslag och yrkanden", "text"),
    "votes": ("Omröstningar", "yes_means"),
    "reservations": ("Reservationer", "text"),
    "statements": ("Uttalanden och anteckningar", "text"),
    "recommendations": ("Rekommendationer", "text"),
    "audit_questions": ("Revisionsfrågor", "question"),
    "assignments": ("Uppdrag", "text"),
    "promises": ("Löften", "text"),
    "followed_up": ("Åtgärdade rekommendationer", "text"),
    "submissions": ("Inlämnat", "text"),
    "open_points": ("Kvar att göra", "text"),
    "signatories": ("Underskrifter", "name"),
    "references": ("Hänvisningar", "text"),
    "appeals": ("Överklagande", "text"),
}
"""What each list is called, and the field that says the most."""
