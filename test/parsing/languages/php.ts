import { broken, edited, type LanguageFixtures, reversed } from '../contract.js';

const head = `<?php

declare(strict_types=1);

namespace Library;

use Library\\Model\\Book;
`;

const overdue = `
    public function overdue(int $today): array
    {
        $late = array_filter($this->loans, fn($loan) => $loan->due < $today);
        $names = array_map(fn($loan) => $loan->reader . ': ' . $loan->title, $late);
        sort($names);
        if (count($names) === 0) {
            return ['nothing is late'];
        }
        return $names;
    }
`;

const desk = `
/** Lends books. */
final class Desk
{
    private array $loans = [];

    public function __construct(private int $rate)
    {
    }

    public function fees(int $today): int
    {
        $sum = 0;
        foreach ($this->loans as $loan) {
            $days = max(0, $today - $loan->due);
            $fee = $loan->child ? 0 : $days * $this->rate;
            $sum += min($fee, 500);
        }
        // In cents.
        return $sum;
    }

    public function lend(Book $book, string $reader): void
    {
        $known = array_filter($this->loans, function ($loan) use ($book) {
            return $loan->title === $book->title;
        });
        if (count($known) > 0) {
            throw new \\LogicException('lent: ' . $book->title);
        }
        $this->loans[] = new Loan($book->title, $reader);
    }
${overdue}}
`;

const shelf = `
class Shelf
{
    private array $rows = [];

    public function place(Book $book): int
    {
        $key = mb_strtoupper(mb_substr($book->title, 0, 1));
        $this->rows[$key][] = $book;
        ksort($this->rows);
        return count($this->rows[$key]);
    }

    public function lend(string $key): ?Book
    {
        $row = $this->rows[$key] ?? [];
        $book = array_shift($row);
        $this->rows[$key] = $row;
        return $book;
    }
}
`;

const parse = `
function parse_isbn(string $text): string
{
    $digits = preg_replace('/[^0-9X]/', '', strtoupper($text));
    if (strlen($digits) !== 10 && strlen($digits) !== 13) {
        throw new \\InvalidArgumentException('no ISBN: ' . $text);
    }
    $last = substr($digits, -1);
    return substr($digits, 0, -1) . '-' . $last;
}
`;

const catalogue = `
function catalogue(array $books): string
{
    function row(Book $book): string
    {
        $title = str_pad($book->title, 40);
        $author = strtoupper($book->author);
        return $title . $author . ' ' . $book->year;
    }
    usort($books, fn($one, $other) => strcmp($one->title, $other->title));
    return implode('; ', array_map('row', $books));
}
`;

const before = { 'desk.php': head + desk + shelf + parse + catalogue };

const rename = edited(
  before,
  { 'desk.php': [['parse_isbn', 'read_isbn']] },
  'rename-function desk.php parse_isbn → desk.php read_isbn',
);

const extract = edited(
  before,
  {
    'desk.php': [
      [
        `            $days = max(0, $today - $loan->due);
            $fee = $loan->child ? 0 : $days * $this->rate;
            $sum += min($fee, 500);
`,
        '            $sum += $this->feeFor($loan, $today);\n',
      ],
      [
        '    public function lend(Book',
        `    private function feeFor(Loan $loan, int $today): int
    {
        $days = max(0, $today - $loan->due);
        $fee = $loan->child ? 0 : $days * $this->rate;
        return min($fee, 500);
    }

    public function lend(Book`,
      ],
    ],
  },
  'extract-function desk.php Desk.fees → desk.php Desk.feeFor',
);

