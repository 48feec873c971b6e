"""What every piece of a template is: frozen, and strict about its keys."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict


class Described(BaseModel):
    """Hold a frozen piece of a template; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __copy__(self) -> Self:
        """Return a copy without what was looked up once: an altered copy may say otherwise."""
        copied = super().__copy__()
        for key in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[key]
        return copied
