"""Delivered once: what is composed goes into the outbox, and a runner sends it and stores the platform's id of it.

Composed and written in one transaction (enqueue), leased (runner), looked for where an earlier try is unclear and sent
(attempt), settled: there, later, given up, or the channel's owner is told (settling). Nothing is lost; what may come
twice, because a platform hid that it took a message and does not let the bot look, says so.
"""
