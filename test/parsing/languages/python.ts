import { broken, edited, type LanguageFixtures, reversed } from '../contract.js';

const head = `import csv
from dataclasses import dataclass
`;

const forecast = `
    def forecast(self, days):
        recent = self.readings[-days:]
        average = sum(reading.degrees for reading in recent) / len(recent)
        lines = [f"{self.name}: {average:.1f}"]
        if average < 0:
            lines.append("frost")
        return ", ".join(lines)
`;

const station = `

class Station:
    """Measures the weather in one place."""

    def __init__(self, name, height):
        self.name = name
        self.height = height
        self.readings = []

    def warmest(self):
        best = None
        for reading in self.readings:
            corrected = reading.degrees + self.height / 100 * 0.65
            if reading.shaded:
                corrected += 1.5
            # The first one wins.
            if best is None or corrected > best:
                best = corrected
        return best

    def record(self, reading):
        known = [other for other in self.readings if other.hour == reading.hour]
        if known:
            raise ValueError("twice in an hour")
        self.readings.append(reading)
        return self.warmest()
${forecast}`;

const archive = `

class Archive:
    def __init__(self, path):
        self.path = path
        self.rows = {}

    def load(self, year):
        with open(self.path / f"{year}.csv") as source:
            rows = list(csv.reader(source))
        self.rows[year] = rows[1:]
        return len(rows)

    def years(self):
        return sorted(self.rows)
`;

const parse = `

def parse_reading(line):
    hour, degrees, shade = line.strip().split(",")
    value = float(degrees.replace("−", "-"))
    if not -90 < value < 60:
        raise ValueError(f"not on this planet: {line}")
    return Reading(int(hour), value, shade == "yes")
`;

const smooth = `

def smooth(values, width):
    def window(at):
        start = max(0, at - width)
        end = min(len(values), at + width + 1)
        return values[start:end]

    result = []
    for at in range(len(values)):
        near = window(at)
        result.append(sum(near) / len(near))
    return sorted(result, key=lambda value: round(value, 1))
`;

const scale = `

class Scale:
    def __init__(self, kelvin):
        self.kelvin = kelvin

    @property
    def celsius(self):
        degrees = self.kelvin - 273.15
        return round(degrees, 2)

    @celsius.setter
    def celsius(self, degrees):
        if degrees < -273.15:
            raise ValueError("below nothing")
        self.kelvin = degrees + 273.15
`;

const before = { 'weather.py': head + station + archive + parse + smooth + scale };

const rename = edited(
  before,
  { 'weather.py': [['parse_reading', 'read_line']] },
  'rename-function weather.py parse_reading → weather.py read_line',
);

const extract = edited(
  before,
  {
    'weather.py': [
      [
        `            corrected = reading.degrees + self.height / 100 * 0.65
            if reading.shaded:
                corrected += 1.5
`,
        '            corrected = self.correct(reading)\n',
      ],
      [
        '    def record(self',
        `    def correct(self, reading):
        corrected = reading.degrees + self.height / 100 * 0.65
        if reading.shaded:
            corrected += 1.5
        return corrected

    def record(self`,
      ],
    ],
  },
  'extract-function weather.py Station.warmest → weather.py Station.correct',
);

