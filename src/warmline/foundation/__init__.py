"""The ground: settings, database, sealing, actor, events, due work, logs; no business words."""
