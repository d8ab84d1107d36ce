"""On whose behalf a request comes: `Cairn-Acting-As: role:id` or `role:id@site`.

The services stand behind whatever signs people in; that gateway sets this header, and takes it off what comes from
outside. Without the header the caller is the organization's own system, which may do everything.
"""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Header, Request
from fastapi.exceptions import RequestValidationError
from pydantic import WithJsonSchema

from shared.contracts.callers import SYSTEM, Caller, Role

__all__ = ["SYSTEM", "ActingAs", "Caller", "Role", "caller_of"]

_NAME = "[a-z0-9][a-z0-9-]{0,62}"
_PERSON = re.compile(f"(participant|operator):({_NAME})|(supporter):([A-Za-z0-9][A-Za-z0-9._:-]{{0,127}})")
_STAFF = re.compile(f"(clinician|coordinator):({_NAME})@({_NAME})")

_FORMS = rf"^({_PERSON.pattern}|{_STAFF.pattern})$"

ActingAs = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "pattern": _FORMS}),  # checked here, by a sentence that says the forms in words
    Header(
        alias="Cairn-Acting-As",
        description="participant:<id>, supporter:<id>, clinician:<id>@<site>, coordinator:<id>@<site> or "
        "operator:<id>; without it the organization's own system acts. Set by the gateway that signs people in.",
    ),
]


async def caller_of(request: Request, acting_as: ActingAs = None) -> Caller:
    """The caller, for `Depends`. Anything else than the forms above is a 422 that names the header.

    So is a header that came twice: one of the two is not the gateway's.
    """
    if acting_as is None:
        return SYSTEM
    if len(request.headers.getlist("Cairn-Acting-As")) > 1:
        raise _refused("must be there once")
    if staff := _STAFF.fullmatch(acting_as):
        return Caller(Role(staff[1]), staff[2], staff[3])
    if person := _PERSON.fullmatch(acting_as):
        return Caller(Role(person[1] or person[3]), person[2] or person[4])
    raise _refused(
        "must be participant:<id>, supporter:<id>, clinician:<id>@<site>, coordinator:<id>@<site> or operator:<id>"
    )


def _refused(message: str) -> RequestValidationError:
    return RequestValidationError([{"type": "acting_as", "loc": ("header", "Cairn-Acting-As"), "msg": message}])