export const python: LanguageFixtures = {
  language: 'Python',
  reads: {
    path: 'garden.py',
    text: `# -*- coding: utf-8 -*-
"""What grows."""
from __future__ import annotations
import os, sys as system

SEASONS: int = 4

@dataclass
class Tree(Plant, wood.Growing, Generic[T], metaclass=Meta):
    """Lives long."""

    height: int = 1

    def __init__(self, age, *rings: int, leaf="oak", **rest):
        # From a seed.
        self.age = age

    @property
    def tall(self) -> bool:
        return self.age > 10

    async def grow(self, days: int, rain: float = 0.5):
        def inner(day):
            return day

        twice = lambda value: value * 2
        return [inner(day) for day in range(days)]

type Seeds = list[Tree]
`,
    declarations: [
      'variable SEASONS',
      'class Tree',
      'variable height',
      'function __init__',
      'variable age',
      'function tall',
      'function grow',
      'function inner',
      'function twice',
      'type Seeds',
    ],
    parameters: ['self', 'age', 'rings', 'leaf', 'rest', 'self', 'self', 'days', 'rain', 'day', 'value'],
    supertypes: ['Plant', 'Growing', 'Generic'],
    imports: ['from __future__ import annotations', 'import os, sys as system'],
    comments: ['# -*- coding: utf-8 -*-', '"""What grows."""', '"""Lives long."""', '# From a seed.'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'weather.py': [['warmest', 'maximum']] },
      'rename-function weather.py Station.warmest → weather.py Station.maximum',
    ),
    'move a function to another file': edited(
      before,
      { 'weather.py': [[parse, '']], 'lines.py': [['', parse]] },
      'move-function weather.py parse_reading → lines.py parse_reading',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'weather.py': [[parse, '']],
        'lines.py': [
          ['', parse],
          ['parse_reading(line)', 'parse_reading(line: str, separator: str = ",") -> Reading'],
          ['split(",")', 'split(separator)'],
        ],
      },
      'move-function weather.py parse_reading → lines.py parse_reading',
    ),
    'move a method to another type': edited(
      before,
      {
        'weather.py': [
          [forecast, ''],
          ['    def years(', `${forecast}\n    def years(`],
        ],
      },
      'move-function weather.py Station.forecast → weather.py Archive.forecast',
    ),
    'extract a function': extract,
    'inline a function': reversed(
      extract,
      'inline-function weather.py Station.correct → weather.py Station.warmest',
    ),
    'change a signature': edited(before, {
      'weather.py': [['def load(self, year)', 'def load(self, *, year: int = 2000)']],
    }),
    'edit without a refactoring': edited(before, {
      'weather.py': [['-90 < value < 60', '-100 < value < 70']],
    }),
    'edit a function without a name': edited(before, {
      'weather.py': [['lambda value: round(value, 1)', 'lambda value: -abs(value) if value else 0']],
    }),
    'rename a nested function': edited(
      before,
      { 'weather.py': [['window(', 'around(']] },
      'rename-function weather.py smooth.window → weather.py smooth.around',
    ),
    'edit one of several functions of a name': edited(before, {
      'weather.py': [['round(degrees, 2)', 'round(degrees, 3)']],
    }),
    'rename one of several functions of a name': edited(
      before,
      {
        'weather.py': [
          [
            `    @celsius.setter
    def celsius(`,
            '    def set_celsius(',
          ],
        ],
      },
      'rename-function weather.py Scale.celsius → weather.py Scale.set_celsius',
    ),
    'rename a type': edited(
      before,
      { 'weather.py': [['Archive', 'History']] },
      'rename-type weather.py Archive → weather.py History',
    ),
    'move a type to another file': edited(
      before,
      { 'weather.py': [[archive, '']], 'archive.py': [['', `import csv\n${archive}`]] },
      'move-type weather.py Archive → archive.py Archive',
    ),
    'rename beside a part that is broken': broken(rename, '\n\ndef broken(:\n    return [1, 2\n'),
    'edit comments and documentation': edited(before, {
      'weather.py': [
        [
          '"""Measures the weather in one place."""',
          '"""A thermometer with a name.\n\n    Reads by the hour.\n    """',
        ],
        ['# The first one wins.', '# Earlier hours win where two are equal.'],
      ],
    }),
  },
  own: {
    'decorate a function': edited(before, {
      'weather.py': [['    def load(', '    @cached(seconds=10)\n    def load(']],
    }),
    'make a function asynchronous': edited(before, {
      'weather.py': [
        ['    def load(', '    async def load('],
        ['        with open', '        async with open'],
      ],
    }),
  },
};
