import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { inspect } from '../../src/extension/inspect.js';
import type { Variable } from '../../src/extension/environment/model.js';
import { MANIFEST, writeTree } from '../extension/tree.js';
import { pythonWith } from './python.js';

/** What our reader says of a settings class, against pydantic itself. */
interface Sample {
  readonly name: string;
  readonly pydantic: 1 | 2;
  readonly source: string;
  /** Variables that have to be set for the class to be made at all. */
  readonly given?: Readonly<Record<string, string>>;
}

const samples: readonly Sample[] = [
  {
    name: 'plain fields, case-sensitive',
    pydantic: 2,
    source: `import os
from pydantic import AnyHttpUrl, PostgresDsn, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True)

    PRODUCTION: bool = os.getenv("ENV") == "production"
    PREFIX: str = "/api/quiz/v1"
    HOST: AnyHttpUrl = AnyHttpUrl("https://example.org" if PRODUCTION else "http://localhost:8000")
    ORIGINS: list[AnyHttpUrl] = [AnyHttpUrl("http://localhost:3000")]
    PENALTY: int = -10
    RATE: float = float(os.getenv("RATE", "0.10"))
    WEEK: int = 60 * 24 * 7
    DEBUG: bool = os.getenv("DEBUG", "false").lower() in {"1", "true"}
    SECRET: SecretStr = SecretStr("x")
    DSN: str | None = os.getenv("DSN") or None
    USER: str = os.getenv("USER_NAME", "postgres")
    URI: PostgresDsn = PostgresDsn(f"postgresql://{USER}@db:5432/quiz")
    NAMES: dict[str, int] = {"a": 1}
    ALGORITHMS: list[str] = ["RS256"]

    @field_validator("PENALTY")
    @classmethod
    def negative(cls, value: int) -> int:
        return value
`,
  },
  {
    name: 'prefix, aliases, inheritance, nested models',
    pydantic: 2,
    given: { QUIZ_KEY: 'k', QUIZ_CACHE__HOST: 'h' },
    source: `from typing import Annotated, ClassVar, Literal, Optional
from pydantic import AliasChoices, AliasPath, BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Cache(BaseModel):
    host: str
    port: int = 6379


class Mail(BaseModel):
    sender: str = "quiz@example.org"


class Base(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="QUIZ_", env_nested_delimiter="__")
    key: str
    level: Literal["info", "debug"] = "info"


class Settings(Base):
    limit: ClassVar[int] = 5
    _private: int = 1
    level: Literal["info", "debug"] = "debug"
    database: str = Field("sqlite://", validation_alias="DATABASE_URL")
    token: str = Field(default="t", alias="API_TOKEN")
    either: int = Field(1, validation_alias=AliasChoices("FIRST", AliasPath("SECOND", 0)))
    count: Annotated[int, Field(ge=1)] = 3
    maybe: Optional[str] = None
    cache: Cache
    mail: Mail = Mail()
`,
  },
  {
    name: 'pydantic 1 with a Config',
    pydantic: 1,
    given: { quiz_key: 'k' },
    source: `import os
from typing import Dict, List, Optional
from pydantic import BaseSettings, Field


class Settings(BaseSettings):
    KEY: str
    HOST: str = "http://localhost"
    URL: str = HOST + "/static"
    ORIGINS: List[str] = [HOST] + ["http://localhost:3000"]
    PORT: int = int(os.getenv("QUIZ_PORT", 587))
    ENABLED: bool = os.getenv("ENABLED", "False") == "True"
    SENDER: Optional[str] = os.getenv("SENDER")
    NAMES: Dict[str, int] = {}
    database: str = Field("sqlite://", env="DATABASE_URL")
    either: str = Field("x", env=["FIRST", "SECOND"])
    dsn: str = "d"
    PLAIN = 5

    class Config:
        env_prefix = "quiz_"
        fields = {"dsn": {"env": "SENTRY"}}
`,
  },
  {
    name: 'pydantic 1, case-sensitive',
    pydantic: 1,
    source: `import pydantic


class Base(pydantic.BaseSettings):
    A: int = 1

    class Config:
        case_sensitive = True


class Settings(Base):
    b: str = "two"
    A = 3
`,
  },
];

/** Prints the names that set each field, and the settings with the variables it is given. */
const PROBE = `import importlib.util, json, os, sys
spec = importlib.util.spec_from_file_location("config", sys.argv[1])
config = importlib.util.module_from_spec(spec)
sys.modules["config"] = config
spec.loader.exec_module(config)
Settings = config.Settings
names = []
if hasattr(Settings, "model_fields"):
    from pydantic_settings import EnvSettingsSource
    from pydantic import BaseModel
    def walk(model, prefix):
        source = EnvSettingsSource(Settings)
        for name, field in model.model_fields.items():
            kind = field.annotation
            if prefix:
                found = [prefix + name]
            else:
                found = [key for _, key, _ in source._extract_field_info(field, name)]
            nested = source.env_nested_delimiter
            if nested and isinstance(kind, type) and issubclass(kind, BaseModel):
                walk(kind, found[0] + nested)
            else:
                names.extend(found)
    walk(Settings, "")
    sensitive = Settings.model_config.get("case_sensitive")
    dump = lambda settings: repr(settings.model_dump())
else:
    for field in Settings.__fields__.values():
        names.extend(field.field_info.extra["env_names"])
    sensitive = Settings.__config__.case_sensitive
    dump = lambda settings: repr(settings.dict())
names = sorted(name if sensitive else name.upper() for name in names)
print(json.dumps({"names": names, "settings": dump(Settings())}))
`;

interface Probe {
  readonly names: readonly string[];
  readonly settings: string;
}

function probe(sample: Sample, root: string, variables: Readonly<Record<string, string>>): Probe {
  const python =
    sample.pydantic === 2
      ? pythonWith('pydantic-2', ['pydantic>=2', 'pydantic-settings', 'typing-extensions'])
      : pythonWith('pydantic-1', ['pydantic<2']);
  const out = execFileSync(python, ['-c', PROBE, join(root, 'api-quiz/app/config.py')], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...sample.given, ...variables },
  });
  return JSON.parse(out) as Probe;
}

describe.each(samples)('$name (pydantic $pydantic)', (sample) => {
  const root = writeTree({ 'manifest.json': MANIFEST, 'api-quiz/app/config.py': sample.source });
  const fields = inspect(root).variables.filter(({ readings }) =>
    readings.some(({ by }) => by === 'settings'),
  );

  test('the variables are those that pydantic looks for', () => {
    expect(fields.map(({ name }) => name).sort()).toEqual(probe(sample, root, {}).names);
  });

  test('a default, given as a variable, changes nothing', () => {
    const known = fields.flatMap(({ name, code }: Variable) =>
      code?.default.kind === 'known' ? [[name, code.default.text] as const] : [],
    );
    expect(known.length).toBeGreaterThan(0);
    const given = Object.fromEntries(known);
    expect(probe(sample, root, given).settings).toBe(probe(sample, root, {}).settings);
  });

  test('what is required is what pydantic refuses to do without', () => {
    const required = fields.filter(({ code }) => code?.default.kind === 'required');
    const needed = Object.keys(sample.given ?? {}).map((name) => name.toUpperCase());
    expect(required.map(({ name }) => name.toUpperCase()).sort()).toEqual(needed.sort());
  });
});
