import { broken, edited, type LanguageFixtures, reversed } from '../contract.js';

const head = `package mail

import (
	"fmt"
	"strings"
)
`;

const summary = `
func (b *Box) Summary(limit int) string {
	var lines []string
	for _, letter := range b.letters {
		if len(lines) == limit {
			break
		}
		lines = append(lines, fmt.Sprintf("%s: %s", letter.From, letter.Subject))
	}
	return strings.Join(lines, "; ")
}
`;

const box = `
// Box holds letters.
type Box struct {
	owner   string
	letters []Letter
}

// Weight counts attachments twice.
func (b *Box) Weight() (int, error) {
	sum := 0
	for _, letter := range b.letters {
		size := len(letter.Body) + len(letter.Subject)
		for _, part := range letter.Parts {
			size += 2 * part.Size
		}
		// Drafts are free.
		if !letter.Draft {
			sum += size
		}
	}
	if sum < 0 {
		return 0, fmt.Errorf("box of %s overflows", b.owner)
	}
	return sum, nil
}

func (b *Box) Put(letter Letter) error {
	if letter.From == "" {
		return fmt.Errorf("no sender: %q", letter.Subject)
	}
	sort.Slice(b.letters, func(i, j int) bool {
		return b.letters[i].Sent.Before(b.letters[j].Sent)
	})
	b.letters = append(b.letters, letter)
	return nil
}
${summary}`;

const route = `
type Route struct {
	stops map[string]int
}

func (r *Route) Next(place string) (string, bool) {
	at, known := r.stops[place]
	if !known {
		return "", false
	}
	for name, stop := range r.stops {
		if stop == at+1 {
			return name, true
		}
	}
	return "", false
}

func (r *Route) Put(place string) {
	if r.stops == nil {
		r.stops = make(map[string]int)
	}
	r.stops[place] = len(r.stops)
}
`;

const parse = `
func ParseAddress(text string) (Address, error) {
	name, host, found := strings.Cut(text, "@")
	if !found || name == "" {
		return Address{}, fmt.Errorf("no address: %s", text)
	}
	host = strings.ToLower(strings.TrimSpace(host))
	return Address{Name: name, Host: host}, nil
}
`;

const deliver = `
func Deliver(letters []Letter, retries int) int {
	failed := 0
	attempt := func(letter Letter) bool {
		for i := 0; i < retries; i++ {
			if send(letter) == nil {
				return true
			}
		}
		return false
	}
	for _, letter := range letters {
		if !attempt(letter) {
			failed++
		}
	}
	return failed
}
`;

const before = { 'mail.go': head + box + route + parse + deliver };

const rename = edited(
  before,
  { 'mail.go': [['ParseAddress', 'ReadAddress']] },
  'rename-function mail.go ParseAddress → mail.go ReadAddress',
);

const extract = edited(
  before,
  {
    'mail.go': [
      [
        `		size := len(letter.Body) + len(letter.Subject)
		for _, part := range letter.Parts {
			size += 2 * part.Size
		}
`,
        '		size := b.sizeOf(letter)\n',
      ],
      [
        'func (b *Box) Put',
        `func (b *Box) sizeOf(letter Letter) int {
	size := len(letter.Body) + len(letter.Subject)
	for _, part := range letter.Parts {
		size += 2 * part.Size
	}
	return size
}

func (b *Box) Put`,
      ],
    ],
  },
  'extract-function mail.go Box.Weight → mail.go Box.sizeOf',
);

