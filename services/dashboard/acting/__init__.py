"""Acting on reasons for attention: as commands to checkins, on behalf of the visitor.

A page shows `buttons.offer` beside a person and `buttons.told` above it. It calls `dialog.dialog` once, at its end
and outside of parts that look again by themselves: a form that is being filled in is nothing a list could take away.
`buttons.as_told` is what it shows instead of the projection's own reasons, until the projection has caught up.
"""
