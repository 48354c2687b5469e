"""Faults: each thing that can be wrong with a pack is a sentence, with the file and the line."""

from pathlib import Path

import pytest
from support.small_pack import FILES, write_pack

from warmline.journeys import PackFault, read_pack

# What is wrong: what stands in the file, what is put there, the line that is named, what is said.
Broken = dict[str, tuple[str, str, int, str]]

SYNTAX: dict[str, Broken] = {
    "pack.yaml": {
        "an open bracket": ("[en, de]", "[en, de", 4, "close the bracket that is opened"),
        "an open quote": ("Harbour", '"Harbour', 1, "close the quotes that are opened"),
        "a colon in a text": ("Harbour Inn", "Inn: old", 1, "put quotes round a text"),
        "a key twice": ("language: en", "brand: X\nlanguage: en", 3, "“brand” is here twi"),
        "nothing at all": (
            ("brand: Harbour Inn\ntime_zone: Europe/Dublin\nlanguage: en\nlanguages: [en, de]\n"),
            "",
            1,
            "write lines of “name: value”",
        ),
    },
    "articles/en/breakfast.md": {
        "no head": ("---\n", "", 1, "begin with a head"),
        "a head with an open bracket": ("version: 1", "version: [1", 3, "close the bracket"),
    },
    "people.yaml": {
        "a tab": ("    title: By", "\ttitle: By", 3, "with spaces and not with tabs"),
    },
    "intents.yaml": {
        "an intent twice": (
            "en: [late checkout please]\n",
            "en: [x]\n  leave_later:\n    title: X\n",
            10,
            "“leave_later” is here twice",
        ),
    },
    "risks.yaml": {
        "a line without a colon": ("who: desk", "who desk", 6, "write “name: value” on this line"),
        "a wrong indentation": ("    who:", "   who:", 6, "look at the indentation"),
    },
    "voice.yaml": {
        "a control character": ("Sie", "S\x01ie", 1, "look at the indentation"),
        "a tag": ("plainly.", "plainly.}\n  sad: {advice: !x y", 4, "a plain value"),
        "itself inside": ("{de: Sie}", "&x {de: *x}", 1, "cannot have itself inside"),
        "a list as a key": ("{de: Sie}", "{[de]: Sie}", 1, "a name is a word"),
    },
}

SHAPES: dict[str, Broken] = {
    "pack.yaml": {
        "an unknown key": ("brand:", "brant:", 1, "“brant” is not known here; did you mean"),
        "a language that is none": ("[en, de]", "[en, German]", 4, "not the code of a lang"),
        "a currency that is none": ("brand:", "currency: Euro\nbrand:", 1, "not the code of a cur"),
        "a time zone that is none": ("Europe/Dublin", "Europe/Dublim", 2, "mean “Europe/Dub"),
    },
    "articles/en/breakfast.md": {
        "a missing key of an article": ("title: Breakfast\n", "", 2, "give a “title”."),
        "a text for a number": ("n: 1", "n: one", 3, "a whole number"),
        "a version below one": ("n: 1", "n: 0", 3, "is 1 or more"),
        "a number among questions": ("  - When is breakfast?", "  - Why?\n  - 7", 7, "is text"),
        "an empty article": ("From seven to ten.", "", 7, "write the article"),
    },
    "people.yaml": {
        "an unknown day": ("tuesday:", "tusday:", 7, "did you mean “tuesday”?"),
        "a number for a text": ("title: Front desk", "title: 7", 14, "put quotes round"),
        "an id with capitals": ("id: desk", "id: Desk", 13, "cannot be an id"),
        "a day that is none": ("2026-12-28", "2026-02-30", 11, "“date” is a day such as"),
        "a shift that is none": ("08:00-12:00\n", "early\n", 8, "is not a shift"),
        "a shift through the night": ('"13:00-17', '"22:00-06', 6, "ends before it begins"),
        "a time of day that is none": ('"13:00-17', '"25:00-17', 6, "not a time of day"),
    },
    "journeys.yaml": {
        "an unknown key deep down": (
            "within: 10 minutes",
            "until: never",
            12,
            "the keys are text, when, within",
        ),
        "a length of time that is none": (
            "within: 10 minutes",
            "within: soon",
            12,
            "is not a length of time",
        ),
        "a promise without a time": (
            ", within: 10 minutes",
            "",
            12,
            "either “within” (2 working days) or “when”",
        ),
    },
    "skills.yaml": {
        "an alias by its inner name": ("from:", "source:", 9, "“source” is not known"),
        "a word for true or false": (
            "kind: number",
            "kind: number\n        optional: yes",
            12,
            "true or false",
        ),
        "a path out of the house": ("path: /stays", "path: //stays", 14, "is not a path"),
        "a pattern that is none": ("words:", 'area: "["\nwords:', 26, "cannot be read"),
    },
    "intents.yaml": {
        "a word that is none of those": ("risk: medium", "risk: hgih", 4, "“hgih” is not kn"),
    },
    "situations.yaml": {
        "a time that is none": ("today 09:00", "at nine", 6, "is not a time"),
        "a date that is none": ("today 09", "2026-02-30 09", 6, "not a day of the c"),
    },
    "risks.yaml": {
        "a missing key": ("    who: desk\n", "", 2, "give a “who”."),
        "a text for a list": ("[Open the door.]", "Open", 5, "“care_path” is a list"),
        "an empty text": ("signs: A guest cannot get in.", "signs:", 4, "is empty; fill"),
    },
    "voice.yaml": {
        "a text for a mapping": ("{advice: Answer plainly.}", "well", 3, "has lines of"),
        "a feeling that is none": ("  calm:", "  clam:", 3, "did you mean “calm”?"),
    },
}

