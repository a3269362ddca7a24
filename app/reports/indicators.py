"""The indicators as a report: each measured, with its numerator, denominator and exact definition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from app.domain.kpi import Counted, Measure, measured
from app.domain.report import Column, Drill, Form, Row, Scope
from app.store.figures import Figures, Span

Provision = Callable[[date], tuple[int, int]]
"""How many procedures the catalogue has on a day, and how many of them can be lodged online."""

COLUMNS = (
    Column(key="name", title="Chỉ số", form="text"),
    Column(key="value", title="Giá trị", form="share", meaning="Tỷ lệ, số ngày, số phút hay số tiền."),
    Column(key="goal", title="Mục tiêu", form="share"),
    Column(key="numerator", title="Tử số", form="count"),
    Column(key="denominator", title="Mẫu số", form="count"),
    Column(key="numerator_is", title="Tử số là", form="text"),
    Column(key="denominator_is", title="Mẫu số là", form="text"),
    Column(key="formula", title="Cách tính", form="text"),
    Column(key="source", title="Nguồn", form="text"),
    Column(key="note", title="Ghi chú", form="text"),
)

_COUNTED = (
    *("to_process", "in_time", "finished_dated", "finished_in_time", "received", "received_postal"),
    *("received_online", "handed", "handed_postal", "gone_back", "accepted", "right_first", "arrived_delivered"),
    *("rated", "satisfied"),
)
_DIGITS: dict[Form, int] = {"share": 6, "days": 2, "minutes": 1}


def counted(figures: Figures, scope: Scope, *, sync: timedelta, leg: timedelta, provision: Provision) -> Counted:
    """Everything the indicators are made of."""
    span = Span.of(scope, figures.now())
    sent = figures.sync(scope, sync)
    gap = figures.unremitted(scope).get("")
    procedures, online = provision(scope.until)
    us = timedelta(microseconds=1)
    return Counted(
        **figures.counts(_COUNTED, scope)[""],
        attempts=figures.sums("tried", scope, "attempts")[""],
        procedures=procedures,
        procedures_online=online,
        events=sent.events,
        timely=sent.timely,
        waiting=sent.waiting,
        oldest_us=sent.oldest // us if sent.oldest is not None else 0,
        legs_out=figures.spans("leg_out", scope, "received", "sent")[""],
        legs_back=figures.spans("leg_back", scope, "arrived", "handed")[""],
        leg_limit_us=leg // us,
        handling=figures.spans("timed", scope, "begun", "received")[""],
        gap=gap.amount if gap else 0,
        gap_us=max(0, span.judged - gap.since) if gap else 0,
    )


def rows(found: Counted, scope: Scope) -> tuple[Row, ...]:
    return tuple(_row(measure, scope) for measure in measured(found))


def _row(measure: Measure, scope: Scope) -> Row:
    kpi = measure.kpi
    value = measure.value
    if isinstance(value, float):
        value = round(value, _DIGITS.get(kpi.form, 2))
    numbers = (("numerator", measure.numerator), ("denominator", measure.denominator))
    drills = {
        # What is no ratio opens by its value.
        (name if number is not None else "value"): Drill(rule=rule, scope=scope)
        for (name, number), rule in zip(numbers, kpi.rules, strict=True)
        if rule and (number is not None or kpi.form == "money")
    }
    return Row(
        cells=(
            kpi.name,
            value,
            kpi.goal,
            measure.numerator,
            measure.denominator,
            kpi.numerator,
            kpi.denominator,
            kpi.formula,
            kpi.source,
            measure.note,
        ),
        drills=drills,
        note=measure.note,
        forms={"value": kpi.form},
    )
