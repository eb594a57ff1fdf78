import {
  DOUBLE,
  HASH,
  type Language,
  namesIn,
  type Reference,
  SINGLE,
  TRIPLE_DOUBLE,
  TRIPLE_SINGLE,
} from './language.js';
import { matchLines, onLines } from './lines.js';

const FROM = onLines(
  /^[ \t]*from[ \t]+([.\w]{1,300})[ \t]+import[ \t]*(\([^)]{0,3000}\)|[^\n;]{1,1000})/gm,
  'import',
);
const IMPORT = onLines(/^[ \t]*import[ \t]+([\w., \t]{1,500})/gm, 'import');

function references(_text: string, masked: () => string): Reference[] {
  const whole = [...matchLines(masked(), IMPORT)].flatMap((match) =>
    (match[1] ?? '')
      .split(',')
      .flatMap((item) => /^\s*([\w.]+)(?:[ \t]+as[ \t]+(\w+))?/.exec(item) ?? [null]),
  );
  const modules = whole.filter(
    (name) => name !== null && name !== undefined && /^[\w.]+$/.test(name),
  ) as string[];
  return [
    ...[...matchLines(masked(), FROM)].map((match) => ({
      to: match[1] ?? '',
      names: (match[2] ?? '').includes('*') ? null : namesIn((match[2] ?? '').replace(/[()]/g, '')),
    })),
    ...[...new Set(modules)].map((to) => ({ to, names: null })),
  ];
}

export const python: Language = {
  name: 'Python',
  extensions: ['.py', '.pyx'],
  triggers: '#\'"',
  comments: [HASH],
  strings: [TRIPLE_DOUBLE, TRIPLE_SINGLE, DOUBLE, SINGLE],
  docstrings: true,
  imports: {
    opens: onLines(
      /^[ \t]*(?:from[ \t]+[.\w]+[ \t]+import\b|import[ \t]+\w|if[ \t]+(?:\w+\.)?TYPE_CHECKING[ \t]*:|__all__\b)/gm,
      'import',
      'TYPE_CHECKING',
      '__all__',
    ),
    spans: true,
  },
  types: {
    opens: onLines(
      /^[ \t]*\w+[ \t]*(?::[ \t]*(?:\w+\.)?TypeAlias[ \t]*)?=[ \t]*(?:\w+\.)?(?:TypeVar|NewType|ParamSpec)\(|^[ \t]*\w+[ \t]*(?::[ \t]*(?:\w+\.)?TypeAlias[ \t]*)?=[ \t]*(?:\w+\.)?(?:Union|Optional|Callable|Literal|Dict|List|Tuple|Type|Iterable|Mapping|Sequence|Awaitable)\[/gm,
      'TypeVar(',
      'NewType(',
      'ParamSpec(',
      'Union[',
      'Optional[',
      'Callable[',
      'Literal[',
      'Dict[',
      'List[',
      'Tuple[',
      'Type[',
      'Iterable[',
      'Mapping[',
      'Sequence[',
      'Awaitable[',
    ),
    flat: false,
  },
  tests: [
    {
      opens: onLines(/^[ \t]*(?:@|(?:async[ \t]+)?def[ \t]+\w+|class[ \t]+\w+)/gm, '@', 'def', 'class'),
      body: 'indent',
    },
  ],
  skipped: /\bskip\b/,
  asserts: /^[ \t]*assert\b|\bself\.(?:assert|fail)\w*\(|\bpytest\.raises\(/,
  testNames: [/^test_(.+)$/, /^(.+)_tests?$/, /^tests?$/],
  declares: /^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)/gm,
  references,
  linking: 'paths',
  package: null,
  indexFiles: ['__init__'],
  generalStems: [
    '__init__',
    '__main__',
    'main',
    'utils',
    'util',
    'helpers',
    'types',
    'models',
    'views',
    'base',
  ],
};
