import { broken, edited, type LanguageFixtures, reversed } from '../contract.js';

const head = `#include <string>
#include "sample.h"

using namespace std;
`;

const describe = `
string Filter::describe(int digits) const {
    ostringstream text;
    text << name_ << " with " << taps_.size() << " taps";
    text << setprecision(digits);
    for (double tap : taps_) {
        text << ' ' << tap;
    }
    return text.str();
}
`;

const filter = `
/// Smooths samples.
class Filter : public Stage {
public:
    explicit Filter(string name) : name_(move(name)) {}
    double energy(const vector<double>& samples) const;
    void add(double tap);
    string describe(int digits) const;

private:
    string name_;
    vector<double> taps_;
};

double Filter::energy(const vector<double>& samples) const {
    double sum = 0;
    for (size_t i = 0; i < samples.size(); i++) {
        double weighted = samples[i] * taps_[i % taps_.size()];
        double clipped = min(max(weighted, -1.0), 1.0);
        sum += clipped * clipped;
    }
    // Never negative.
    return sum / samples.size();
}

void Filter::add(double tap) {
    auto same = find_if(taps_.begin(), taps_.end(), [tap](double other) { return other == tap; });
    if (same != taps_.end()) {
        throw invalid_argument("tap");
    }
    taps_.push_back(tap);
}
${describe}`;

const buffer = `
class Buffer {
public:
    bool push(double sample, size_t limit) {
        if (samples_.size() >= limit) {
            return false;
        }
        samples_.push_back(sample);
        peak_ = max(peak_, abs(sample));
        return true;
    }

    void clear() {
        samples_.clear();
        peak_ = 0;
    }

private:
    vector<double> samples_;
    double peak_ = 0;
};
`;

const parse = `
Sample parseSample(const string& line) {
    const auto comma = line.find(',');
    if (comma == string::npos) {
        throw runtime_error("no comma: " + line);
    }
    const double time = stod(line.substr(0, comma));
    const double value = stod(line.substr(comma + 1));
    return Sample{time, value};
}
`;

const scale = `
vector<double> scale(const vector<double>& samples, double factor) {
    vector<double> result;
    auto bounded = [factor](double sample) {
        const double value = sample * factor;
        if (value > 1.0) return 1.0;
        return value < -1.0 ? -1.0 : value;
    };
    for (double sample : samples) {
        result.push_back(bounded(sample));
    }
    return result;
}

int scale(int sample, int shift) {
    const int sign = sample < 0 ? -1 : 1;
    const int size = abs(sample) << shift;
    return sign * min(size, 32767);
}
`;

const before = { 'audio.cpp': head + filter + buffer + parse + scale };

const rename = edited(
  before,
  { 'audio.cpp': [['parseSample', 'readSample']] },
  'rename-function audio.cpp parseSample → audio.cpp readSample',
);

const extract = edited(
  before,
  {
    'audio.cpp': [
      [
        `        double weighted = samples[i] * taps_[i % taps_.size()];
        double clipped = min(max(weighted, -1.0), 1.0);
        sum += clipped * clipped;
`,
        '        sum += power(samples[i], i);\n',
      ],
      [
        '    void add(double tap);',
        '    double power(double sample, size_t i) const;\n    void add(double tap);',
      ],
      [
        'void Filter::add',
        `double Filter::power(double sample, size_t i) const {
    double weighted = sample * taps_[i % taps_.size()];
    double clipped = min(max(weighted, -1.0), 1.0);
    return clipped * clipped;
}

void Filter::add`,
      ],
    ],
  },
  'extract-function audio.cpp Filter.energy → audio.cpp Filter.power',
);

const shapes = `class Shape {
public:
    virtual double area(double scale) const = 0;
    virtual ~Shape() = default;
    double twice() const { return 2 * area(1.0); }
};
`;

const list = `#include "list.h"

static struct node *find(struct list *list, const char *key)
{
	struct node *at;

	for (at = list->head; at != NULL; at = at->next) {
		if (strcmp(at->key, key) == 0)
			return at;
	}
	return NULL;
}

int list_remove(struct list *list, const char *key)
{
	struct node *at = find(list, key);

	if (at == NULL)
		return -1;
	unlink_node(list, at);
	free(at);
	return 0;
}
`;

