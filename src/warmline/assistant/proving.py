"""Proving: who is on the other side, before anything of theirs is shown or changed.

By a code to an address of theirs; or, where the brand has decided so, by facts that they know.
"""

from dataclasses import replace
from itertools import count

from warmline.assistant.backend import BackEnd, BackEndSilent
from warmline.assistant.facts import gather
from warmline.assistant.said import Line
from warmline.assistant.tasks import Step, Task
from warmline.assistant.values import find_email
from warmline.assistant.ways import CodeToSend, FactsTried, Heard, Way, ended, way
from warmline.decisions import Act
from warmline.journeys import Skill, SkillSet
from warmline.trust import MOST_TRIES

_BY_FACTS = "facts-"


class Proving:
    """The way of proof of one brand."""

    def __init__(self, skills: SkillSet, back_end: BackEnd) -> None:
        self._identity = skills.identity
        self._postcode = skills.postcode
        self._back_end = back_end

    @property
    def by_facts(self) -> bool:
        return self._identity.proof == "facts"

    async def demand(self, heard: Heard, skill: Skill, task: Task) -> Way | FactsTried:
        """What has to be asked or sent for a proof; or the facts that were one just now."""
        try:
            if self.by_facts:
                return await self._try_facts(heard, skill, task)
            return await self._send_code(heard, skill, task)
        except BackEndSilent:
            return way(skill, ended(task, Step.REFUSED), Act.REFUSE, Line("task-silent"))

    def refuse_code(self, heard: Heard, skill: Skill, task: Task) -> Way:
        """A code that was not right: another try, or the end of it."""
        proof = heard.proof
        tries = proof.tries + 1 if proof is not None else MOST_TRIES
        if proof is None or not proof.takes_codes() or tries >= MOST_TRIES:
            refused = way(skill, ended(task, Step.REFUSED), Act.REFUSE, Line("proof-failed"))
        else:
            refused = way(skill, task, Act.PROVE, Line("proof-wrong"))
        return replace(refused, settles=False if proof and proof.takes_codes() else None)

    def question(self, task: Task) -> Line:
        """What was asked for the proof, once more; of several ways the next one."""
        if task.asks is not None and task.asks.startswith(_BY_FACTS):
            return Line(self._identity.facts[int(task.asks.removeprefix(_BY_FACTS))].text)
        return Line("proof-ask-address" if task.asks == "address" else "proof-ask-code")

    def other_way(self, task: Task) -> Task:
        """The task that asks for the next of several ways to prove it."""
        if task.asks is None or not task.asks.startswith(_BY_FACTS):
            return task
        place = int(task.asks.removeprefix(_BY_FACTS)) + 1
        return replace(task, asks=f"{_BY_FACTS}{place % len(self._identity.facts)}")

    def tells(self, heard: Heard) -> bool:
        """Whether a message holds a fact that was asked for."""
        said = [heard.text]
        kinds = {kind for each in self._identity.facts for kind in each.of.values()}
        names = {"given_name", "family_name"}
        alone = ({str(kind): str(kind)} for kind in kinds - names)
        return any(any(gather(each, said, self._postcode, heard.today)) for each in alone)

    async def _send_code(self, heard: Heard, skill: Skill, task: Task) -> Way:
        proving = replace(task, step=Step.PROVING, choices=())
        address = next(filter(None, map(find_email, reversed(task.said))), heard.claimed_address)
        if address is None:
            asking = replace(proving, asks="address")
            return way(skill, asking, Act.PROVE, Line("proof-ask-address"))
        sending = replace(proving, asks="code")
        sent = way(skill, sending, Act.PROVE, Line("proof-sent", {"address": address}))
        found = await self._back_end.look(self._identity.find, email=address)
        items = (found or {}).get("items") or [{}]
        return replace(sent, sends=CodeToSend(address, items[0].get("id")))

    async def _try_facts(self, heard: Heard, skill: Skill, task: Task) -> Way | FactsTried:
        """Look for who has all facts of one way; where one is missing, ask for it."""
        tried = list(task.values.get("tried") or [])
        new: list[str] = []
        for each in self._identity.facts:
            for facts in gather(each.of, _told(task), self._postcode, heard.today):
                key = " ".join(facts.values())
                if key in tried:
                    continue
                new.append(key)
                found = await self._back_end.look(self._identity.find, **facts)
                items = (found or {}).get("items") or []
                if len(items) == 1:
                    return FactsTried(_who(facts), items[0]["id"])
        proving = replace(task, step=Step.PROVING, choices=())
        proving = replace(proving, values={**task.values, "tried": [*tried, *new]})
        if not new:
            asks = self._first_open(heard, task)
            asking = replace(proving, asks=f"{_BY_FACTS}{asks}")
            return way(skill, asking, Act.PROVE, Line(self._identity.facts[asks].text))
        missed = FactsTried(_who({"": new[0]}), None)
        if heard.facts_left <= 1:
            refused = ended(proving, Step.HANDED_OVER)
            failed = way(skill, refused, Act.PERSON, Line("proof-facts-failed"))
            return replace(failed, proves=missed)
        asking = self.other_way(replace(proving, asks=task.asks or f"{_BY_FACTS}0"))
        lines = (Line("proof-facts-wrong"), self.question(asking))
        return replace(way(skill, asking, Act.PROVE, *lines), proves=missed)

    def _first_open(self, heard: Heard, task: Task) -> int:
        """The way of which most was told already: who gave a name is asked for the rest of it."""
        if task.asks is not None and task.asks.startswith(_BY_FACTS):
            return int(task.asks.removeprefix(_BY_FACTS))
        for place, each in zip(count(), self._identity.facts, strict=False):
            for name in each.of:
                others = {key: kind for key, kind in each.of.items() if key != name}
                partly = others and any(gather(others, _told(task), self._postcode, heard.today))
                if partly and "given_name" not in others.values():
                    return place
        return 0


def _told(task: Task) -> list[str]:
    return [*task.said, *(task.values.get("told") or [])]


def _who(facts: dict[str, str]) -> str:
    """What is counted against guessing: the name or address of whom somebody claims to be."""
    return " ".join(value for value in facts.values() if not value.isdigit()).casefold()