REFERENCES: dict[str, Broken] = {
    "pack.yaml": {
        "the first language": ("[en, de]", "[de]", 4, "write “en”, the brand's first"),
    },
    "articles/en/breakfast.md": {
        "the owner of an article": ("desk", "cook", 4, "no team “cook”"),
    },
    "people.yaml": {
        "the calendar of a team": (
            "calendar: day\n    skills",
            "calendar: night\n    skills",
            15,
            "no calendar “ni",
        ),
        "the intent of a team": ("[leave_later]", "[dance]", 16, "no intent “dance”"),
        "the team of a person": ("team: desk", "team: disk", 18, "mean “desk”?"),
        "the calendar of a person": ("calendar: day, c", "calendar: d, c", 18, "no calendar"),
    },
    "skills.yaml": {
        "the language of a word": ("{en: [attic]}", "{es: [desván]}", 27, "“es” is not a la"),
        "an input that is asked again": ("again: hour", "again: day", 20, "no input “day”"),
        "a placeholder of a path": ("{stay.id}", "{stai.id}", 14, "nothing gives {stai}"),
        "a placeholder of a body": ('"{hour}"', '"{ours}"', 15, "nothing gives {ours}"),
        "a result before there is one": ('"{hour}"', '"{result.x}"', 15, "gives {result}"),
        "each of no list": ("{profile.state}", "{each.state}", 25, "nothing gives {each}"),
        "an open brace": (
            ('/{stay.id}/leave\n      body: {guest: "{customer}", hour: "{h'),
            ('/{stay.id/leave\n      body: {guest: "{customer}", hour: "{h'),
            14,
            "has a brace",
        ),
        "the customer before they are found": (
            "find: /guests",
            'find: "/guests/{customer}"',
            1,
            "nothing gives {customer}",
        ),
    },
    "intents.yaml": {
        "a skill": ("skill: leave_later", "skill: leave_latr", 5, "did you mean “leave_l"),
        "an article": ("[breakfast]", "[lunch]", 6, "no article “lunch”; the articles are"),
        "a moment": ("one-more", "one-less", 7, "there is no moment “one-less-hour”"),
        "the language of an example": ("en: [late", "fr: [late", 9, "“fr” is not a lang"),
    },
    "situations.yaml": {
        "a text for a situation": (
            "      de: Der Aufzug ruht.\n",
            "",
            8,
            "write this text also in de.",
        ),
    },
    "risks.yaml": {
        "the team of a risk": ("who: desk", "who: police", 6, "there is no team “police”"),
    },
    "voice.yaml": {
        "the language of a pronoun": ("{de: Sie}", "{fr: vous}", 1, "“fr” is not a language"),
    },
}

