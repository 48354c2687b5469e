"""The API as a channel: for apps and back ends that send their customers' messages themselves."""

from warmline.channels.api.routes import routes

__all__ = ["routes"]
