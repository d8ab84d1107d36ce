"""A goal: an aim that serves a value, tried as an experiment, in versions that are agreed on, with small steps.

`state` is what a goal is, `commands` what may be asked of it, `rules` and `step_rules` what must hold, `deciding`
leads from a command to an event, `evolving` from an event to the next state. Its lifecycle, as `lifecycle` has it:

stateDiagram-v2
    state goal {
        [*] --> open: goal-set
        open --> open: goal-revised, goal-agreed, goal-declined, goal-reviewed
        open --> open: step-planned, step-revised, step-paused, step-resumed, contingency-planned
        open --> closed: goal-closed
        closed --> open: goal-reopened
    }
    state answer {
        [*] --> draft: goal-set
        draft --> agreed: goal-agreed
        draft --> declined: goal-declined
        agreed --> agreed: goal-agreed
        agreed --> declined: goal-declined
        declined --> declined: goal-declined
        declined --> agreed: goal-agreed
        draft --> draft: goal-revised
        agreed --> draft: goal-revised
        declined --> draft: goal-revised
    }
    state step {
        [*] --> planned: step-planned
        planned --> planned: step-revised
        planned --> paused: step-paused
        paused --> paused: step-revised
        paused --> planned: step-resumed
    }

`answer` is each party's own, to the newest version; without the participant's yes the plan is a draft.

When an event is added: its line above and in `lifecycle`, its command in `commands`, its rules, and what
`assert_never` lists in `deciding` and `evolving`.
"""