export const cpp: LanguageFixtures = {
  language: 'C++',
  reads: {
    path: 'bridge.hpp',
    text: `#pragma once
#include <vector>
using namespace std;
using Id = int;
typedef struct { int width; } Plank;
typedef struct rope { int length; } rope;
typedef unsigned long Weight;

namespace river {
/// Over water.
class Bridge : public Road, private stone::Wall<int> {
 public:
  Bridge(int length) : length_(length) {}
  ~Bridge();
  int cross(int cars, const std::string& name) const { return cars; }
  virtual double load() = 0;
  int repair();
  bool operator==(const Bridge& other) const { return true; }
  int length_ = 1, lanes_;
};
enum class Kind { Wood, Stone };
union Cable { int thin; };

int Bridge::repair() {
  auto hammer = [&](int nails) { return nails; };
  for (auto& plank : planks) {}
  int left = 1, *right;
  return left; // done
}
Bridge::~Bridge() {}
template <typename T> T List<T>::at(int place) { return items[place]; }
vector<int>& deep::Lake::depth(int&& where, int how = 2, int all[]) { return v; }
}  // namespace river
template <typename T> T most(T one, T other) { return one; }
static const char *title(void) { return "x"; }
int announced(int a, char *b);
const int LIMIT = 3;
extern "C" { int plain(int c) { return c; } }
`,
    declarations: [
      'type Id',
      'struct Plank',
      'variable width',
      'struct rope',
      'variable length',
      'type Weight',
      'class Bridge',
      'function Bridge',
      'function cross',
      'function load',
      'function operator==',
      'variable length_',
      'variable lanes_',
      'enum Kind',
      'union Cable',
      'variable thin',
      'method Bridge.repair',
      'function hammer',
      'variable plank',
      'variable right',
      'variable left',
      'method Bridge.~Bridge',
      'method List.at',
      'method Lake.depth',
      'function most',
      'function title',
      'variable LIMIT',
      'function plain',
    ],
    parameters: [
      'length',
      'cars',
      'name',
      'other',
      'nails',
      'place',
      'where',
      'how',
      'all',
      'one',
      'other',
      'a',
      'b',
      'c',
    ],
    supertypes: ['Road', 'Wall'],
    imports: ['#include <vector>', 'using namespace std;'],
    comments: ['/// Over water.', '// done', '// namespace river'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'audio.cpp': [['energy(', 'power(']] },
      'rename-function audio.cpp Filter.energy → audio.cpp Filter.power',
    ),
    'move a function to another file': edited(
      before,
      { 'audio.cpp': [[parse, '']], 'sample.cpp': [['', head + parse]] },
      'move-function audio.cpp parseSample → sample.cpp parseSample',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'audio.cpp': [[parse, '']],
        'sample.cpp': [
          ['', head + parse],
          ['(const string& line)', "(const string& line, char separator = ',')"],
          ["line.find(',')", 'line.find(separator)'],
        ],
      },
      'move-function audio.cpp parseSample → sample.cpp parseSample',
    ),
    'move a method to another type': edited(
      before,
      {
        'audio.cpp': [
          ['    string describe(int digits) const;\n', ''],
          ['    void clear() {', '    string describe(int digits) const;\n\n    void clear() {'],
          ['string Filter::describe', 'string Buffer::describe'],
        ],
      },
      'move-function audio.cpp Filter.describe → audio.cpp Buffer.describe',
    ),
    'extract a function': extract,
    'inline a function': reversed(
      extract,
      'inline-function audio.cpp Filter.power → audio.cpp Filter.energy',
    ),
    'change a signature': edited(before, {
      'audio.cpp': [
        ['push(double sample, size_t limit)', 'push(size_t limit, float sample, bool late = false)'],
      ],
    }),
    'edit without a refactoring': edited(before, {
      'audio.cpp': [['peak_ = max(peak_, abs(sample));', 'peak_ = sample > peak_ ? sample : peak_ * 0.9;']],
    }),
    'edit a function without a name': edited(before, {
      'audio.cpp': [
        [
          '[tap](double other) { return other == tap; }',
          '[&](double other) { return abs(other - tap) < epsilon; }',
        ],
      ],
    }),
    'rename a nested function': edited(
      before,
      { 'audio.cpp': [['bounded', 'limited']] },
      'rename-function audio.cpp scale.bounded → audio.cpp scale.limited',
    ),
    'edit one of several functions of a name': edited(before, {
      'audio.cpp': [['min(size, 32767)', 'min(size, 65535)']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'audio.cpp': [['int scale(int', 'int shifted(int']] },
      'rename-function audio.cpp scale → audio.cpp shifted',
    ),
    'rename a type': edited(
      before,
      { 'audio.cpp': [['Buffer', 'Queue']] },
      'rename-type audio.cpp Buffer → audio.cpp Queue',
    ),
    'move a type to another file': edited(
      before,
      { 'audio.cpp': [[buffer, '']], 'buffer.hpp': [['', head + buffer]] },
      'move-type audio.cpp Buffer → buffer.hpp Buffer',
    ),
    'rename beside a part that is broken': broken(rename, '\nclass Broken {\n    void open( {\n};\n'),
    'edit comments and documentation': edited(before, {
      'audio.cpp': [
        ['/// Smooths samples.', '/**\n * A row of taps.\n */'],
        ['// Never negative.', '/* squares only */'],
      ],
    }),
  },
  own: {
    'rename a class with its methods outside': edited(
      before,
      { 'audio.cpp': [['Filter', 'Smoother']] },
      'rename-type audio.cpp Filter → audio.cpp Smoother',
    ),
    'rename a method in the file without its class': edited(
      {
        'filter.hpp': filter.slice(0, filter.indexOf('double Filter::')),
        'filter.cpp': filter.slice(filter.indexOf('double Filter::')),
      },
      { 'filter.hpp': [['describe(', 'print(']], 'filter.cpp': [['describe(', 'print(']] },
      'rename-function filter.cpp describe → filter.cpp print',
    ),
    'rename a class with what makes it and takes it down': edited(
      {
        'ring.cpp':
          'class Ring {\npublic:\n    Ring(int size) : size_(size) { slots_ = new int[size]; }\n    ~Ring() { log("gone", size_); delete[] slots_; }\n    int next() { return slots_[size_ - 1] + 1; }\nprivate:\n    int size_;\n    int *slots_;\n};\n',
      },
      { 'ring.cpp': [['Ring', 'Wheel']] },
      'rename-type ring.cpp Ring → ring.cpp Wheel',
    ),
    'rename a class whose constructors stand in a file without it': edited(
      {
        'ring.hpp':
          'class Ring {\npublic:\n    Ring(int size, int step);\n    ~Ring();\n    int next();\nprivate:\n    int size_;\n    int *slots_;\n};\n',
        'ring.cpp':
          '#include "ring.hpp"\n\nRing::Ring(int size, int step) : size_(size) {\n    slots_ = new int[size];\n    for (int at = 0; at < size; at += step) slots_[at] = at;\n}\n\nRing::~Ring() {\n    log("gone", size_);\n    delete[] slots_;\n}\n\nint Ring::next() {\n    return slots_[size_ - 1] + 1;\n}\n',
      },
      { 'ring.hpp': [['Ring', 'Wheel']], 'ring.cpp': [['Ring', 'Wheel']] },
      'rename-type ring.hpp Ring → ring.hpp Wheel',
    ),
    'rename a method that is purely virtual': edited(
      { 'shape.h': shapes },
      { 'shape.h': [['area(', 'surface(']] },
      'rename-function shape.h Shape.area → shape.h Shape.surface',
    ),
    'put a namespace around everything': edited(
      { 'parse.cpp': parse + scale },
      {
        'parse.cpp': [
          ['\nSample parse', 'namespace audio {\nSample parse'],
          ['32767);\n}\n', '32767);\n}\n}\n'],
        ],
      },
    ),
    'rename a function of C': edited(
      { 'list.c': list },
      { 'list.c': [['find(', 'lookup(']] },
      'rename-function list.c find → list.c lookup',
    ),
    'inline a function of C': edited(
      { 'list.c': list },
      {
        'list.c': [
          [list.slice(list.indexOf('static'), list.indexOf('int list_remove')), ''],
          [
            '	struct node *at = find(list, key);\n\n',
            `	struct node *at;

	for (at = list->head; at != NULL; at = at->next) {
		if (strcmp(at->key, key) == 0)
			break;
	}
`,
          ],
        ],
      },
      'inline-function list.c find → list.c list_remove',
    ),
  },
};
