"""The form that is open, in a dialog: it belongs to the whole page, and keeps what was typed until it is recorded."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from services.dashboard.acting.buttons import OPENED, Opened, desk, keep
from services.dashboard.acting.commands import LONGEST_REST, MOST_WORDS, Affirmation, Command, Form, Outreach, Rest
from services.dashboard.acting.sending import NotNow, Recorded, TurnedDown, send
from services.dashboard.language import _, speaking
from services.dashboard.released import Refused, Service, ServiceAway
from services.dashboard.visit import Visit
from services.dashboard.wording import acting as words
from services.dashboard.wording.timeline.values import STRENGTH
from shared.contracts.codes import OutreachChannel, OutreachResult, SnoozeReason, StrengthKind

A_WEEK = timedelta(days=7)
"""How long something rests unless another day is chosen."""


def dialog(visit: Visit) -> None:
    """Show the form that is open, if any; called once per run of a page, outside of parts that look again."""
    opened = st.session_state.get(OPENED)
    if not isinstance(opened, Opened):
        return
    if opened.subject.site not in visit.identity.sites:
        _close()  # somebody else is looking now
        return
    title = words.form_about(opened.form, opened.subject.participant_id)
    st.dialog(title, on_dismiss=_close)(_filled_in)(visit, opened)


def _close() -> None:
    st.session_state.pop(OPENED, None)


def _filled_in(visit: Visit, opened: Opened) -> None:
    with speaking(visit.language):
        with st.form(f"acting-form-{opened.key}", border=False):
            match opened.form:
                case Form.OUTREACH:
                    commands, lacking = _outreach(opened), ""
                case Form.REST:
                    commands, lacking = _rests(visit, opened), words.CHOOSE_WHAT
                case Form.AFFIRMATION:
                    commands, lacking = _affirmation(visit, opened), words.SAY_SOMETHING
            sent = st.form_submit_button(_(words.RECORD))
        if sent and not commands:
            st.info(_(lacking))
        elif sent:
            _send(visit, opened, commands)


def _send(visit: Visit, opened: Opened, commands: tuple[Command, ...]) -> None:
    who = opened.subject.participant_id
    answer = send(visit.released, opened.subject.site, who, commands, opened.key)
    match answer:
        case NotNow():
            st.info(_(words.TRY_AGAIN))
        case TurnedDown():
            st.info(words.turned_down(answer))
            keep(desk(visit).after(who, commands, answer, visit.later().now))
        case Recorded():
            keep(desk(visit).after(who, commands, answer, visit.later().now))
            _close()
            st.rerun()


def _outreach(opened: Opened) -> tuple[Command, ...]:
    channel = st.radio(
        _(words.CHANNEL),
        list(OutreachChannel),
        format_func=lambda one: _(words.CHANNELS[one]),
        horizontal=True,
        key=f"channel-{opened.key}",
    )
    result = st.radio(
        _(words.RESULT),
        list(OutreachResult),
        format_func=lambda one: _(words.RESULTS[one]),
        key=f"result-{opened.key}",
    )
    reasons = [item.reason for item in opened.subject.attention]
    about = (
        st.pills(
            _(words.ABOUT),
            reasons,
            selection_mode="multi",
            default=reasons,
            format_func=words.reason,
            key=f"about-{opened.key}",
        )
        if reasons
        else []
    )
    said = _words(opened, words.WORDS_IF_ANY)
    return (Outreach(channel or OutreachChannel.CALL, result or OutreachResult.TALKED, tuple(about), said),)


def _rests(visit: Visit, opened: Opened) -> tuple[Command, ...]:
    items = {item.reason: item for item in opened.subject.standing}
    chosen = list(items)
    if len(items) > 1:
        chosen = st.pills(
            _(words.WHAT_RESTS),
            chosen,
            selection_mode="multi",
            default=chosen,
            format_func=words.reason,
            key=f"rests-{opened.key}",
        )
    today = visit.now.date()
    until = st.date_input(
        _(words.UNTIL),
        value=today + A_WEEK,
        min_value=today + timedelta(days=1),
        max_value=today + timedelta(days=LONGEST_REST),
        format="YYYY-MM-DD",
        help=_(words.COMES_BACK),
        key=f"until-{opened.key}",
    )
    why = st.radio(
        _(words.WHY), list(SnoozeReason), format_func=lambda one: _(words.RESTS[one]), key=f"why-{opened.key}"
    )
    said = _words(opened, words.WORDS_IF_ANY)
    return tuple(
        Rest(reason, items[reason].since, until or today + A_WEEK, why or SnoozeReason.TIME_ARRANGED, said)
        for reason in chosen
    )


def _affirmation(visit: Visit, opened: Opened) -> tuple[Command, ...]:
    strengths: dict[str, StrengthKind] = {}
    try:
        who = opened.subject.participant_id
        named = visit.released.items(Service.GOALS, f"participants/{who}/strengths", site=opened.subject.site)
        strengths = {one["strength_id"]: StrengthKind(one["kind"]) for one in named}
    except (ServiceAway, Refused):
        st.info(_(words.STRENGTHS_AWAY))
    strength = None
    if strengths:
        strength = st.selectbox(
            _(words.STRENGTH),
            [None, *strengths],
            format_func=lambda one: _(STRENGTH[strengths[one]]) if one else _(words.NO_STRENGTH),
            key=f"strength-{opened.key}",
        )
    said = _words(opened, words.AFFIRMED, _(words.AFFIRMED_LIKE))
    return (Affirmation(strength, said),) if strength or said.strip() else ()


def _words(opened: Opened, marked: str, like: str | None = None) -> str:
    return st.text_area(
        _(marked),
        max_chars=MOST_WORDS,
        placeholder=like,
        help=_(words.WORDS_ARE_READ),
        key=f"words-{opened.key}",
    )