CONTRADICTIONS: dict[str, Broken] = {
    "people.yaml": {
        "two teams": (
            "staff:",
            "  - {id: desk, title: X, calendar: day}\nstaff:",
            17,
            "two teams “desk”",
        ),
        "two people": (
            "staff:\n",
            "staff:\n  - {name: Ines, role: lead, team: desk, calendar: day, capacity: 1}\n",
            19,
            "two staff members “Ines”",
        ),
        "shifts that overlap": ("        - 13:00", "        - 11:00", 9, "of tuesday overlap"),
    },
    "journeys.yaml": {
        "two moments": (
            "        moments:\n",
            (
                "        moments:\n"
                "          - {id: one-more-hour, title: A, customer: B, employee: C}\n"
            ),
            9,
            "there are two moments",
        ),
        "two stages": (
            "    stages:\n",
            "    stages:\n      - {id: leaving, title: A}\n",
            6,
            "there are two stages “leaving”",
        ),
    },
    "skills.yaml": {
        "a look that does something": ("risk: change", "risk: look", 5, "has the risk “change”"),
        "a change that does nothing": ("risk: look", "risk: change", 23, "says how with “do”"),
        "a choice of nothing": ("        from: /guests/{customer}/stays\n", "", 8, "give a cho"),
        "two skills": ("id: my_stay", "id: leave_later", 21, "two skills “leave_later”"),
        "two inputs": ("id: hour", "id: stay", 10, "there are two inputs “stay”"),
        "inputs that wait for each other": (
            (
                "from: /guests/{customer}/stays\n      - id: hour\n"
                "        kind: number\n        options: [12, 13]"
            ),
            (
                "from: /hours/{hour.id}\n      - id: hour\n"
                "        kind: choice\n        from: /stays/{stay.id}"
            ),
            9,
            "stay and hour wait for each other",
        ),
    },
    "intents.yaml": {
        "a change of low risk": ("risk: medium", "risk: low", 4, "changes something, so"),
    },
    "situations.yaml": {
        "an end before the beginning": ("tomorrow 12", "today 08", 7, "before it begins"),
        "an end before the beginning, by date": (
            "since: today 09:00\n    until: tomorrow",
            "since: 2027-01-02 09:00\n    until: 2027-01-01",
            7,
            "before it begins",
        ),
    },
}


ROWS = [
    pytest.param(file, *row, id=f"{kind}: {name}")
    for kind, files in {
        "cannot be read": SYNTAX,
        "does not fit": SHAPES,
        "names nothing": REFERENCES,
        "contradicts itself": CONTRADICTIONS,
    }.items()
    for file, rows in files.items()
    for name, row in rows.items()
]


@pytest.mark.parametrize(("file", "old", "new", "line", "what"), ROWS)
def test_a_fault_names_file_line_and_what_to_do(
    tmp_path: Path, file: str, old: str, new: str, line: int, what: str
) -> None:
    folder = write_pack(tmp_path)
    read_pack(folder)
    assert old in FILES[file], "this row breaks nothing any more"
    (folder / file).write_text(FILES[file].replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackFault) as fault:
        read_pack(folder)
    assert fault.value.sentence.startswith(f"{folder / file}, line {line}: ")
    assert what in fault.value.sentence
    assert "\n" not in fault.value.sentence


FACTS = 'profile: "/guests/{customer}"'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (FACTS, f"{FACTS}, proof: facts", "give “facts”, and “proof: facts” with them"),
        (FACTS, f"{FACTS}, proof: trust", "“trust” is not known here"),
        (
            FACTS,
            f"{FACTS}, proof: facts, facts: [{{text: who, of: {{email: email}}}}]",
            "no file of texts/ has “who”",
        ),
        (
            "kind: choice\n        from: /guests",
            "kind: several\n        only: {a: 1} #",
            "a “from”",
        ),
        ("kind: choice", "kind: variants", "“of” and the kind “variants” belong together"),
        ("kind: choice", "kind: variants\n        of: room", "there is no input “room”"),
    ],
)
def test_a_proof_by_facts_and_things_of_a_list_are_checked(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = FILES["skills.yaml"].replace(old, new, 1)
    assert text != FILES["skills.yaml"]
    with pytest.raises(PackFault, match=said):
        read_pack(write_pack(tmp_path, {**FILES, "skills.yaml": text}))