export const go: LanguageFixtures = {
  language: 'Go',
  reads: {
    path: 'farm.go',
    text: `package farm

import (
	"fmt"
	h "farm/hay"
)
import "os"

// Barn is full.
type Barn struct {
	Building
	*wood.Roof
	name, owner string
}

type Feeder interface {
	fmt.Stringer
	Opener
	Feed(what []byte) (n int, err error)
}

type Animal int
type Beast = Animal
type Herd[T any] struct{ head *T }

const Most = 3

var cow, calf = 1, 2
var call = func(loud bool) string { return "moo" }

func (b *Barn) Fill(hay []Hay, rate float64) (sum float64) {
	for i, bale := range hay {
		sum += bale.Weight /* dry */ * rate
	}
	add := func(v float64) { sum += v }
	var z int = 3
	return
}

func (h Herd[T]) Len() int { return 0 }
func (*Herd[T]) Each(fs ...func(T)) {}
func Map[T any](xs []T, f func(T)) {}
`,
    declarations: [
      'struct Barn',
      'variable name',
      'variable owner',
      'interface Feeder',
      'function Feed',
      'type Animal',
      'type Beast',
      'struct Herd',
      'variable head',
      'variable Most',
      'variable cow',
      'variable calf',
      'function call',
      'method Barn.Fill',
      'variable i',
      'variable bale',
      'function add',
      'variable z',
      'method Herd.Len',
      'method Herd.Each',
      'function Map',
    ],
    parameters: ['what', 'loud', 'b', 'hay', 'rate', 'v', 'h', 'fs', 'xs', 'f'],
    supertypes: ['Building', 'Roof', 'Stringer', 'Opener'],
    imports: ['package farm', 'import (', 'import "os"'],
    comments: ['// Barn is full.', '/* dry */'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'mail.go': [['Weight', 'Size']] },
      'rename-function mail.go Box.Weight → mail.go Box.Size',
    ),
    'move a function to another file': edited(
      before,
      { 'mail.go': [[parse, '']], 'address.go': [['', head + parse]] },
      'move-function mail.go ParseAddress → address.go ParseAddress',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'mail.go': [[parse, '']],
        'address.go': [
          ['', head + parse],
          ['(text string)', '(text, at string)'],
          ['"@"', 'at'],
        ],
      },
      'move-function mail.go ParseAddress → address.go ParseAddress',
    ),
    'move a method to another type': edited(
      before,
      {
        'mail.go': [
          ['(b *Box) Summary', '(r *Route) Summary'],
          ['b.letters {\n\t\tif len', 'r.letters {\n\t\tif len'],
        ],
      },
      'move-function mail.go Box.Summary → mail.go Route.Summary',
    ),
    'extract a function': extract,
    'inline a function': reversed(extract, 'inline-function mail.go Box.sizeOf → mail.go Box.Weight'),
    'change a signature': edited(before, {
      'mail.go': [['Next(place string)', 'Next(place string, back bool, _ int)']],
    }),
    'edit without a refactoring': edited(before, {
      'mail.go': [['stop == at+1', 'stop == at-1 && name != place']],
    }),
    'edit a function without a name': edited(before, {
      'mail.go': [
        [
          'return b.letters[i].Sent.Before(b.letters[j].Sent)',
          'return b.letters[i].Rank > b.letters[j].Rank',
        ],
      ],
    }),
    'rename a nested function': edited(
      before,
      { 'mail.go': [['attempt', 'try']] },
      'rename-function mail.go Deliver.attempt → mail.go Deliver.try',
    ),
    'edit one of several functions of a name': edited(before, {
      'mail.go': [['len(r.stops)\n', 'len(r.stops) + 1\n']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'mail.go': [['(r *Route) Put', '(r *Route) Append']] },
      'rename-function mail.go Route.Put → mail.go Route.Append',
    ),
    'rename a type': edited(
      before,
      { 'mail.go': [['Route', 'Tour']] },
      'rename-type mail.go Route → mail.go Tour',
    ),
    'move a type to another file': edited(
      before,
      { 'mail.go': [[route, '']], 'route.go': [['', `package mail\n${route}`]] },
      'move-type mail.go Route → route.go Route',
    ),
    'rename beside a part that is broken': broken(rename, '\nfunc broken( {\n\treturn 1 +\n}\n'),
    'edit comments and documentation': edited(before, {
      'mail.go': [
        ['// Box holds letters.', '// Box is where letters wait\n// until somebody reads them.'],
        ['// Drafts are free.', '/* nobody pays for drafts */'],
      ],
    }),
  },
  own: {
    'move a method to another file than its type': edited(
      before,
      { 'mail.go': [[summary, '']], 'print.go': [['', head + summary]] },
      'move-function mail.go Box.Summary → print.go Summary',
    ),
    'rename a method that stands before its type': edited(
      { 'mail.go': head + parse + summary + box.replace(summary, '') },
      { 'mail.go': [['Summary', 'Digest']] },
      'rename-function mail.go Box.Summary → mail.go Box.Digest',
    ),
    'rename a method of an interface': edited(
      {
        'store.go':
          'package store\n\ntype Store interface {\n\tLoad(key string) ([]byte, error)\n\tDrop(key string)\n}\n\nfunc Copy(from Store, key string) []byte {\n\tcontent, err := from.Load(key)\n\tif err != nil {\n\t\treturn nil\n\t}\n\treturn content\n}\n',
      },
      { 'store.go': [['Load(', 'Read(']] },
      'rename-function store.go Store.Load → store.go Store.Read',
    ),
  },
};
