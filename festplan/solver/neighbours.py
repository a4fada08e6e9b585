"""Who has to do with whom: the sessions that a word ties together, or makes rivals."""

from __future__ import annotations

from collections.abc import Iterable

from festplan.draft import (
    Apart,
    AtLeastOne,
    AtMost,
    Between,
    Count,
    Draft,
    InARow,
    Profile,
    Teams,
    Together,
    Total,
    Visit,
    Word,
)
from festplan.festival import Session

#: Who is tied to more others than that (the opening) does not move with them.
HUB = 30


class Neighbours:
    """For every session the others that a rule makes it look at."""

    def __init__(self, draft: Draft) -> None:
        self.tied: dict[Session, set[Session]] = {}
        self.rivals: dict[Session, set[Session]] = {}
        for spoken in draft.words:
            found = self._kind(spoken.word)
            some = tuple(dict.fromkeys(sessions_of(spoken.word)))
            if found is not None:
                for session in some:
                    found.setdefault(session, set()).update(some)
        #: Who is tied to nearly everybody.
        self.hubs = {session for session, others in self.tied.items() if len(others) > HUB}

    def others(self) -> dict[Session, set[Session]]:
        """Whoever may be in a session's way: those tied to it, and its rivals."""
        found = {session: set(others) for session, others in self.rivals.items()}
        for session, others in self.tied.items():
            found.setdefault(session, set()).update(others)
        return found

    def _kind(self, word: Word) -> dict[Session, set[Session]] | None:
        match word:
            case Between(cost=0) | Together(cost=0):
                return self.tied
            case AtMost() | Teams() | Apart(cost=0) | Total() | Count(cost=0):
                return self.rivals
        return None


def sessions_of(word: Word) -> Iterable[Session]:
    """The sessions that a word is about."""
    match word:
        case AtMost(uses=uses) | Profile(uses=uses):
            return (use.session for use in uses)
        case Apart(first=first, second=second) | Between(first=first, second=second):
            return (first, second)
        case Together(sessions=sessions) | InARow(sessions=sessions):
            return sessions
        case Teams(parts=options) | Total(amounts=options) | AtLeastOne(places=options):
            return (option.session for option in options)
        case Count(groups=groups):
            return (member.session for group in groups for member in group)
        case Visit(hosts=hosts, own=own):
            return (*hosts, *(option.session for option in own))
    return ()
