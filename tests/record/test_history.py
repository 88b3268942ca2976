from undertow.record import Entry, arrange, split_history


def day(number: int, kind: str = "harm") -> Entry:
    return Entry(float(number), number + 1.0, kind, precision="day")


def test_dates_remembered_from_before_the_diary_are_the_story_so_far():
    remembered = [day(18000), day(18400, "left"), day(18500, "returned")]
    diary, _ = arrange([*remembered, *map(day, range(20000, 20010))])
    history, daily = split_history(diary)
    assert history.entries == tuple(remembered)
    assert [entry.earliest for entry in daily] == list(range(20000, 20010))
    assert history.length_before(20000.0) == (1999, 2000)


def test_a_pause_within_a_diary_does_not_make_its_beginning_a_memory():
    diary, _ = arrange(map(day, [*range(19000, 19020), *range(19200, 19300)]))
    history, daily = split_history(diary)
    assert history.entries == ()
    assert len(daily) == 120


def test_a_diary_of_rare_entries_only_is_kept_whole():
    diary, _ = arrange(map(day, range(19000, 20000, 70)))
    history, daily = split_history(diary)
    assert history.entries == ()
    assert len(daily) == len(diary.entries)


def test_a_month_belongs_to_the_story_and_bounds_how_long_it_was():
    met = Entry(19000.0, 19031.0, "warmth", precision="month")
    diary, _ = arrange([met, day(19100), day(19101)])
    history, _ = split_history(diary)
    assert history.entries == (met,)
    assert history.length_before(19100.0) == (69, 100)
