"""A small pack with one of everything, to be broken line by line."""

from pathlib import Path

FILES = {
    "pack.yaml": """\
brand: Harbour Inn
time_zone: Europe/Dublin
language: en
languages: [en, de]
""",
    "articles/en/breakfast.md": """\
---
title: Breakfast
version: 1
owner: desk
questions:
  - When is breakfast?
---
From seven to ten.
""",
    "people.yaml": """\
calendars:
  - id: day
    title: By day
    time_zone: Europe/Dublin
    hours:
      monday: ["08:00-12:00", "13:00-17:00"]
      tuesday:
        - 08:00-12:00
        - 13:00-17:00
    holidays:
      - {date: 2026-12-28, title: A day off}
teams:
  - id: desk
    title: Front desk
    calendar: day
    skills: [leave_later]
staff:
  - {name: Ines, role: agent, team: desk, calendar: day, capacity: 2}
""",
    "journeys.yaml": """\
journeys:
  - id: stay
    title: A stay
    stages:
      - id: leaving
        title: Leaving
        moments:
          - id: one-more-hour
            title: One more hour
            customer: Would like to sleep.
            employee: Looks whether the room is free.
            promise: {text: We answer soon., within: 10 minutes}
""",
    "skills.yaml": """\
identity: {find: /guests, profile: "/guests/{customer}"}
skills:
  - id: leave_later
    title: Leave later
    risk: change
    inputs:
      - id: stay
        kind: choice
        from: /guests/{customer}/stays
      - id: hour
        kind: number
        options: [12, 13]
    do:
      path: /stays/{stay.id}/leave
      body: {guest: "{customer}", hour: "{hour}"}
    undo:
      path: /stays/{stay.id}/leave
      body: {guest: "{customer}", hour: "{result.before}"}
    refusals:
      taken: {text: leave_later-taken, asks_again: hour}
  - id: my_stay
    title: My stay
    risk: look
    says:
      - text: "my_stay-{profile.state}"
words:
  loft: {en: [attic]}
""",
    "intents.yaml": """\
intents:
  leave_later:
    title: Leave later
    risk: medium
    skill: leave_later
    articles: [breakfast]
    moment: one-more-hour
    examples:
      en: [late checkout please]
""",
    "situations.yaml": """\
situations:
  - id: lift
    kind: planned_work
    service: lift
    areas: [north]
    since: today 09:00
    until: tomorrow 12:00
    text:
      en: The lift rests.
      de: Der Aufzug ruht.
""",
    "risks.yaml": """\
risks:
  - id: locked-out
    title: Locked out
    signs: A guest cannot get in.
    care_path: [Open the door.]
    who: desk
    within: 3 minutes
""",
    "voice.yaml": """\
pronoun: {de: Sie}
tone:
  calm: {advice: Answer plainly.}
""",
    "texts/en.ftl": """\
skill-leave_later-ask-stay = Which stay?
skill-leave_later-ask-hour = Until when?
skill-leave_later-none = I see no stay.
skill-leave_later-confirm = Until { $hour }?
skill-leave_later-done = Done.
skill-leave_later-undone = As it was.
leave_later-taken = The room is taken.
my_stay-here = You are here.
skill-leave_later-choice-stay = { $each_id }
""",
}
FILES["texts/de.ftl"] = FILES["texts/en.ftl"]


def write_pack(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the small pack, or other `files`, into `folder`."""
    for name, text in (FILES if files is None else files).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
