import { classesOf } from '../../../src/extension/environment/classes.js';
import { pythonSource } from '../../../src/extension/environment/python-source.js';
import { projectOf } from '../../../src/extension/python/project.js';

const parse = (text: string) => pythonSource({ path: 'api-x/models.py', text, mode: 0o644 });

describe('a module that defines tables', () => {
  const text = `"""Models."""
# about teams
class Team(Base):
    """A team."""

    id: Mapped[int] = mapped_column(primary_key=True)  # the key
    name = Column(
        String(20),
        default="#",
    )
    region = Column(default=os.getenv("REGION"))


class Player(Base):
    pass
`;

  it('is parsed without columns and prose, and places are those in the whole text', () => {
    const source = parse(text);
    expect(source.whole).toBe(text);
    expect(source.text).toBe(`0

class Team(Base):
    0

    0
    0
    region = Column(default=os.getenv("REGION"))


class Player(Base):
    pass
`);
    const files = new Map([['api-x/models.py', { path: 'api-x/models.py', text, mode: 0o644 }]]);
    const classes = classesOf(projectOf(files, 'api-x')).in('api-x/models.py');
    const places = classes.map(({ name, node, source: module }) => ({
      name,
      ...module.position(node),
    }));
    expect(places).toEqual([
      { name: 'Team', line: 3, column: 1 },
      { name: 'Player', line: 14, column: 1 },
    ]);
  });

  it('is parsed whole where it has settings, whose comments say what they are for', () => {
    const settings = `class Settings(BaseSettings):\n    # the limit\n    limit: int = Column(1)\n`;
    expect(parse(settings).text).toBe(settings);
  });
});
