"""Hard rules on where a person can be."""

from collections.abc import Iterator

from summitry.rules import words
from summitry.rules.case import Case
from summitry.rules.diary import shared_or_between
from summitry.rules.report import Violation


def person_no_overlap(case: Case) -> Iterator[Violation]:
    """No two engagements of a person overlap."""
    for person, earlier, later in case.near_pairs_of_people:
        if earlier.interval.overlaps(later.interval):
            name, first, second = words.name_of(case, person), words.when(case, earlier), words.at(case, later)
            yield Violation(
                rule="person_no_overlap",
                who=(person,),
                what=(earlier.id, later.id),
                when=shared_or_between(earlier, later),
                message=f"{name} is in {first} and in {second}",
            )


def transfer_time(case: Case) -> Iterator[Violation]:
    """Between any two engagements of a person that do not overlap there is time for the way.

    The earlier's end and the later's start are at least the move minutes of their places apart.
    """
    for person, earlier, later in case.near_pairs_of_people:
        between_min, move_min = later.interval.start - earlier.interval.end, case.move_min(earlier, later)
        if 0 <= between_min < move_min:
            name, first, second = words.name_of(case, person), words.when(case, earlier), words.at(case, later)
            yield Violation(
                rule="transfer_time",
                who=(person,),
                what=(earlier.id, later.id),
                when=shared_or_between(earlier, later),
                message=f"{name} has {between_min} of the {move_min} min needed to go from {first} to {second}",
            )


def presence(case: Case) -> Iterator[Violation]:
    """Each assignment lies, for each of its attendees and interpreters, within one of their stays.

    A stay runs from arrival plus `arrival_margin_min` to departure less `departure_margin_min`; an open end runs to the
    end of the summit with no margin; a person without a row stays throughout.
    """
    for placed in case.placed:
        for person in (*placed.attendees, *placed.interpreters):
            stays = case.summit.stays_by_person[person]
            if not any(stay.usable.contains(placed.interval) for stay in stays):
                there = " and ".join(words.stretch(case, stay.usable) for stay in stays)
                name, meant = words.name_of(case, person), words.at(case, placed)
                yield Violation(
                    rule="presence",
                    who=(person,),
                    what=(placed.id,),
                    when=placed.interval,
                    message=f"{name} is in {meant}, but can only be met {there}",
                )
