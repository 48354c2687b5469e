"""The service as designed; reads and checks the industry packs."""

from warmline.journeys.articles import Article
from warmline.journeys.calendars import Calendar, Holiday, Shift, Week
from warmline.journeys.faults import PackFault
from warmline.journeys.intents import Intent
from warmline.journeys.packs import Pack, load_pack, pack_names, read_pack
from warmline.journeys.people import StaffMember, Team
from warmline.journeys.risks import Risk
from warmline.journeys.service import Journey, Moment, Promise, Stage
from warmline.journeys.situations import Situation
from warmline.journeys.skills import (
    Call,
    Check,
    Identity,
    Input,
    PersonAbove,
    Refusal,
    Say,
    Skill,
    SkillSet,
)
from warmline.journeys.times import DayTime, Duration, Unit
from warmline.journeys.voice import NeverSay, Tone, Voice

__all__ = [
    "Article",
    "Calendar",
    "Call",
    "Check",
    "DayTime",
    "Duration",
    "Holiday",
    "Identity",
    "Input",
    "Intent",
    "Journey",
    "Moment",
    "NeverSay",
    "Pack",
    "PackFault",
    "PersonAbove",
    "Promise",
    "Refusal",
    "Risk",
    "Say",
    "Shift",
    "Situation",
    "Skill",
    "SkillSet",
    "StaffMember",
    "Stage",
    "Team",
    "Tone",
    "Unit",
    "Voice",
    "Week",
    "load_pack",
    "pack_names",
    "read_pack",
]