export const php: LanguageFixtures = {
  language: 'PHP',
  reads: {
    path: 'kitchen.php',
    text: `<?php
namespace Home\\Rooms;
use Home\\Table;
use function Home\\clean;
require_once 'oven.php';

/** Smells good. */
#[Warm]
abstract class Kitchen extends Room implements Countable, \\Home\\Place
{
    use Heated;
    const LIMIT = 3;
    private int $pots = 1, $pans;
    public function __construct(private int $size, array &...$rest) { $this->pots = 1; }
    public static function cook(int $time, $heat = 2): int
    {
        $taste = function ($salt) use ($time) { return $salt; };
        foreach ($pots as $name => $pot) {}
        return $time; // at last
    }
    abstract function area();
}
interface Warm extends Room, Cosy { public function heat(): int; }
trait Heated { function glow() {} }
enum Taste: string implements Named { case Sweet = 's'; public function label() { return 1; } }
function serve(int $guests, ?string $who = null) {
    return new class extends Waiter { function unheard() {} };
}
const PLATES = 12;
# the end
`,
    declarations: [
      'class Kitchen',
      'variable LIMIT',
      'variable $pots',
      'variable $pans',
      'function __construct',
      'variable $size',
      'function cook',
      'variable $taste',
      'variable $name',
      'variable $pot',
      'function area',
      'interface Warm',
      'function heat',
      'trait Heated',
      'function glow',
      'enum Taste',
      'function label',
      'function serve',
      'function unheard',
      'variable PLATES',
    ],
    parameters: ['$size', '$rest', '$time', '$heat', '$salt', '$guests', '$who'],
    supertypes: ['Room', 'Countable', 'Place', 'Heated', 'Room', 'Cosy', 'Named'],
    imports: [
      'namespace Home\\Rooms;',
      'use Home\\Table;',
      'use function Home\\clean;',
      "require_once 'oven.php';",
    ],
    comments: ['<?php', '/** Smells good. */', '// at last', '# the end'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'desk.php': [['fees(', 'owed(']] },
      'rename-function desk.php Desk.fees → desk.php Desk.owed',
    ),
    'move a function to another file': edited(
      before,
      { 'desk.php': [[parse, '']], 'isbn.php': [['', head + parse]] },
      'move-function desk.php parse_isbn → isbn.php parse_isbn',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'desk.php': [[parse, '']],
        'isbn.php': [
          ['', head + parse],
          ['(string $text)', "(string $text, string $separator = '-')"],
          ["'-' . $last", '$separator . $last'],
        ],
      },
      'move-function desk.php parse_isbn → isbn.php parse_isbn',
    ),
    'move a method to another type': edited(
      before,
      {
        'desk.php': [
          [overdue, ''],
          ['    public function place', `${overdue}\n    public function place`],
        ],
      },
      'move-function desk.php Desk.overdue → desk.php Shelf.overdue',
    ),
    'extract a function': extract,
    'inline a function': reversed(extract, 'inline-function desk.php Desk.feeFor → desk.php Desk.fees'),
    'change a signature': edited(before, {
      'desk.php': [['place(Book $book): int', 'place(Book $book, bool $front = false, int ...$rows): int']],
    }),
    'edit without a refactoring': edited(before, {
      'desk.php': [['ksort($this->rows);', 'krsort($this->rows, SORT_STRING);']],
    }),
    'edit a function without a name': edited(before, {
      'desk.php': [
        ['return $loan->title === $book->title;', 'return $loan->isbn === $book->isbn && !$loan->closed;'],
      ],
    }),
    'rename a nested function': edited(
      before,
      {
        'desk.php': [
          ['function row(', 'function card('],
          ["'row'", "'card'"],
        ],
      },
      'rename-function desk.php catalogue.row → desk.php catalogue.card',
    ),
    'edit one of several functions of a name': edited(before, {
      'desk.php': [['array_shift($row)', 'array_pop($row)']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'desk.php': [['lend(string $key)', 'take(string $key)']] },
      'rename-function desk.php Shelf.lend → desk.php Shelf.take',
    ),
    'rename a type': edited(
      before,
      { 'desk.php': [['Shelf', 'Stack']] },
      'rename-type desk.php Shelf → desk.php Stack',
    ),
    'move a type to another file': edited(
      before,
      { 'desk.php': [[shelf, '']], 'shelf.php': [['', head + shelf]] },
      'move-type desk.php Shelf → shelf.php Shelf',
    ),
    'rename beside a part that is broken': broken(rename, '\nclass Broken\n{\n    function open( {\n}\n'),
    'edit comments and documentation': edited(before, {
      'desk.php': [
        ['/** Lends books. */', '/**\n * Where readers come first.\n */'],
        ['// In cents.', '# whole cents'],
      ],
    }),
  },
  own: {
    'rename a method that a class made on the spot has': edited(
      {
        'log.php':
          "<?php\nfunction logger(string $path): Logger\n{\n    $file = fopen($path, 'a');\n    return new class($file) implements Logger {\n        public function write(string $line): void\n        {\n            fwrite($this->file, date('c') . ' ' . $line);\n        }\n    };\n}\n",
      },
      { 'log.php': [['function write(', 'function append(']] },
    ),
    'rename a method of a trait and of an enum': edited(
      {
        'suit.php':
          "<?php\ntrait Printed\n{\n    public function show(int $width): string\n    {\n        return str_pad($this->title, $width, '.');\n    }\n}\nenum Suit: string\n{\n    case Hearts = 'H';\n    public function colour(): string\n    {\n        return match ($this) {\n            Suit::Hearts => 'Red',\n        };\n    }\n}\n",
      },
      {
        'suit.php': [
          ['show(', 'render('],
          ['colour(', 'tint('],
        ],
      },
      'rename-function suit.php Printed.show → suit.php Printed.render',
      'rename-function suit.php Suit.colour → suit.php Suit.tint',
    ),
  },
};
