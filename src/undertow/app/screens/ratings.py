"""Nine questions from 0 to 10; each is saved only if it is answered."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import add_once
from undertow.app.screens.clock import moment_on, to_entry
from undertow.app.screens.said import value, whole
from undertow.app.screens.telling import weekday_words
from undertow.app.screens.today import FARTHEST, chosen_day, day_back, day_path
from undertow.record.cells import read_value
from undertow.record.kinds import RATINGS
from undertow.record.moment import refuse_future


def ratings(ask: Ask) -> Answer:
    """Shows the questions, or saves the answers: what is left open was not asked."""
    if ask.method == "POST":
        day = chosen_day(ask)
        moment = moment_on(day, ask.now)
        refuse_future(moment, ask.now.date())
        answers = {scale: read_value(ask.field(scale), scale) for scale in RATINGS}
        given = [
            to_entry(moment, scale, answer)
            for scale, answer in answers.items()
            if answer is not None
        ]
        for entry in given:
            add_once(ask, entry)
        return Go(day_path(ask, day, "answered" if given else "nothing"))
    back = whole(value(ask, "b"), 0, FARTHEST)
    day = day_back(ask, back)
    return Page(
        "today_ratings.html.j2",
        {
            "scales": RATINGS,
            "day": day.isoformat(),
            "title": weekday_words(day, ask.words),
            "back": back,
            "day_path": day_path(ask, day),
        },
    )


ROUTES = [Route("/d/r", ratings)]
