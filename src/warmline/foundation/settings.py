"""Settings: one frozen object, read once at the start and passed on.

They come from `WARMLINE_*` variables, then `warmline.toml` in the working folder, then the
defaults here. No secret has a default: it is generated on the first run and kept in the
data folder.
"""

import ipaddress
import os
import secrets
import tomllib
from pathlib import Path

import limits
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from warmline.foundation.errors import BadSettings


class Settings(BaseSettings):
    """What an operator can set; each field is documented in `docs/settings.md`."""

    model_config = SettingsConfigDict(
        env_prefix="WARMLINE_",
        toml_file="warmline.toml",
        frozen=True,
        extra="forbid",
    )

    data: Path = Field(
        default=Path("warmline-data"), description="The data folder: database, keys, secrets."
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8300, ge=0, le=65535, description="The port to listen on.")
    database_url: str | None = Field(
        default=None,
        description="SQLite in the data folder, or postgresql://user:password@host/name.",
    )
    admin_key: SecretStr | None = Field(
        default=None,
        description="The server key of the demo brand; generated and kept when not set.",
    )
    backend_url: str | None = Field(
        default=None,
        description="The brand's own systems, which skills speak to; the demo brings its own.",
    )
    backend_key: SecretStr | None = Field(
        default=None, description="The bearer key for the brand's own systems."
    )
    log_level: str = Field(default="info", description="debug, info, warning or error.")
    quiet_seconds: float = Field(
        default=1.2,
        ge=0,
        le=10,
        description="How long a customer must be quiet before the answer is thought out.",
    )
    quiet_limit_seconds: float = Field(
        default=4.0, ge=0, le=60, description="How long typing can put the answer off at most."
    )
    seal_seconds: float = Field(
        default=60.0, ge=1, le=86_400, description="How often receipts and answers are sealed."
    )
    sweep_seconds: float = Field(
        default=3600.0, ge=1, le=86_400, description="How often what has had its time is deleted."
    )
    allow_private_addresses: bool = Field(
        default=False,
        description="Whether addresses that operators give may be private ones: for trying out.",
    )
    public_url: str | None = Field(
        default=None,
        description="Where customers reach this server, for links in mails; else as it is asked.",
    )
    contest_hours: int = Field(
        default=48, ge=1, le=720, description="By when a person has looked at what was questioned."
    )
    staff_shown: str = Field(
        default="first_name",
        description="How customers see who looked at them: first_name or role.",
    )
    require_second_factor: bool = Field(
        default=False, description="Whether staff without a second factor can only set one up."
    )
    turns_at_once: int = Field(
        default=16, ge=1, le=1024, description="How many conversations are answered in parallel."
    )
    stop_seconds: float = Field(
        default=10.0, ge=0, le=300, description="How long a stopping server finishes its turns."
    )

    trusted_proxies: str = Field(
        default="",
        description="Proxies (addresses or networks, with commas) whose X-Forwarded-* we believe.",
    )
    limit_pages: str = Field(
        default="1200/minute", description="Pages, files and open addresses, by network address."
    )
    limit_strangers: str = Field(
        default="300/minute", description="Requests with no known key or session, by address."
    )
    limit_browser: str = Field(
        default="300/minute", description="Requests with a browser key, by key and address."
    )
    limit_sign_in: str = Field(
        default="10/5 minutes", description="Failed sign-ins, by account and by address."
    )
    limit_sockets: str = Field(
        default="120/minute", description="Chats that are opened, by network address."
    )
    limit_frames: str = Field(
        default="240/minute", description="What one visitor's widget sends over its socket."
    )

    @field_validator(
        "limit_pages",
        "limit_strangers",
        "limit_browser",
        "limit_sign_in",
        "limit_sockets",
        "limit_frames",
    )
    @classmethod
    def _known_limit(cls, limit: str) -> str:
        try:
            limits.parse(limit)
        except ValueError:
            message = "say how many in what time, as in 60/minute or 10/5 minutes"
            raise ValueError(message) from None
        return limit

    @field_validator("trusted_proxies")
    @classmethod
    def _known_networks(cls, networks: str) -> str:
        for each in filter(None, map(str.strip, networks.split(","))):
            ipaddress.ip_network(each, strict=False)
        return networks

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level not in {"debug", "info", "warning", "error"}:
            message = "choose debug, info, warning or error"
            raise ValueError(message)
        return level

    @field_validator("staff_shown")
    @classmethod
    def _known_way(cls, way: str) -> str:
        if way not in {"first_name", "role"}:
            message = "choose first_name or role"
            raise ValueError(message)
        return way

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str | None) -> str | None:
        if url is None or url.startswith(("postgresql://", "postgresql+psycopg://")):
            return url and url.replace("postgresql://", "postgresql+psycopg://", 1)
        message = "use postgresql://user:password@host/name, or leave it out for SQLite"
        raise ValueError(message)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings names it
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - and this one
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def on_postgresql(self) -> bool:
        return self.database_url is not None

    @property
    def sqlite_path(self) -> Path:
        return self.data / "warmline.db"


def read_settings(**given: object) -> Settings:
    """Read the settings once; `given` are the command line's, and win."""
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        faults = "; ".join(
            f"WARMLINE_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        )
        message = f"These settings cannot be used: {faults}."
        raise BadSettings(message) from None
    except tomllib.TOMLDecodeError as error:
        message = f"warmline.toml cannot be read: {error}."
        raise BadSettings(message) from None
    return settings


def unknown_variables() -> list[str]:
    """`WARMLINE_*` variables that no setting has: a typing error, most likely."""
    known = {f"WARMLINE_{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith("WARMLINE_") and name not in known)


def kept_secret(folder: Path, name: str, *, make: str | None = None) -> str:
    """The secret in `folder/name`, made on the first call, readable by the owner only."""
    path = folder / name
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    value = make if make is not None else secrets.token_urlsafe(32)
    written = path.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(written, path)  # the first process wins; a link is there whole or not at all
    except FileExistsError:
        return kept_secret(folder, name)
    finally:
        written.unlink()
    return value
