"""The ground of every model: frozen, and keeping keys it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Hold a frozen value of the document; keys of other programs or later versions ride along in ``model_extra``."""

    model_config = ConfigDict(frozen=True, extra="allow")
