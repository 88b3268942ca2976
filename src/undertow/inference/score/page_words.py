"""What docs/score.md says around its figures."""

OPENING = """# How well the next answer can be foretold

Written by `python -m undertow.inference.score.page` on {day}; every number here was measured in
that run and none by hand.

    undertow score TABLE --map MAP.toml [--json FILE]

forecasts each rating of a table one step ahead, in our way and in five simple ones, and says how
far off each was. This tests machinery (irregular times, missing answers, scales with ends), not
the theory of the bond: none of these studies is about that, and the forecaster knows nothing of
it. The data sets are not part of this project; people in them agreed to research, so nobody is
named or drawn here.

## The map

```toml
person = "id"              # left out: one person
time = "start_time"        # a date, a datetime, or a number with time_unit
                           # = "hours" | "days" | "seconds"; left out: the order of rows is all
                           # that is known, a step each
fewest_answers = 30        # a person with fewer is left out; 30 if left out
[ratings.craving]          # any name
column = "craving_smoking"
range = [0, 100]           # the ends of the scale
[events.smoked]            # optional, any name: a dated event where the condition holds
column = "cigs"
above = 0
```

Rows without a time are missed prompts; answers in them are counted, told and left out. Maps of
the sets below are in [score_maps](score_maps). Figures are in the units of the table.

## How it is judged

The first 70 % of each person's answers train. Then every later answer is forecast from the
training answers of all and the person's own answers before it, and from nothing else: tests change
later answers, and other people's, and look for any change in a forecast. Errors are pooled over
test answers. **MAE** is the mean absolute error, **CRPS** the continuous ranked probability score,
which judges the whole distribution and is an absolute error where that is a point; **held** is the
share of answers inside 80 % intervals. **Mean** is the person's training mean, **last** the answer
before, **AR(1)** a regression on it, **decay** the last answer falling with time towards the mean.
**EWMA** is w times a moving average that forgets at rate alpha plus (1 - w) times the running mean,
alpha from .05 .1 .2 .3 .4 .5 .7 and w from 0 .25 .5 .75 1, both picked on the pooled training
errors; its distribution is normal with the person's own training deviation. The first five answers
of a person choose nothing. Ratios are ours to the EWMA: below 1, ours is closer. Intervals in
brackets hold 95 % of 2,000 resampled sets of people.

## The forecaster

1. **Own earlier answers** as distributions, fading at four rates, each begun with everybody's.
   They know the floor, the ceiling and the answers a person often gives. Memory fades with the
   square root of elapsed time, between counting answers and counting hours.
2. **An expectation**: memories of four lengths, mixed by a median regression; around it the
   person's own running error, drawn to everybody's, with everybody's shape of error.
3. **Time of day**: the person's and everybody's answers in the same four hours.
4. These are **pooled** as weighted sums of log odds, point by point of the scale, with weights
   that make the CRPS of training answers least (a logarithmic pool; Ranjan & Gneiting 2010 say why
   a plain mean would be too wide). The forecast is the median.
5. **80 % intervals** take in what lies around the median up to a reach that moves with each of the
   person's answers (Gibbs & Candes 2021).

Everything learned is drawn to starting values, so that one person with thirty answers works too.

## Developer sets
"""

UNSEEN = """
## Ratings that nothing was chosen on

Other columns of the same studies, set apart at random before any was looked at, and a study of
which nothing was used (0055; only the order of its rows is taken). Weights, rates and rules were
settled before they were run. Two things moved afterwards: the share at which intervals aim went
from .800 to .805, when the lowest share inside had been .769; and simulated people showed that the
memory of the last answer alone was wrong, which was mended, with a term for long gaps (figures
here moved by less than .01). People are the same as above in all but the last study, so these rows
say more about other ratings than about other people.
"""

LAST = """
## Run last

The rest of the columns set apart. They were looked at once before that memory was mended and once
after, and nothing was chosen on them.
"""

CLOSE = """
## Where ours is more than 15 % closer

A lead like this calls for a search for leakage. Tests find none: no forecast moves when a later
answer or another person's test answer does. What it rests on can be seen below. An average lies
between two answers that a scale allows, a median on the scale can be exactly right: the third
column gives what rounding alone gains. Where answers repeat or lie on the floor, knowing the
answers that a person gives does more, for the CRPS above all, since a normal distribution puts
mass beyond the ends. Repeats: share of test answers that are the same as the one before.
"""

CLOSING = """
An event counts for the answers after it, never for one of the same moment: how many earlier ones
there were and how long ago, fading over 6 hours, one day and three days (steps, where time is
unknown). Where the interval holds 1, knowing them helped no more than chance.

## What to keep in mind

- Intervals hold 80 % over all people. A person who always gives one answer is always inside, so
  people who change a lot are inside a little less often.
- Settings were chosen on the developer sets, leaving one study out at a time
  ([decision 19](decisions/0019-forecaster-of-ratings.md)): the first table is not out of sample for
  them, the other two are.
- One step ahead only. How well ratings can be foretold for weeks is another question.

## Data sets
"""
